/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import assert from 'node:assert/strict';
import { executionsOf } from '../n8n/runData';
import type { Story } from '../story';
import { registeredNodes } from './install';

/** Told last: every node of package.json, triggers too, has run in one of the stories before. */
export const everyNode: Story = {
	name: 'every-node',
	run: async ({ root, saved, tarball, n8n }) => {
		const all = registeredNodes(root);
		const idle: string[] = [];
		for (const name of all) {
			const type = `${tarball.name}.${name}`;
			const using = saved.filter(({ nodes }) => nodes.some((node) => node.type === type));
			const runs = await Promise.all(using.map(async ({ id }) => await executionsOf(n8n.rest, id)));
			if (!runs.flat().some(({ status }) => status === 'success')) idle.push(name);
		}
		assert.deepEqual(idle, [], 'nodes of package.json that ran in no story');
		console.log(`  ${all.length} of ${all.length} nodes have run`);
	},
};
