/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The file of one of n8n's own nodes; `npm run bench` installs n8n and says where. */
export function theirs(node: string): string {
	const file = join(process.env.N8N_NODES_BASE ?? '', 'dist', 'nodes', node);
	if (!existsSync(file)) throw new Error(`No ${file}: run "npm run bench"`);
	return file;
}
