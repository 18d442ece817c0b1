import { createHash, randomBytes } from 'node:crypto';
import { STREAMED_FROM } from '../../nodes/core/data/files';
import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { execute, outputs } from '../support/contexts';
import { startBinaryStore } from '../support/probe/binaryStore';
import { benchOf, of } from './bench';

/** Files that n8n keeps on disk: they go out as a stream, part by part, and come back the same. */
const SIZE = STREAMED_FROM + 1024 * 1024 + 17;
const large = randomBytes(SIZE);
const sha = (content: Buffer) => createHash('sha256').update(content).digest('hex');

let emulator: ZohoCrmEmulator;
let disk: Awaited<ReturnType<typeof startBinaryStore>>;
beforeAll(async () => {
	emulator = await startZohoCrm();
	disk = await startBinaryStore();
});
afterAll(async () => {
	disk.close();
	await emulator.close();
});
let id: string;
beforeEach(() => {
	emulator.reset();
	[id] = emulator.seed.records('Leads', [{ Last_Name: 'A' }]);
});

const item = async (content = large) => ({
	json: {},
	binary: { data: await disk.store('groß.png', 'image/png', content) },
});
const from = { binaryPropertyName: 'data' };
const into = { outputBinaryField: 'data' };

/** The form that n8n makes of streams has another boundary than the one of a form held in memory. */
const boundaryOf = (path: string) => {
	const [{ headers }] = emulator.log.of('POST', path);
	return /boundary=(.*)$/.exec(String(headers['content-type']))?.[1] ?? '';
};
const STREAMED = /^-{20,}/;

async function sameBack(parameters: ReturnType<typeof of>): Promise<void> {
	const [{ binary, json }] = await execute(benchOf(emulator), { parameters });
	if (!binary) throw new Error('no file came');
	// n8n's store has it, and not the item
	expect(binary.data.id).toMatch(/^filesystem/);
	expect(json.fileSize).toBe(SIZE);
	const back = await disk.read(binary.data);
	expect(sha(back)).toBe(sha(large));
}

it('streams an attachment to the record and back', async () => {
	const on = { recordId: id };
	const [{ id: attachmentId, fileName }] = await outputs(benchOf(emulator), {
		parameters: of('attachment', 'upload', { ...on, ...from }),
		items: [await item()],
	});
	expect(fileName).toBe('groß.png');
	expect(boundaryOf(`/crm/v8/Leads/${id}/Attachments`)).toMatch(STREAMED);
	expect(emulator.store.records.get('Leads')?.get(id)?.attachments[0]).toMatchObject({
		name: 'groß.png',
		file: { type: 'image/png' },
	});
	await sameBack(
		of('attachment', 'download', { ...on, ...into, attachmentId: String(attachmentId) }),
	);
});

it('streams an image into a field and back', async () => {
	const [{ fileIds }] = await outputs(benchOf(emulator), {
		parameters: of('file', 'uploadToField', { recordId: id, fileField: 'Photo_Field', ...from }),
		items: [await item()],
	});
	expect(boundaryOf('/crm/v8/files')).toMatch(STREAMED);
	const [read] = await outputs(benchOf(emulator), {
		parameters: of('record', 'get', { recordId: id }),
	});
	const [entry] = read.Photo_Field as Array<{ id: string }>;
	await sameBack(
		of('file', 'download', { fileIn: 'field', recordId: id, entryId: entry.id, ...into }),
	);
	await sameBack(
		of('file', 'download', { fileIn: 'store', fileId: (fileIds as string[])[0], ...into }),
	);
});

it('opens the file anew when the token has to be renewed first', async () => {
	const bench = benchOf(emulator);
	emulator.store.tokens.clear();
	const [{ id: fileId }] = await outputs(bench, {
		parameters: of('file', 'upload', from),
		items: [await item()],
	});
	expect(bench.store.logins).toBe(1);
	expect(boundaryOf('/crm/v8/files')).toMatch(STREAMED);
	await sameBack(of('file', 'download', { fileIn: 'store', fileId: String(fileId), ...into }));
});

it('sends a small file from memory', async () => {
	const parameters = of('file', 'upload', from);
	await outputs(benchOf(emulator), { parameters, items: [await item(Buffer.from('small'))] });
	expect(boundaryOf('/crm/v8/files')).not.toMatch(STREAMED);
});
