/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- a program of its own: memory of other tests is not to count */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { INodeParameters } from 'n8n-workflow';
import { startHubSpot } from '../emulator/hubSpot';
import { execute } from '../support/contexts';
import { heldBytes, settled } from '../support/probe/peak';
import { object, operation, programBench } from './program';

const COUNT = 25_000;
/** Large records: what two pages weigh then stands out from what a JavaScript engine does of its own accord. */
const TEXT = 'x'.repeat(4_000);
/** Longer answers are pages of them. */
const PAGE = 50 * TEXT.length;
/** Pages from one measurement to the next: each collects the garbage of the whole heap. */
const EVERY = 9;

/** Part one, a process of its own: an emulator with all these records. */
async function serve(): Promise<void> {
	const wide = { burstLimit: 1e9, dailyLimit: 1e9, searchesPerSecond: 1e9, searchLagMs: 0 };
	const emulator = await startHubSpot({ switches: wide });
	emulator.seed.records(
		'contacts',
		Array.from({ length: COUNT }, (_, n) => ({ firstname: `N${n}`, property_string: TEXT })),
	);
	console.log(JSON.stringify({ url: emulator.url, token: emulator.token }));
}

/** Bytes of what is made. */
function weight(make: () => unknown): number {
	const before = heldBytes();
	const [, after] = [make(), heldBytes()];
	return after - before;
}

/** What the node holds while it reads all records: bytes of the JavaScript heap without garbage. */
async function measured(at: { url: string; token: string }, parameters: INodeParameters) {
	const bench = programBench(at, { requestsPer10Seconds: 1e9, searchesPerSecond: 1e9 });
	const read = async (wanted: INodeParameters) =>
		await execute(bench, { parameters: { ...parameters, ...wanted } });
	await read({ returnAll: false, limit: 2_000 });
	await settled();
	const start = heldBytes();
	const seen: Array<{ rows: number; held: number }> = [];
	/** One answer, as text and as data. */
	let page = 0;
	let rows = 0;
	let pages = 0;
	// every answer is parsed here, and is still held as text and as data
	const { parse } = JSON;
	JSON.parse = (text: string) => {
		const value = parse(text) as { results?: unknown[] };
		if (!value.results || text.length < PAGE) return value;
		page ||= weight(() => parse(text) as unknown) + text.length;
		if (pages++ % EVERY === 0) seen.push({ rows, held: heldBytes() - start });
		rows += value.results.length;
		return value;
	};
	const items = await read({ returnAll: true }).finally(() => (JSON.parse = parse));
	const [first, last] = [seen[0], seen[seen.length - 1]];
	const perRow = (last.held - first.held) / (last.rows - first.rows);
	return {
		records: new Set(items.map(({ json }) => json.id)).size,
		pages,
		twoPages: 2 * page,
		/** What each row that has come keeps, and what each item of the output keeps. */
		perRow: Math.round(perRow),
		perItem: Math.round((heldBytes() - start) / COUNT),
		/** The most that was held beside the rows that had come. */
		beside: Math.round(Math.max(...seen.map(({ rows: come, held }) => held - come * perRow))),
	};
}

async function main(): Promise<void> {
	const child = spawn(process.execPath, ['--import', 'tsx', __filename, 'serve']);
	try {
		const [line] = (await once(child.stdout, 'data')) as [Buffer];
		const at = JSON.parse(String(line)) as { url: string; token: string };
		const of = (name: string) =>
			operation('record', name, {
				objectType: object('contacts'),
				properties: ['firstname', 'property_string'],
				simplify: true,
			});
		const getAll = await measured(at, of('getAll'));
		const search = await measured(at, of('search'));
		console.log(JSON.stringify({ getAll, search }));
	} finally {
		child.kill('SIGTERM');
	}
}

void (process.argv[2] === 'serve' ? serve() : main().then(() => process.exit(0)));
