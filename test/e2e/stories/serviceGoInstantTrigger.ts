/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { send } from '../../emulator/frame/deliver';
import { demoSeed, startServiceGo } from '../../emulator/serviceGo';
import { outgoingPush } from '../../emulator/serviceGo/push';
import { executionsOf, itemsOf } from '../n8n/runData';
import type { Workflow } from '../n8n/workflows';
import type { Story } from '../story';

const TRIGGER = 'When it happens';
const SECRET = 'push-secret-of-the-story';
const HOOK = '6c1f9f0e-6f1a-4c64-9a53-1c2f5e0b7a01';

/** A push to the production URL starts the workflow; a forged one starts nothing. */
export const serviceGoInstantTrigger: Story = {
	name: 'trigger-instant-serviceGo',
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
