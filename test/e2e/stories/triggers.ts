/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from '../../emulator/frame/deliver';
import { demoSeed, startServiceGo } from '../../emulator/serviceGo';
import { outgoingPush } from '../../emulator/serviceGo/push';
import { executionsOf, itemsOf } from '../n8n/runData';
import type { Workflow } from '../n8n/workflows';
import { byId, listed } from '../operations/row';
import type { Story } from '../story';

const TRIGGER = 'When it happens';
const SECRET = 'push-secret-of-the-story';
const HOOK = '6c1f9f0e-6f1a-4c64-9a53-1c2f5e0b7a01';
// ServiceGo's clock shows minutes: an event comes once its minute is over
const WITHIN = 200_000;

/** A polling trigger in an active workflow sees what is created after the activation, and nothing older. */
export const pollingTrigger: Story = {
	name: 'trigger-polling',
	run: async ({ use, connect, save, lastExecution, n8n, tarball }) => {
		const emulator = use(await startServiceGo({ quotaPerMinute: 600_000 }));
		// what was created in the minute of the activation counts as new
		const before = Date.now() - 3_600_000;
		emulator.seed.records('contact', [{ name: 'Old' }], { createTime: before, updateTime: before });
		const credential = (await connect({ serviceGo: emulator })).get('serviceGoEmulator') ?? '';
		const workflow = workflowOf('pollingStory', `${tarball.name}.serviceGoTrigger`, credential, {
			// n8n refuses anything faster, and then tries to activate again and again
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			event: 'recordCreated',
			objectType: listed('contact', 'Contact'),
			filterId: byId('1'),
			simplify: true,
			options: { lag: 0 },
		});
		await save(workflow);
		try {
			const [id] = emulator.seed.records('contact', [{ name: 'Created after the activation' }]);
			const execution = await lastExecution(workflow.id, WITHIN);
			assert.equal(execution.status, 'success', execution.error?.message);
			assert.deepEqual(
				itemsOf(execution, TRIGGER).map(({ json }) => [json.id, json.name]),
				[[id, 'Created after the activation']],
			);
			// over the next poll
			await sleep(62_000);
			assert.equal(
				(await executionsOf(n8n.rest, workflow.id)).length,
				1,
				'a record starts one execution',
			);
		} finally {
			await n8n.rest.post(`/rest/workflows/${workflow.id}/deactivate`);
		}
	},
};

/** A push to the production URL starts the workflow; a forged one starts nothing. */
export const instantTrigger: Story = {
	name: 'trigger-instant',
	run: async ({ use, connect, save, callWebhook, lastExecution, n8n, tarball }) => {
		const emulator = use(await startServiceGo({ quotaPerMinute: 600_000, seed: demoSeed }));
		const ids = await connect({ serviceGo: emulator }, { serviceGoApi: { pushSecret: SECRET } });
		const credential = ids.get('serviceGoEmulator') ?? '';
		const type = `${tarball.name}.serviceGoInstantTrigger`;
		const workflow = workflowOf('instantStory', type, credential, {}, { webhookId: HOOK });
		await save(workflow);
		const path = `${HOOK}/servicego`;
		const url = new URL(`/webhook/${path}`, n8n.base).href;
		// answers 404 for a moment after the activation; a call without a signature is a forged one
		const unsigned = await callWebhook(path, { body: '{}' });
		const genuine = outgoingPush(url, SECRET, 4711, { name: 'Pushed', phone: '13800138000' });
		const forged = [
			outgoingPush(url, 'a guess', 4711, {}),
			{ ...genuine, url: genuine.url.slice(0, -1) },
			{ ...genuine, url: genuine.url.replace('4711', '4712') },
		];
		const answers = [unsigned.status];
		for (const one of forged) answers.push((await send(one)).status);
		assert.deepEqual(
			answers.filter((status) => status < 400 || status > 499),
			[],
			`a forged push is refused: ${answers.join(', ')}`,
		);
		assert.equal(
			(await executionsOf(n8n.rest, workflow.id)).length,
			0,
			'a forged push starts nothing',
		);

		assert.equal((await send(genuine)).status, 200);
		const execution = await lastExecution(workflow.id);
		assert.equal(execution.status, 'success', execution.error?.message);
		const [{ json }] = itemsOf(execution, TRIGGER);
		const text = JSON.stringify(json);
		assert.match(text, /4711/);
		assert.match(text, /"name":"Pushed"/);
		assert.doesNotMatch(JSON.stringify(execution), new RegExp(SECRET));
		assert.equal((await executionsOf(n8n.rest, workflow.id)).length, 1);
		await n8n.rest.post(`/rest/workflows/${workflow.id}/deactivate`);
	},
};

function workflowOf(
	id: string,
	type: string,
	credential: string,
	parameters: Record<string, unknown>,
	more: Record<string, unknown> = {},
): Workflow {
	return {
		id,
		name: `Story ${id}`,
		active: true,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				id: 'trigger',
				name: TRIGGER,
				type,
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { serviceGoApi: { id: credential, name: 'ServiceGo (emulator)' } },
				...more,
			},
			{
				id: 'after',
				name: 'After',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [300, 0],
				parameters: {},
			},
		],
		connections: { [TRIGGER]: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
	};
}
