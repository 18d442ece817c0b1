/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** n8n's own nodes are no dependency of this pack: they are compared where somebody has installed them. */
const FILE = [process.env.N8N_NODES_BASE, '/tmp/lab/n8n-2.41/node_modules/n8n-nodes-base']
	.map((folder) => `${folder}/dist/nodes/Hubspot/V2/HubspotV2.node.js`)
	.find((file) => existsSync(file));

interface Row {
	name: string;
	count: number;
	side: 'theirs' | 'ours';
	out: number;
	made: number;
	requests: number;
	ms: number;
}

(FILE ? it : it.skip)(
	"does with a tenth of the requests what n8n's own node does, on the same server",
	async () => {
		const program = ['--import', 'tsx', 'test/HubSpot/sideBySide.ts', FILE ?? ''];
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
	},
	180_000,
);
