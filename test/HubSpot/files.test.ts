/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { INodeParameters } from 'n8n-workflow';
import type { HubSpotEmulator } from '../emulator/hubSpot';
import { binary, execute, outputs } from '../support/contexts';
import { benchOf, object, operation, start } from './bench';

let emulator: HubSpotEmulator;
beforeAll(async () => {
	emulator = await start();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const item = (content: string, name = 'a.txt') => [
	{ json: {}, binary: { data: binary(name, content, 'text/plain') } },
];
const file = async (
	name: string,
	parameters: INodeParameters = {},
	items?: ReturnType<typeof item>,
	apiVersion = '2026-03',
) =>
	await execute(benchOf(emulator, { apiVersion }), {
		parameters: operation('file', name, parameters),
		items,
	});
const storing = { binaryPropertyName: 'data', folder: '/x', access: 'PRIVATE' };
const textOf = (out: Awaited<ReturnType<typeof file>>) =>
	Buffer.from(String(out[0].binary?.data.data), 'base64').toString();

it.each(['2026-03', '2026-09', 'v3'])(
	'uploads, reads, replaces, changes, finds, downloads and deletes (%s)',
	async (version) => {
		const go = async (
			name: string,
			parameters: INodeParameters = {},
			items?: ReturnType<typeof item>,
		) => await file(name, parameters, items, version);
		const [{ json }] = await go('upload', storing, item('hello'));
		expect(json).toMatchObject({ name: 'a', extension: 'txt', access: 'PRIVATE', size: 5 });
		const fileId = String(json.id);
		expect((await go('get', { fileId }))[0].json).toMatchObject({ path: '/x/a.txt' });
		await go('replace', { fileId, binaryPropertyName: 'data' }, item('changed'));
		await go('update', { fileId, options: { newName: 'b', folder: '/y' } });
		expect((await go('getAll', { nameContains: 'b' }))[0].json).toMatchObject({ path: '/y/b.txt' });
		const out = await go('download', { fileId, outputBinaryField: 'data' });
		expect(textOf(out)).toBe('changed');
		expect(out[0].json).toMatchObject({ id: fileId, fileName: 'b.txt', fileSize: 7 });
		// the signed link is another host's: the token stays at home
		expect(emulator.otherHost.log.entries[0].headers.authorization).toBeUndefined();
		await go('delete', { fileId });
		await expect(go('get', { fileId })).rejects.toThrow('no such thing');
		const [second] = await go('upload', storing, item('x'));
		expect((await go('gdprDelete', { fileId: String(second.json.id) }))[0].json).toMatchObject({
			deleted: true,
		});
	},
);

it('imports from a URL and waits; says why where HubSpot gave up', async () => {
	const { id } = emulator.seed.file('src.txt', Buffer.from('abc'), { access: 'PUBLIC_INDEXABLE' });
	const parameters = {
		fileUrl: `${emulator.otherHost.url}/public/${id}/src.txt`,
		folder: '/in',
		fileName: 'dst.txt',
		access: 'PRIVATE',
	};
	emulator.switches.taskSteps = 2;
	for (const version of ['2026-03', '2026-09', 'v3'])
		expect((await file('importFromUrl', parameters, undefined, version))[0].json).toMatchObject({
			size: 3,
		});
	emulator.switches.importFromUrl = 'CANCELED';
	await expect(file('importFromUrl', parameters)).rejects.toMatchObject({
		description: expect.stringContaining('Could not fetch the URL'),
	});
	emulator.switches.taskSteps = 1000;
	await expect(file('importFromUrl', { ...parameters, options: { mostWait: 1 } })).rejects.toThrow(
		'still at work',
	);
});

it('attaches files to a record in one step, and finds them there', async () => {
	const [contact] = emulator.seed.records('contacts', [{ firstname: 'a' }]);
	const on = { objectType: object('contacts'), recordId: contact };
	const [{ json }] = await file('attach', { ...on, ...storing, note: 'See' }, item('hello'));
	expect(json).toMatchObject({ recordId: contact, attached: true });
	const [found] = await file('getAttachments', { ...on, returnAll: true });
	expect(found.json).toMatchObject({ name: 'a', activity: 'notes', activityId: json.noteId });
	const none = file('attach', { ...on, objectType: object('carts'), ...storing }, item('x'));
	await expect(none).rejects.toThrow('no default association from notes to carts');
	expect(emulator.log.of('POST', /\/files$/)).toHaveLength(1);
	const gone = file('attach', { ...on, recordId: '424242', ...storing }, item('x'));
	await expect(gone).rejects.toMatchObject({
		description: expect.stringMatching(/Uploaded before this: file \d+/),
	});
});

it('takes the existing file, overwrites, or refuses, as told', async () => {
	const again = async (options: INodeParameters) =>
		await outputs(benchOf(emulator), {
			parameters: operation('file', 'upload', { ...storing, options }),
			items: item('same'),
		});
	const [{ id }] = await again({});
	expect((await again({ duplicates: 'RETURN_EXISTING' }))[0].id).toBe(id);
	await expect(again({ duplicates: 'REJECT' })).rejects.toThrow('exists already');
	expect((await again({ overwrite: true }))[0].id).toBe(id);
});

it('carries 50 MB to a contact and back, byte for byte, in less than 32 MB of extra memory', async () => {
	const program = ['--expose-gc', '--import', 'tsx', 'test/HubSpot/largeFile.ts'];
	const { stdout } = await promisify(execFile)(process.execPath, program, {
		cwd: join(__dirname, '..', '..'),
	});
	const { same, extra } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as {
		same: boolean;
		extra: number;
	};
	expect(same).toBe(true);
	expect(extra).toBeLessThan(32);
}, 120_000);
