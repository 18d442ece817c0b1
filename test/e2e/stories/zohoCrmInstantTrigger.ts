/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from '../../emulator/frame/deliver';
import type { ZohoCrmEmulator } from '../../emulator/zohoCrm';
import { startZohoCrm } from '../../emulator/zohoCrm';
import { outgoing, type Happened } from '../../emulator/zohoCrm/notify';
import type { Channel } from '../../emulator/zohoCrm/store';
import type { Rest } from '../n8n/rest';
import { executionsOf, itemsOf, type Execution } from '../n8n/runData';
import type { Workflow } from '../n8n/workflows';
import { connectedTo } from '../operations';
import { fields, listed } from '../operations/row';
import type { Context, Story } from '../story';
import { madeByWorkflow, packNode, pairOf, plainNode } from './maker';

const TRIGGER = 'When it happens';
const FIRST = { id: 'zohoFirst', hook: '0a6e2a4e-27b1-4a0f-9d0b-5a1d5e9f1c01' };
const SECOND = { id: 'zohoSecond', hook: '0a6e2a4e-27b1-4a0f-9d0b-5a1d5e9f1c02' };

/**
 * Activation makes a channel, a change of a record starts an execution with the whole record, a test in the editor
 * shows what was delivered, and deactivation deletes nothing but its own channel.
 */
export const zohoCrmInstantTrigger: Story = {
	name: 'trigger-instant-zohoCrm',
	run: async (context) => {
		const { use, save, lastExecution, n8n } = context;
		const emulator = use(await startZohoCrm());
		const credential = await connected(context, emulator);
		const workflow = (own: typeof FIRST) => workflowOf(context, own, credential);
		const channels = () => [...emulator.store.channels.values()];
		const created = async (name: string) => {
			const { id } = await madeByWorkflow(
				context,
				`zohoMaker${name}`,
				'zohoCrm',
				{ objectType: listed('Leads'), ...fields({ Last_Name: name }) },
				credentialsOf(credential),
			);
			await emulator.delivered();
			return String(id);
		};

		await save(workflow(FIRST));
		await listens(n8n.rest, FIRST.hook);
		await until(() => channels().length > 0);
		assert.equal(channels().length, 1, 'activation makes one channel');
		const [first] = channels();
		assert.equal(first.url, new URL(`/webhook/${FIRST.hook}/zohocrm`, n8n.base).href);

		const happened: Happened = {
			module: 'Leads',
			operation: 'insert',
			ids: ['3652397000002009999'],
		};
		const genuine = outgoing(first, happened, Date.now());
		const forged = [
			outgoing({ ...first, token: 'a guess' }, happened, Date.now()),
			outgoing({ ...first, token: null }, happened, Date.now()),
			outgoing({ ...first, id: '1' }, happened, Date.now()),
			{ ...genuine, body: genuine.body.slice(0, -2) },
			{ ...genuine, headers: { 'content-type': 'text/plain' } },
		];
		const answers = [];
		for (const one of forged) answers.push((await send(one)).status);
		assert.deepEqual(
			answers.filter((status) => status < 400 || status > 499),
			[],
			answers.join(),
		);
		assert.equal(
			(await executionsOf(n8n.rest, FIRST.id)).length,
			0,
			'a forged delivery starts nothing',
		);

		const id = await created('Ada');
		assert.deepEqual(
			emulator.store.sent.map(({ status }) => status),
			[200],
		);
		expectLead(await lastExecution(FIRST.id), { id, Last_Name: 'Ada' });

		await madeAnew(emulator, first);
		await save(workflow(SECOND));
		await listens(n8n.rest, SECOND.hook);
		await until(() => channels().length > 1);
		assert.equal(channels().length, 2);
		await n8n.rest.post(`/rest/workflows/${FIRST.id}/deactivate`);
		await until(() => channels().length < 2);
		assert.deepEqual(
			channels().map(({ url }) => url),
			[new URL(`/webhook/${SECOND.hook}/zohocrm`, n8n.base).href],
			'deactivation deletes its own channel alone',
		);
		expectLead(await afterwards(lastExecution, SECOND.id, created, 'Grace'), {
			Last_Name: 'Grace',
		});

		await tested(context, emulator, created);
		await until(() => channels().length < 2);
		assert.equal(channels().length, 1, 'a test leaves nothing behind');
		await n8n.rest.post(`/rest/workflows/${SECOND.id}/deactivate`);
		await until(() => channels().length === 0);
		assert.equal(channels().length, 0, 'deactivation leaves nothing behind');
	},
};

/** n8n activates, deactivates and ends tests after it has answered. */
async function until(done: () => boolean): Promise<void> {
	for (let tries = 0; tries < 600 && !done(); tries++) await sleep(100);
}

/** n8n runs poll() beside webhook(), and that sees the channel: it comes back with the same ID and token. */
async function madeAnew({ store }: ZohoCrmEmulator, { id, token, url }: Channel): Promise<void> {
	store.channels.clear();
	for (let seconds = 0; seconds < 150 && !store.channels.size; seconds++) await sleep(1000);
	assert.deepEqual(
		[...store.channels.values()].map((one) => [one.id, one.token, one.url]),
		[[id, token, url]],
	);
}

async function afterwards(
	lastExecution: Context['lastExecution'],
	id: string,
	created: (name: string) => Promise<string>,
	name: string,
): Promise<Execution> {
	await created(name);
	return await lastExecution(id);
}

/** "Listen for Test Event" on the active second workflow. */
async function tested(
	{ n8n, lastExecution }: Context,
	emulator: ZohoCrmEmulator,
	created: (name: string) => Promise<string>,
): Promise<void> {
	const before = (await executionsOf(n8n.rest, SECOND.id)).length;
	const waiting = await n8n.rest.request<{ waitingForWebhook?: boolean }>(
		'POST',
		`/rest/workflows/${SECOND.id}/run`,
		{ triggerToStartFrom: { name: TRIGGER } },
		{ 'push-ref': 'e2e' },
	);
	assert.equal(waiting.waitingForWebhook, true, JSON.stringify(waiting));
	const urls = [...emulator.store.channels.values()].map(({ url }) => new URL(url).pathname);
	assert.deepEqual(urls.map((path) => path.split('/')[1]).sort(), ['webhook', 'webhook-test']);
	await created('Tested');
	while ((await executionsOf(n8n.rest, SECOND.id)).length < before + 2) await sleep(100);
	const execution = await lastExecution(SECOND.id);
	expectLead(execution, { Last_Name: 'Tested' });
}

function expectLead(execution: Execution, wanted: Record<string, unknown>): void {
	assert.equal(execution.status, 'success', execution.error?.message);
	const items = itemsOf(execution, TRIGGER);
	assert.equal(items.length, 1);
	const [{ json }] = items;
	const held = Object.fromEntries(Object.keys(wanted).map((name) => [name, json[name]]));
	assert.deepEqual(held, wanted);
	assert.equal((json._event as { name?: string }).name, 'recordCreated');
}

/** n8n answers 404 for a moment after the activation; what comes without a token is refused. */
async function listens(rest: Rest, hook: string): Promise<void> {
	for (let tries = 0; tries < 50; tries++) {
		const { status } = await fetch(new URL(`/webhook/${hook}/zohocrm`, rest.base), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{}',
		});
		if (status === 401) return;
		await sleep(100);
	}
	assert.fail('n8n does not listen');
}

async function connected({ n8n }: Context, emulator: ZohoCrmEmulator): Promise<string> {
	const { id } = await n8n.rest.post<{ id: string }>('/rest/credentials', {
		name: 'Zoho CRM of the story',
		type: 'zohoCrmOAuth2Api',
		data: connectedTo(emulator),
	});
	return id;
}

const credentialsOf = (id: string) => ({
	zohoCrmOAuth2Api: { id, name: 'Zoho CRM of the story' },
});

function workflowOf(context: Context, { id, hook }: typeof FIRST, credential: string): Workflow {
	const parameters = {
		objectType: listed('Leads'),
		watchFor: ['create'],
		// hidden in the panel, where it is every hour
		pollTimes: { item: [{ mode: 'everyMinute' }] },
	};
	const watching = pairOf(id, [
		packNode(context, TRIGGER, 'zohoCrmInstantTrigger', parameters, credentialsOf(credential), {
			webhookId: hook,
		}),
		plainNode('After', 'n8n-nodes-base.noOp'),
	]);
	return { ...watching, active: true };
}
