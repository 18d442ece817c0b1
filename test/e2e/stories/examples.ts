/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import * as fxiaoke from '../../emulator/fxiaoke';
import * as hubSpot from '../../emulator/hubSpot';
import * as serviceGo from '../../emulator/serviceGo';
import * as zohoCrm from '../../emulator/zohoCrm';
import { readExamples } from '../n8n/workflows';
import type { Story } from '../story';

const TRIGGER = 'n8n-nodes-base.manualTrigger';

/** Every example is imported; those that start by hand run green on the server, as from the editor. */
export const examples: Story = {
	name: 'examples',
	run: async ({ root, use, connect, example, save, runFromEditor }) => {
		const urls = {
			serviceGo: use(
				await serviceGo.startServiceGo({ quotaPerMinute: 600_000, seed: serviceGo.demoSeed }),
			),
			fxiaoke: use(
				await fxiaoke.startFxiaoke({
					seed: fxiaoke.demoSeed,
					switches: { callsPer20s: 1_000_000 },
				}),
			),
			hubSpot: use(await hubSpot.startHubSpot({ seed: hubSpot.demoSeed })),
			zohoCrm: use(await zohoCrm.startZohoCrm({ seed: zohoCrm.demoSeed })),
		};
		await connect(urls, { fxiaokeApi: { callsPer20Seconds: 100_000 } });
		const names = [...readExamples(root).keys()];
		assert.ok(names.length >= 3);
		for (const name of names) {
			const workflow = { ...example(name), active: false };
			await save(workflow);
			const trigger = workflow.nodes.find(({ type }) => type === TRIGGER);
			if (!trigger) continue;
			const { status, error, runData } = await runFromEditor(workflow.id, trigger.name);
			assert.equal(status, 'success', `${name}: ${error?.message}`);
			const nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
			assert.deepEqual(
				nodes.filter((node) => !runData[node.name]).map((node) => node.name),
				[],
				`${name}: every node has run`,
			);
		}
	},
};
