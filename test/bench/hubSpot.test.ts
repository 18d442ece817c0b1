/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { theirs } from './theirs';

const FILE = theirs('Hubspot/V2/HubspotV2.node.js');

interface Row {
	name: string;
	count: number;
	side: 'theirs' | 'ours';
	out: number;
	made: number;
	requests: number;
	ms: number;
}

it("does with a tenth of the requests what n8n's own node does, on the same server", async () => {
	const program = ['--import', 'tsx', 'test/bench/hubSpot.ts', FILE];
	const { stdout } = await promisify(execFile)(process.execPath, program, {
		cwd: join(__dirname, '..', '..'),
	});
	const rows = JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as Row[];
	expect(rows).toHaveLength(8);
	for (const { count, out, made } of rows) expect([out, made]).toEqual([count, count]);
	for (const { name, count, requests } of rows.filter(({ side }) => side === 'theirs')) {
		const ours = rows.find(
			(row) => row.side === 'ours' && row.name === name && row.count === count,
		);
		expect(ours?.requests).toBeLessThan(requests / 10);
	}
	const lines = rows.map(
		({ name, count, side, requests, ms }) =>
			`${name}, ${count} items, ${side}: ${requests} requests, ${ms} ms`,
	);
	process.stdout.write(`${lines.join('\n')}\n`);
}, 180_000);
