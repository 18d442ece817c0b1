/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type AddressInfo } from 'node:net';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { binary, execute, outputs } from '../support/contexts';
import { benchOf, bodies, legacy, object, of, record, signedIn, WIDE } from './bench';

const CREDENTIAL = '/cgi/crm/v2/generatorFileUploadCredential';

let emulator: FxiaokeEmulator;
beforeAll(async () => {
	emulator = await startFxiaoke({ switches: WIDE });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const bytes = Buffer.from([0, 255, 13, 10, 0, 65]);
const item = (name: string, content: Buffer | string = bytes): INodeExecutionData => ({
	json: {},
	binary: { data: binary(name, content, 'application/octet-stream') },
});
const run = async (parameters: INodeParameters, items: INodeExecutionData[] = [item('a.bin')]) =>
	await execute(signedIn(emulator), { parameters, items });
const upload = (options: INodeParameters = {}) =>
	of('file', 'upload', { binaryPropertyName: 'data', options });

describe('upload', () => {
	it.each([
		[{}, 'TN'],
		[{ permanent: true }, 'N'],
		[{ asForm: true }, 'TN'],
	] as const)('in two steps %j', async (options, kind) => {
		const [{ json }] = await run(upload(options), [item('报价 "1".bin')]);
		expect(json).toMatchObject({
			path: expect.stringMatching(new RegExp(`^${kind}_`)),
			fileName: '报价 "1".bin',
			fileSize: 6,
			attachment: { name: '报价 "1".bin', path: json.path },
		});
		const file = emulator.store.files.get(String(json.path));
		expect(file?.content.equals(bytes)).toBe(true);
		const [step] = emulator.fileHost.log.entries;
		for (const name of ['authorization', 'x-fs-ea', 'x-fs-userid'])
			expect(step.headers).not.toHaveProperty(name);
		expect(step.query.linkId).toMatch(/^E-O/);
		expect(step.path).toBe('/fsc/upload/');
	});

	it('asks for the extension that a name does not have', async () => {
		await expect(run(upload(), [item('README')])).rejects.toThrow('"README" has no extension');
		expect(emulator.log.of('POST', CREDENTIAL)).toHaveLength(0);
		await run(upload({ fileExtension: 'md' }), [item('README')]);
		expect(bodies(emulator, CREDENTIAL)[0].data).toMatchObject({
			filename: 'README',
			extension: 'md',
		});
	});

	it('begins anew with a new signature when the answer was lost', async () => {
		const deaf = createServer((socket) => socket.on('data', () => socket.destroy()));
		await new Promise<void>((ready) => deaf.listen(0, '127.0.0.1', ready));
		const { port } = deaf.address() as AddressInfo;
		const lost = {
			errorCode: 0,
			errorMessage: 'OK',
			traceId: 'E-O.1',
			data: { method: 'POST', url: `http://127.0.0.1:${port}/`, sign: 's' },
		};
		const fault = { when: { path: CREDENTIAL }, before: true };
		emulator.faults.add({ ...fault, answer: { status: 200, body: lost } });
		const [{ json }] = await run(upload());
		expect(json.path).toMatch(/^TN_/);
		expect(emulator.log.of('POST', CREDENTIAL)).toHaveLength(2);
		// a permanent file would stay behind, so that one is not sent again
		emulator.faults.add({ ...fault, answer: { status: 200, body: lost } });
		await expect(run(upload({ permanent: true }))).rejects.toMatchObject({
			context: { outcome: 'unknown' },
		});
		deaf.close();
	});

	it("shows the file host's own refusal, with the trace of the signature", async () => {
		emulator.faults.add({
			when: { path: CREDENTIAL },
			before: true,
			answer: {
				status: 200,
				body: {
					errorCode: 0,
					errorMessage: 'OK',
					traceId: 'E-O.77',
					data: { method: 'POST', url: `${emulator.fileHost.url}/fsc/upload/`, sign: 'old' },
				},
			},
		});
		await expect(run(upload())).rejects.toMatchObject({
			message: expect.stringContaining('refused "a.bin"'),
			context: { code: '403', traceId: 'E-O.77' },
		});
	});
});

describe('attach', () => {
	const attach = (recordId: string, fileField: string) =>
		of('file', 'attach', {
			objectType: object('AccountObj'),
			recordId,
			fileField,
			binaryPropertyName: 'data',
			triggerApprovalFlow: false,
			triggerWorkFlow: false,
		});

	it('keeps what the field holds, also for several items at once', async () => {
		emulator.seed.file({ path: 'N_old', name: 'old', type: 'text/plain', content: bytes });
		const [id = ''] = emulator.seed.records('AccountObj', [
			{ name: 'X', files: [{ name: 'old.txt', path: 'N_old' }] },
		]);
		const out = await run(attach(id, 'files'), [item('a.bin'), item('b.bin'), item('c.bin')]);
		expect(out).toHaveLength(3);
		const { files } = emulator.store.records.get(id)?.values ?? {};
		expect((files as Array<{ name: string }>).map(({ name }) => name)).toEqual([
			'old.txt',
			'a.bin',
			'b.bin',
			'c.bin',
		]);
		// a file that a record holds does not go after three days
		const stored = [...emulator.store.files.values()].filter(({ name }) => name.endsWith('.bin'));
		expect(stored.map(({ until }) => until)).toEqual([undefined, undefined, undefined]);
		expect(bodies(emulator, '/cgi/crm/v2/data/update')[0]).toMatchObject({
			triggerApprovalFlow: false,
			triggerWorkFlow: false,
		});
	});

	it('writes back paths also with the legacy sign-in, which shows media IDs', async () => {
		emulator.seed.file({ path: 'N_old', name: 'old', type: 'text/plain', content: bytes });
		const held = [{ name: 'old.txt', path: 'N_old' }];
		const [id = ''] = emulator.seed.records('AccountObj', [{ name: 'X', files: held }]);
		const parameters = attach(id, 'files');
		await execute(benchOf(emulator, legacy), { parameters, items: [item('a.bin')] });
		expect(emulator.store.records.get(id)?.values.files).toEqual([
			...held,
			{ name: 'a.bin', path: expect.stringMatching(/^TN_/) },
		]);
		const get = record('get', { recordId: id, simplify: true });
		const [shown] = await outputs(benchOf(emulator, legacy), { parameters: get });
		expect(JSON.stringify(shown.files)).toContain('MEDIA_N_old');
		const paths = { ...get, options: { convertMediaId: false, convertUserId: false } };
		const [plain] = await outputs(benchOf(emulator, legacy), { parameters: paths });
		expect(plain).toMatchObject({ files: [held[0], { name: 'a.bin' }], owner: ['1000'] });
	});

	it('gives images what images need', async () => {
		const [id = ''] = emulator.seed.records('AccountObj', [{ name: 'X' }]);
		await run(attach(id, 'photos'), [item('me.png')]);
		expect(emulator.store.records.get(id)?.values.photos).toEqual([
			{ ext: 'png', isImage: true, filename: 'me.png', path: expect.any(String), size: 6 },
		]);
	});

	it('names the uploaded paths when the record refuses', async () => {
		const [id = ''] = emulator.seed.records('AccountObj', [{ name: 'X' }]);
		emulator.seed.update(id, { lock_status: '1' });
		await expect(run(attach(id, 'files'))).rejects.toMatchObject({
			description: expect.stringMatching(/were uploaded before this: TN_/),
			context: { code: '50009', traceId: expect.stringMatching(/^E-O/) },
		});
	});

	it('refuses a field that holds no files', async () => {
		await expect(run(attach('x', 'name'))).rejects.toThrow('holds no files');
	});
});

describe('reading files', () => {
	it.each(['data', 'data.url', 'data.signedUrl', 'url'] as const)(
		'finds the link wherever it is: %s',
		async (downloadUrlIn) => {
			emulator.switches.downloadUrlIn = downloadUrlIn;
			emulator.seed.file({ path: 'N_1', name: '报价.bin', type: 'image/png', content: bytes });
			const [{ url }] = await outputs(signedIn(emulator), {
				parameters: of('file', 'getUrl', { filePath: 'N_1' }),
			});
			expect(url).toMatch(/^http:.*sign=/);
		},
	);

	it('downloads without the credential, and previews', async () => {
		emulator.seed.file({ path: 'N_1', name: '报价.bin', type: 'image/png', content: bytes });
		const [{ json, binary: files }] = await run(
			of('file', 'download', { filePath: 'N_1', outputBinaryField: 'offer' }),
		);
		expect(json).toMatchObject({ fileName: '报价.bin', mimeType: 'image/png', fileSize: 6 });
		expect(Buffer.from(files?.offer.data ?? '', 'base64').equals(bytes)).toBe(true);
		expect(emulator.fileHost.log.entries[0].headers).not.toHaveProperty('authorization');
		const [preview] = await outputs(signedIn(emulator), {
			parameters: of('file', 'getPreviewUrl', { filePath: 'N_1', fileName: 'offer.pdf' }),
		});
		expect(preview.url).toContain('preview=1');
		expect(bodies(emulator, '/cgi/crm/v2/generatorPreviewUrl')[0].data).toMatchObject({
			fileInfo: { path: 'N_1', filename: 'offer.pdf', extension: 'pdf' },
		});
	});

	it('says when there is no such file', async () => {
		await expect(run(of('file', 'getUrl', { filePath: 'N_none' }))).rejects.toMatchObject({
			context: { code: '32000', traceId: expect.any(String) },
		});
	});

	it('gives paths that a record takes', async () => {
		const [{ json }] = await run(upload());
		const fieldsJson = JSON.stringify({ name: 'X', files: [json.attachment], photos: json.path });
		const [made] = await outputs(signedIn(emulator), {
			parameters: record('create', { fieldsJson }),
		});
		expect(emulator.store.records.get(String(made._id))?.values.files).toEqual([json.attachment]);
	});
});
