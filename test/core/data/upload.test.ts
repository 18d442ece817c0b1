/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import FormData from 'form-data';
import axios from 'axios';
import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { STREAMED_FROM } from '../../../nodes/core/data/files';
import { binary, execute } from '../../support/contexts';
import { startBinaryStore } from '../../support/probe/binaryStore';
import { file, probeBench } from '../../support/probe/bench';
import { sha, startProbe, type ProbeEmulator } from '../../support/probe/emulator';

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

const small = randomBytes(70_000);
const large = randomBytes(STREAMED_FROM + 12_345);

const send = async (files: Record<string, IBinaryData>): Promise<IDataObject[]> => {
	const item: INodeExecutionData = { json: {}, binary: files };
	const [{ json }] = await execute(probeBench(emulator), {
		parameters: file('upload', {
			binaryPropertyName: Object.keys(files).join(','),
			note: '备注 "n"',
		}),
		items: [item],
	});
	return json.parts as IDataObject[];
};

/** What npm's form-data sends of the same. */
async function reference(
	parts: Array<{ name: string; fileName: string; type: string; content: Buffer }>,
) {
	const form = new FormData();
	form.append('note', '备注 "n"');
	for (const { name, fileName, type, content } of parts) {
		form.append(name, Readable.from([content]), {
			filename: fileName,
			contentType: type,
			knownLength: content.length,
		});
	}
	const { data } = await axios.post<{ parts: IDataObject[] }>(`${emulator.baseUrl}/upload`, form, {
		headers: { ...form.getHeaders(), authorization: `Bearer ${emulator.issue()}` },
		maxBodyLength: Infinity,
	});
	return data.parts;
}

describe.each([
	[
		'held in memory',
		async (name: string, content: Buffer) => binary(name, content, 'application/pdf'),
	],
	[
		'held on disk',
		async (name: string, content: Buffer) => await disk.store(name, 'application/pdf', content),
	],
] as const)('a file %s', (_, made) => {
	it.each([
		['small', 'plain.pdf', small],
		['small, with a Chinese name', '合同 2026.pdf', small],
		['large', 'plain.pdf', large],
		['large, with a Chinese name', '合同 2026.pdf', large],
	])('arrives byte for byte, and as npm form-data sends it: %s', async (__, name, content) => {
		const parts = await send({ data: await made(name, content) });
		expect(parts[1]).toMatchObject({ size: content.length, sha: sha(content), filename: name });
		expect(parts).toEqual(
			await reference([{ name: 'data', fileName: name, type: 'application/pdf', content }]),
		);
	});

	it('small goes beside a large one', async () => {
		const parts = await send({ a: await made('a.pdf', small), b: await made('b.pdf', large) });
		expect(parts.map(({ name, filename, sha: sum }) => [name, filename, sum])).toEqual([
			['note', undefined, expect.any(String)],
			['a', 'a.pdf', sha(small)],
			['b', 'b.pdf', sha(large)],
		]);
	});

	it.each([
		['small', small],
		['large', large],
	])('is opened anew for each attempt: %s', async (__, content) => {
		emulator.faults.add({
			when: { path: '/upload' },
			before: true,
			times: 2,
			answer: {
				status: 429,
				headers: { 'retry-after': '0.05' },
				body: { ok: false, code: 'BUSY' },
			},
		});
		const parts = await send({ data: await made('again.pdf', content) });
		expect(parts[1]).toMatchObject({ sha: sha(content), filename: 'again.pdf' });
		const attempts = emulator.log
			.of('POST', '/upload')
			.map(({ parts: own = [] }) => sha(own[1].content));
		expect(attempts).toEqual([sha(content), sha(content), sha(content)]);
	});
});

it('knows where streaming begins: above 8 MB', () => {
	expect(STREAMED_FROM).toBe(8 * 1024 * 1024);
});
