/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import * as fxiaoke from '../../emulator/fxiaoke';
import * as hubSpot from '../../emulator/hubSpot';
import * as serviceGo from '../../emulator/serviceGo';
import * as zohoCrm from '../../emulator/zohoCrm';
import { readCredentials, readExamples } from '../n8n/workflows';
import type { Context, Story } from '../story';

const TRIGGER = 'n8n-nodes-base.manualTrigger';

/** Every example is imported; those that start by hand run green on the server, as from the editor. One is called. */
export const examples: Story = {
	name: 'examples',
	run: async (context) => {
		const { root, use, connect, example, save, runFromEditor } = context;
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
		await connect(urls);
		const names = [...readExamples(root).keys()];
		assert.ok(names.length >= 3);
		for (const name of names.filter((one) => one !== CALLED)) {
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
		await callsOfFunction(context, urls.fxiaoke);
	},
};

const CALLED = 'fxiaoke-function-to-webhook';

/** What a scripted function of Fxiaoke would send: taken with the secret alone, answered with the record's name. */
async function callsOfFunction(
	{ root, example, save, callWebhook, lastExecution, n8n }: Context,
	{ store }: fxiaoke.FxiaokeEmulator,
): Promise<void> {
	const workflow = { ...example(CALLED), active: true };
	await save(workflow);
	const [webhook] = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');
	const { data } = readCredentials(root, {}).find(({ type }) => type === 'httpHeaderAuth') ?? {};
	const call = async (secret: unknown, id: unknown) =>
		await callWebhook(String(webhook.parameters.path), {
			headers: { 'content-type': 'application/json', [String(data?.name)]: String(secret) },
			body: JSON.stringify({ object: 'AccountObj', id }),
		});
	const account = [...store.records.values()].find(({ object }) => object === 'AccountObj');
	assert.equal((await call('a guess', account?.id)).status, 403);
	const answer = await call(data?.value, account?.id);
	assert.equal(answer.status, 200);
	assert.deepEqual(await answer.json(), { received: account?.id, name: account?.values.name });
	assert.equal((await lastExecution(workflow.id)).status, 'success');
	const nobody = await call(data?.value, '65a0000000000000000000ff');
	assert.equal(nobody.status, 422);
	assert.match(await nobody.text(), /Fxiaoke|不存在/);
	await n8n.rest.post(`/rest/workflows/${workflow.id}/deactivate`);
}
