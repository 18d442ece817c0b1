import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { binary, detailsOf, execute, outputs } from '../support/contexts';
import { benchOf, object } from './bench';

let emulator: ServiceGoEmulator;
let id: string;
beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 600_000 });
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.reset();
	id = String(emulator.seed.records('contact', [{ name: 'Ada', weiyibiaoshi: 'a' }])[0]);
});

const bytes = Buffer.from([0, 1, 2, 253, 254, 255, 10, 13]);
const item: INodeExecutionData = {
	json: {},
	binary: {
		data: binary('图 1.png', bytes, 'image/png'),
		more: binary('b.pdf', 'pdf', 'application/pdf'),
	},
};
const file = (operation: string, parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'file',
	operation,
	objectType: object('contact'),
	locateBy: 'id',
	recordId: id,
	fieldApiName: 'description',
	binaryPropertyName: 'data',
	outputBinaryField: 'file',
	...parameters,
});
const run = async (operation: string, parameters: INodeParameters = {}) =>
	await execute(benchOf(emulator), { parameters: file(operation, parameters), items: [item] });
const content = ([{ binary: files }]: INodeExecutionData[]) =>
	Buffer.from(files?.file.data ?? '', 'base64');
const unsigned = () =>
	emulator.otherHost.log.entries.every(({ rawUrl }) => !/sign=|email=/.test(rawUrl));

describe('files', () => {
	it('uploads for a URL and downloads from it: the same bytes', async () => {
		const [{ json }] = await run('upload');
		expect(json).toEqual({
			field: 'data',
			fileName: '图 1.png',
			url: expect.stringContaining('/backend/storage/'),
		});
		expect(content(await run('download', { url: json.url as string }))).toEqual(bytes);
	});

	it.each(['needed', 'notNeeded'] as const)(
		'downloads from its own host, signature %s',
		async (storageSign) => {
			for (const storageRefusal of ['http', 'envelope200', 'loginPage'] as const) {
				for (const storageUrls of ['absolute', 'relative'] as const) {
					Object.assign(emulator.switches, { storageSign, storageRefusal, storageUrls });
					const [{ json }] = await run('upload');
					const out = await run('download', { url: json.url as string });
					expect(content(out)).toEqual(bytes);
					expect(out[0].json).toMatchObject({ mimeType: 'image/png', fileSize: bytes.length });
				}
			}
		},
	);

	it('attaches to a record in one step, with a tag, by ID and by unique field', async () => {
		const [first] = await run('uploadToRecord', { options: { tag: 'contract' } });
		expect(first.json).toMatchObject({ attached: true, fileId: expect.any(Number) });
		const unique = { locateBy: 'uniqueField', uniqueField: 'weiyibiaoshi', uniqueValue: 'a' };
		await run('uploadToRecord', { ...unique, binaryPropertyName: 'more' });
		const listed = await outputs(benchOf(emulator), { parameters: file('getAll') });
		expect(listed.map(({ name }) => name)).toEqual(['图 1.png', 'b.pdf']);
		expect(emulator.store.records.get(Number(id))?.attachments[0].tag).toBe('contract');
		expect(content(await run('download', { url: listed[0].url as string }))).toEqual(bytes);
		const again = await outputs(benchOf(emulator), { parameters: file('getAll', unique) });
		expect(again).toHaveLength(2);
	});

	it('says which file was uploaded when attaching fails', async () => {
		const out = await execute(benchOf(emulator), {
			parameters: file('uploadToRecord', { recordId: '7' }),
			items: [item],
			node: { onError: 'continueRegularOutput' },
		});
		expect(detailsOf(out[0].json).description).toMatch(/uploaded as file object \d+ before this/);
	});

	it.each(['other', 'own'] as const)(
		'keeps attachments of rich text (link to the %s host)',
		async (downloadHost) => {
			emulator.switches.downloadHost = downloadHost;
			await run('uploadRichText', { binaryPropertyName: 'data,more' });
			const listed = await outputs(benchOf(emulator), { parameters: file('getAllRichText') });
			expect(listed.map(({ name }) => name)).toEqual(['图 1.png', 'b.pdf']);
			const docId = String(listed[0].docId);
			expect(content(await run('downloadRichText', { docId }))).toEqual(bytes);
			expect(emulator.otherHost.log.entries.length).toBe(downloadHost === 'other' ? 1 : 0);
			expect(unsigned()).toBe(true);
			await run('deleteRichText', { docIds: docId });
			expect(await outputs(benchOf(emulator), { parameters: file('getAllRichText') })).toHaveLength(
				1,
			);
		},
	);

	it('judges a deletion by its failures', async () => {
		const unknown = await execute(benchOf(emulator), {
			parameters: file('deleteRichText', { docIds: 'nothing' }),
			node: { onError: 'continueRegularOutput' },
		});
		expect(unknown[0].json).toMatchObject({
			error: 'ServiceGo did not delete the attachments',
			details: { outcome: 'failed' },
		});
	});

	it.each(['http403', 'envelope200'] as const)(
		'does not take an expired link for a file (%s)',
		async (downloadExpired) => {
			Object.assign(emulator.switches, { downloadExpired, downloadLifeMs: -1 });
			await run('uploadRichText');
			const [{ docId }] = await outputs(benchOf(emulator), { parameters: file('getAllRichText') });
			await expect(run('downloadRichText', { docId: String(docId) })).rejects.toThrow(
				"The file's host answered",
			);
		},
	);

	it.each(['query', 'body'])(
		'keeps files in a file field, parameters in the %s',
		async (parametersIn) => {
			const at = { fieldApiName: 'attachment', options: { parametersIn } };
			await run('uploadToField', { ...at, binaryPropertyName: 'data, more' });
			const listed = await outputs(benchOf(emulator), {
				parameters: file('getAllInField', { ...at, options: {} }),
			});
			expect(listed.map(({ name }) => name)).toEqual(['图 1.png', 'b.pdf']);
			const docId = String(listed[0].docId);
			expect(content(await run('download', { url: String(listed[0].downloadAddress) }))).toEqual(
				bytes,
			);
			await run('removeFromField', { ...at, remove: 'chosen', docIds: docId });
			expect(
				await outputs(benchOf(emulator), {
					parameters: file('getAllInField', { ...at, options: {} }),
				}),
			).toHaveLength(1);
			await run('removeFromField', { ...at, remove: 'all' });
			expect(
				await outputs(benchOf(emulator), {
					parameters: file('getAllInField', { ...at, options: {} }),
				}),
			).toEqual([]);
		},
	);

	it.each(['repeated', 'comma', 'brackets'] as const)(
		'removes several files, their IDs %s',
		async (docIdsForm) => {
			emulator.switches.docIdsForm = docIdsForm;
			const at = { fieldApiName: 'attachment' };
			await run('uploadToField', { ...at, binaryPropertyName: 'data, more' });
			const listed = await outputs(benchOf(emulator), { parameters: file('getAllInField', at) });
			const severalIds = docIdsForm === 'comma' ? 'commas' : docIdsForm;
			const docIds = listed.map(({ docId }) => docId).join();
			await run('removeFromField', { ...at, remove: 'chosen', docIds, options: { severalIds } });
			expect(await outputs(benchOf(emulator), { parameters: file('getAllInField', at) })).toEqual(
				[],
			);
		},
	);

	it('lists a file field from the record where the endpoint is missing', async () => {
		await run('uploadToField', { fieldApiName: 'attachment' });
		const gone = { status: 404, body: { code: 404, message: 'no such path', visible: false } };
		emulator.faults.add({
			when: { method: 'GET', path: '/v1/fileField/attachments' },
			before: true,
			answer: gone,
		});
		const listed = await outputs(benchOf(emulator), {
			parameters: file('getAllInField', { fieldApiName: 'attachment' }),
		});
		expect(listed).toMatchObject([{ name: '图 1.png' }]);
	});
});
