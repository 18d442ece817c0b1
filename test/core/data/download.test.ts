/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { execute } from '../../support/contexts';
import { startBinaryStore } from '../../support/probe/binaryStore';
import { file, probeBench, row } from '../../support/probe/bench';
import { startProbe, type ProbeEmulator } from '../../support/probe/emulator';

let emulator: ProbeEmulator;
let disk: Awaited<ReturnType<typeof startBinaryStore>>;
beforeAll(async () => {
	emulator = await startProbe();
	disk = await startBinaryStore();
});
afterAll(async () => {
	await emulator.close();
	disk.close();
});
beforeEach(() => emulator.reset());

const bytes = randomBytes(300_000);

const fetched = async (path: string) => {
	const [{ json, binary }] = await execute(probeBench(emulator), {
		parameters: file('download', { path }),
	});
	if (!binary?.data) throw new Error('no file');
	return { json, content: await disk.read(binary.data) };
};
const offer = (headers: Record<string, string>, body: unknown = bytes) =>
	emulator.files.set('f', { status: 200, headers, body });

describe('a file', () => {
	it.each([
		['attachment; filename="report.pdf"', 'report.pdf'],
		['attachment; filename=report.pdf', 'report.pdf'],
		["attachment; filename*=UTF-8''%E5%90%88%E5%90%8C%202026.pdf", '合同 2026.pdf'],
		[`attachment; filename="old.pdf"; filename*=UTF-8''%E5%90%88.pdf`, '合.pdf'],
		[`attachment; filename="${Buffer.from('合同.pdf').toString('latin1')}"`, '合同.pdf'],
		['attachment; filename="%E5%90%88%E5%90%8C.pdf"', '合同.pdf'],
		[`attachment; filename="${Buffer.from('café.pdf', 'latin1').toString('latin1')}"`, 'café.pdf'],
		['inline', 'f'],
	])('takes its name from %s', async (disposition, name) => {
		offer({ 'content-type': 'application/pdf', 'content-disposition': disposition });
		const { json, content } = await fetched('/file/f');
		expect(json).toEqual({ fileName: name, mimeType: 'application/pdf', fileSize: bytes.length });
		expect(content.equals(bytes)).toBe(true);
	});

	it('of JSON is a file where the vendor calls it one', async () => {
		offer(
			{
				'content-type': 'application/json',
				'content-disposition': 'attachment; filename="a.json"',
			},
			{ ok: false, code: 'NO' },
		);
		const { json } = await fetched('/file/f');
		expect(json).toMatchObject({ fileName: 'a.json', mimeType: 'application/json' });
	});
});

describe('what is no file', () => {
	it.each<[string, object, string]>([
		['a refusal inside a 200', { ok: false, code: 'ABSENT', message: 'it is gone' }, 'it is gone'],
		['good news inside a 200', { ok: true, note: 'no bytes here' }, 'not with a file'],
	])('is an error: %s', async (_, body, message) => {
		emulator.files.set('f', { status: 200, body });
		await expect(fetched('/file/f')).rejects.toThrow(message);
	});

	it('is an error: a page inside a 200', async () => {
		offer({ 'content-type': 'text/html' }, '<html>sign in</html>');
		await expect(fetched('/file/f')).rejects.toThrow('does not come from the Probe API');
	});
});

describe('other hosts', () => {
	const seen = () => emulator.otherHost.log.entries;
	const clean = () => {
		expect(seen()).toHaveLength(1);
		expect(seen()[0].headers.authorization).toBeUndefined();
		expect(inspect(seen(), { depth: 6 })).not.toMatch(/probe-(token|key)/);
	};

	it('get no credential when a link leads to them', async () => {
		const { content } = await fetched(`${emulator.otherHost.url}/stored`);
		expect(content.toString()).toBe('from afar');
		clean();
	});

	it('get no credential when the vendor sends us on to them', async () => {
		emulator.files.set('f', {
			status: 302,
			headers: { location: `${emulator.otherHost.url}/stored` },
		});
		const { content } = await fetched('/file/f');
		expect(content.toString()).toBe('from afar');
		clean();
	});

	it('get nothing when the vendor sends an ordinary request on to them', async () => {
		emulator.faults.add({
			when: { path: '/ping' },
			answer: { status: 307, headers: { location: `${emulator.otherHost.url}/stored` } },
		});
		const parameters = row('get', { path: '/ping' });
		await expect(execute(probeBench(emulator), { parameters })).rejects.toThrow('status 307');
		expect(seen()).toEqual([]);
	});

	it.each([
		['another host', () => `${emulator.otherHost.url}/stored`],
		['another port', () => 'http://127.0.0.1:1/stored'],
		['another scheme', () => emulator.url.replace('http:', 'https:')],
		['the name as a user', () => `http://${emulator.url.slice(7)}@localhost/stored`],
	])('are refused in a request with the credential: %s', async (_, url) => {
		const parameters = row('get', { path: url() });
		await expect(execute(probeBench(emulator), { parameters })).rejects.toThrow(
			'goes to the host of the credential only',
		);
		expect(seen()).toEqual([]);
		expect(emulator.log.entries).toEqual([]);
	});

	it.each(['//localhost/stored', '@localhost/stored', '/\\localhost'])(
		'cannot be reached by a path: %s',
		async (path) => {
			const parameters = row('get', { path });
			await expect(execute(probeBench(emulator), { parameters })).rejects.toThrow('status 404');
			expect(emulator.log.entries).toHaveLength(1);
		},
	);

	it('end a circle of redirects', async () => {
		emulator.files.set('f', {
			status: 302,
			headers: { location: `${emulator.baseUrl}/file/f` },
		});
		await expect(fetched('/file/f')).rejects.toThrow('leads in a circle');
		expect(emulator.log.entries).toHaveLength(6);
	});
});
