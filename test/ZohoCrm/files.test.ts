import type { INodeExecutionData } from 'n8n-workflow';
import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { binary, execute, outputs } from '../support/contexts';
import { benchOf, of } from './bench';

let emulator: ZohoCrmEmulator;
let id: string;
beforeAll(async () => {
	emulator = await startZohoCrm();
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.reset();
	[id] = emulator.seed.records('Leads', [{ Last_Name: 'A' }]);
});

const bytes = Buffer.from(Array.from({ length: 5000 }, (_, n) => n % 256));
const item = (name = 'Bild ü.png', type = 'image/png', content = bytes): INodeExecutionData => ({
	json: {},
	binary: { data: binary(name, content, type) },
});
const content = ({ binary: files }: INodeExecutionData) =>
	Buffer.from(files?.data.data ?? '', 'base64');

it('attaches a file, lists it, gets the same bytes, and deletes it', async () => {
	const bench = benchOf(emulator);
	const on = (operation: string, more = {}) =>
		of('attachment', operation, { recordId: id, ...more });
	const [{ json }] = await execute(bench, {
		parameters: on('upload', { binaryPropertyName: 'data' }),
		items: [item()],
	});
	expect(json).toMatchObject({ id: expect.any(String), fileName: 'Bild ü.png' });
	expect(await outputs(bench, { parameters: on('getAll', { limit: 5 }) })).toMatchObject([
		{ id: json.id, File_Name: 'Bild ü.png', $type: 'Attachment' },
	]);
	const [down] = await execute(bench, {
		parameters: on('download', { attachmentId: json.id, outputBinaryField: 'data' }),
	});
	expect(content(down).equals(bytes)).toBe(true);
	expect(down.binary?.data).toMatchObject({ fileName: 'Bild ü.png', mimeType: 'image/png' });
	await outputs(bench, { parameters: on('delete', { attachmentId: json.id }) });
	expect(await outputs(bench, { parameters: on('getAll', { limit: 5 }) })).toEqual([]);
	await expect(
		execute(bench, {
			parameters: on('download', { attachmentId: json.id, outputBinaryField: 'data' }),
		}),
	).rejects.toThrow('no such file');
});

it('attaches a link, and says why it cannot be downloaded', async () => {
	const bench = benchOf(emulator);
	const on = (operation: string, more = {}) =>
		of('attachment', operation, { recordId: id, ...more });
	const [link] = await outputs(bench, {
		parameters: on('addLink', { linkUrl: 'https://example.com/a.pdf', linkTitle: 'A' }),
	});
	expect(await outputs(bench, { parameters: on('getAll', { limit: 5 }) })).toMatchObject([
		{ $type: 'Link URL', $link_url: 'https://example.com/a.pdf', File_Name: 'A' },
	]);
	await expect(
		execute(bench, {
			parameters: on('download', { attachmentId: link.id, outputBinaryField: 'data' }),
		}),
	).rejects.toMatchObject({
		message: expect.stringContaining('not allowed'),
		description: expect.stringContaining('$link_url'),
	});
});

it('puts an image into a field in one step, and gets the same bytes back', async () => {
	const bench = benchOf(emulator);
	const [done] = await outputs(bench, {
		parameters: of('file', 'uploadToField', {
			recordId: id,
			fileField: 'Photo_Field',
			binaryPropertyName: 'data',
		}),
		items: [item()],
	});
	expect(done).toMatchObject({ id, field: 'Photo_Field', uploaded: true });
	const [read] = await outputs(bench, { parameters: of('record', 'get', { recordId: id }) });
	const [entry] = read.Photo_Field as Array<{ id: string }>;
	const [down] = await execute(bench, {
		parameters: of('file', 'download', {
			fileIn: 'field',
			recordId: id,
			entryId: entry.id,
			outputBinaryField: 'data',
		}),
	});
	expect(content(down).equals(bytes)).toBe(true);
});

it('puts a file into the store and gets it back', async () => {
	const bench = benchOf(emulator);
	const [{ id: fileId }] = await outputs(bench, {
		parameters: of('file', 'upload', { binaryPropertyName: 'data' }),
		items: [item()],
	});
	const parameters = of('file', 'download', {
		fileIn: 'store',
		fileId: String(fileId),
		outputBinaryField: 'data',
	});
	const [down] = await execute(bench, { parameters });
	expect(content(down).equals(bytes)).toBe(true);
});

it('sets, gets and deletes a photo, and takes no other file for one', async () => {
	const bench = benchOf(emulator);
	const on = (operation: string, more = {}) => of('photo', operation, { recordId: id, ...more });
	await execute(bench, {
		parameters: on('upload', { binaryPropertyName: 'data' }),
		items: [item()],
	});
	const get = { parameters: on('download', { outputBinaryField: 'data' }) };
	expect(content((await execute(bench, get))[0]).equals(bytes)).toBe(true);
	await outputs(bench, { parameters: on('delete') });
	await expect(execute(bench, get)).rejects.toThrow('no such file');
	const text = {
		parameters: on('upload', { binaryPropertyName: 'data' }),
		items: [item('a.txt', 'text/plain')],
	};
	await expect(execute(bench, text)).rejects.toThrow('does not take "a.txt"');
});

it('refuses a file above the limit before it is sent', async () => {
	const large = item('big.bin', 'application/octet-stream', Buffer.alloc(20 * 1024 * 1024 + 1));
	const parameters = of('file', 'upload', { binaryPropertyName: 'data' });
	await expect(execute(benchOf(emulator), { parameters, items: [large] })).rejects.toThrow(
		'takes 20971520 at most',
	);
	expect(emulator.log.of('POST', '/crm/v8/files')).toHaveLength(0);
});

it('sends an attachment again after a renewed token', async () => {
	const bench = benchOf(emulator);
	emulator.store.tokens.clear();
	const parameters = of('attachment', 'upload', { recordId: id, binaryPropertyName: 'data' });
	await expect(outputs(bench, { parameters, items: [item()] })).resolves.toHaveLength(1);
	expect(bench.store.logins).toBe(1);
});
