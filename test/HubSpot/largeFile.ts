/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- a program of its own: memory of other tests is not to count */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { binary, execute } from '../support/contexts';
import { startBinaryStore } from '../support/probe/binaryStore';
import { peakOf } from '../support/probe/peak';
import { object, operation, programBench } from './program';

const sha = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const MB = 1024 * 1024;

/** A file of so many bytes to a contact and back, and the most memory that it took beyond the start. */
async function main(): Promise<void> {
	const root = join(__dirname, '..', '..');
	const program = [
		'--import',
		'tsx',
		'test/emulator/main.ts',
		'--vendor',
		'hubSpot',
		'--port',
		'0',
	];
	const child = spawn(process.execPath, program, { cwd: root });
	const [line] = (await once(child.stdout, 'data')) as [Buffer];
	const url = /(http:\/\/127\.0\.0\.1:\d+)/.exec(String(line))?.[1] ?? '';
	const disk = await startBinaryStore();
	const bench = programBench({ url, token: ['pat', 'na1', 'demo', 'token'].join('-') });
	try {
		const round = async (bytes: number, check: boolean) => {
			const hash = createHash('sha256');
			const pieces = function* () {
				for (let left = bytes; left > 0; left -= MB) {
					const piece = randomBytes(Math.min(MB, left));
					hash.update(piece);
					yield piece;
				}
			};
			// n8n's store takes a stream as well: the whole file is never in this process
			const source = Readable.from(pieces()) as unknown as Buffer;
			const data = await disk.store('large.bin', 'application/octet-stream', source);
			const [{ json: contact }] = await execute(bench, {
				parameters: operation('record', 'search', {
					objectType: object('contacts'),
					simplify: true,
					limit: 1,
				}),
			});
			const { result: files, extra } = await peakOf(async () => {
				const [{ json: attached }] = await execute(bench, {
					parameters: operation('file', 'attach', {
						objectType: object('contacts'),
						recordId: String(contact.id),
						binaryPropertyName: 'data',
						folder: '/n8n',
						access: 'PRIVATE',
					}),
					items: [{ json: {}, binary: { data } }],
				});
				const [fileId] = attached.fileIds as string[];
				const parameters = operation('file', 'download', { fileId, outputBinaryField: 'data' });
				return (await execute(bench, { parameters }))[0].binary;
			});
			if (!check) return { same: true, extra };
			const back = await disk.read(files?.data ?? binary('none', '', 'text/plain'));
			return { same: sha(back) === hash.digest('hex') && back.length === bytes, extra };
		};
		for (let warm = 0; warm < 2; warm++) await round(9 * MB, false);
		console.log(JSON.stringify(await round(50 * MB, true)));
	} finally {
		disk.close();
		child.kill('SIGTERM');
	}
}

void main().then(() => process.exit(0));
