/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { send } from '../../emulator/frame/deliver';
import { demoSeed, startServiceGo } from '../../emulator/serviceGo';
import { outgoingPush } from '../../emulator/serviceGo/push';
import { executionsOf, itemsOf } from '../n8n/runData';
import { fields, listed } from '../operations/row';
import type { Story } from '../story';
import { madeByWorkflow, packNode, pairOf, plainNode } from './maker';

const TRIGGER = 'When it happens';
const SECRET = 'push-secret-of-the-story';
const HOOK = '6c1f9f0e-6f1a-4c64-9a53-1c2f5e0b7a01';

/** A push to the production URL starts the workflow; a forged one starts nothing. */
export const serviceGoInstantTrigger: Story = {
	name: 'trigger-instant-serviceGo',
	run: async (context) => {
		const { use, connect, save, callWebhook, lastExecution, n8n } = context;
		const emulator = use(await startServiceGo({ quotaPerMinute: 600_000, seed: demoSeed }));
		const ids = await connect({ serviceGo: emulator }, { serviceGoApi: { pushSecret: SECRET } });
		const id = ids.get('serviceGoEmulator') ?? '';
		const credentials = { serviceGoApi: { id, name: 'ServiceGo (emulator)' } };
		const contact = { objectType: listed('contact', 'Contact') };
		const whole = { fetchRecord: true, simplify: true, ...contact };
		const workflow = pairOf('instantStory', [
			packNode(context, TRIGGER, 'serviceGoInstantTrigger', whole, credentials, {
				webhookId: HOOK,
			}),
			plainNode('After', 'n8n-nodes-base.noOp'),
		]);
		await save({ ...workflow, active: true });
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

		const made = await madeByWorkflow(
			context,
			'instantMaker',
			'serviceGo',
			{ ...contact, ...fields({ name: 'Made by another workflow', weiyibiaoshi: 'PUSHED-1' }) },
			credentials,
		);
		const about = outgoingPush(url, SECRET, Number(made.id), { name: 'As pushed' });
		assert.equal((await send(about)).status, 200);
		const execution = await lastExecution(workflow.id);
		assert.equal(execution.status, 'success', execution.error?.message);
		const [{ json }] = itemsOf(execution, TRIGGER);
		assert.deepEqual(
			[json.id, json.name, json.weiyibiaoshi],
			[made.id, 'Made by another workflow', 'PUSHED-1'],
			'the record as ServiceGo has it, not as it was pushed',
		);
		assert.doesNotMatch(JSON.stringify(execution), new RegExp(SECRET));
		assert.equal((await executionsOf(n8n.rest, workflow.id)).length, 1);
		await n8n.rest.post(`/rest/workflows/${workflow.id}/deactivate`);
	},
};
