/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoSeed, startHubSpot } from '../../emulator/hubSpot';
import { send } from '../../emulator/frame/deliver';
import { deliveriesOf, eventOf, outgoingEvents } from '../../emulator/hubSpot/push';
import type { StoredApp } from '../../emulator/hubSpot/store';
import { executionsOf, itemsOf } from '../n8n/runData';
import { activate, callWebhook, type Workflow } from '../n8n/workflows';
import { fields, listed } from '../operations/row';
import type { Context, Story } from '../story';
import { madeByWorkflow, packNode, pairOf, plainNode } from './maker';

const TRIGGER = 'When it happens';
const WITHIN = 20_000;
/** n8n tries a failing activation five times, at growing intervals, before it says why. */
const FIVE_TRIES = 180_000;
const FIRST = { id: 'hubSpotInstant', hook: '7b0e6f52-1f5c-4b6b-9a40-5d4f0a7c1e01' };
const SECOND = { id: 'hubSpotInstantSecond', hook: '7b0e6f52-1f5c-4b6b-9a40-5d4f0a7c1e02' };

/**
 * An app's webhooks, made by the activation: a change starts the workflow, a second workflow on the same app is refused
 * and harms nothing, a forged delivery starts nothing, and deactivation leaves what is not ours.
 */
export const hubSpotInstantTrigger: Story = {
	name: 'trigger-instant-hubSpot',
	run: async (context) => {
		const { use, save, n8n, lastExecution } = context;
		const emulator = use(await startHubSpot({ seed: demoSeed }));
		const { app, store } = emulator;
		const foreign = {
			id: '31',
			eventType: 'deal.creation',
			active: true,
			createdAt: 0,
			updatedAt: 0,
		};
		app.subscriptions.set(foreign.id, foreign);
		const credentials = await credentialsFor(context, emulator);
		await save({ ...workflowOf(context, FIRST, credentials), active: true });
		const url = new URL(`/webhook/${FIRST.hook}/hubspot`, n8n.base).href;
		await soon(() => assert.equal(app.subscriptions.size, 3));
		assert.equal(targetOf(app), url);
		assert.deepEqual(
			[...app.subscriptions.values()].map(({ eventType, propertyName }) => [
				eventType,
				propertyName,
			]),
			[
				['deal.creation', undefined],
				['contact.creation', undefined],
				['contact.propertyChange', 'email'],
			],
		);

		// answers 404 for a moment after the activation; a call without a signature is a forged one
		const unsigned = await callWebhook(n8n.rest, `${FIRST.hook}/hubspot`, { body: '[]' });
		const about = eventOf(
			{ id: '1', eventType: 'contact.creation' },
			{ id: '501', at: Date.now() },
		);
		const genuine = outgoingEvents(url, app.clientSecret, [about]);
		const forged = [
			outgoingEvents(url, 'a guess', [about]),
			outgoingEvents(url, app.clientSecret, [about], { at: Date.now() - 360_000 }),
			outgoingEvents(url, app.clientSecret, [about], { version: 'v1' }),
			{ ...genuine, body: genuine.body.replace(/,/g, ', ') },
			{ ...genuine, body: genuine.body.slice(0, -1) },
		];
		const answers = [unsigned.status];
		for (const one of forged) answers.push((await send(one)).status);
		assert.deepEqual(
			answers.filter((status) => status < 400 || status > 499),
			[],
			`a forged delivery is refused: ${answers.join(', ')}`,
		);
		assert.equal((await executionsOf(n8n.rest, FIRST.id)).length, 0, 'and starts nothing');

		await save(workflowOf(context, SECOND, credentials));
		const refusal = await refusalOf(context, SECOND.id);
		assert.match(refusal, /delivers to another URL already/);
		assert.ok(refusal.includes(url), 'it names the URL that is in use');
		assert.equal(targetOf(app), url);
		assert.equal(app.subscriptions.size, 3);

		store.happenings.length = 0;
		const { id } = await madeByWorkflow(
			context,
			'hubSpotInstantMaker',
			'hubSpot',
			{
				objectType: listed('contacts', 'Contact'),
				...fields({ firstname: 'Grete', property_string: 'whole' }),
			},
			{ hubSpotCrmApi: credentials.hubSpotCrmApi },
		);
		const deliveries = deliveriesOf(store, app);
		assert.equal(deliveries.length, 1);
		assert.deepEqual(await send(deliveries[0]), { status: 200, body: {} });
		const execution = await lastExecution(FIRST.id);
		assert.equal(execution.status, 'success', execution.error?.message);
		const [{ json }] = itemsOf(execution, TRIGGER);
		const { name } = json._event as { name: string };
		assert.deepEqual(
			[json.id, json.firstname, json.property_string, name],
			[id, 'Grete', 'whole', 'contact.creation'],
		);
		assert.equal((await executionsOf(n8n.rest, FIRST.id)).length, 1);

		await n8n.rest.post(`/rest/workflows/${FIRST.id}/deactivate`);
		await soon(() => assert.equal(targetOf(app), undefined, 'no target is left'));
		assert.deepEqual([...app.subscriptions.values()], [foreign], "others' subscriptions are");
		// now that the app is free, the second one may have it
		await n8n.rest.post(`/rest/workflows/${SECOND.id}/deactivate`);
		await publish(context, SECOND.id);
		const second = url.replace(FIRST.hook, SECOND.hook);
		await soon(() => assert.equal(app.subscriptions.size, 3));
		assert.equal(targetOf(app), second);
		await n8n.rest.post(`/rest/workflows/${SECOND.id}/deactivate`);
		await soon(() => assert.equal(targetOf(app), undefined));
		assert.deepEqual([...app.subscriptions.values()], [foreign]);
	},
};

const targetOf = ({ settings }: StoredApp) => settings?.targetUrl;

/** n8n activates and deactivates in the background. */
async function soon(check: () => void | Promise<void>, within = WITHIN): Promise<void> {
	for (const end = Date.now() + within; ; await sleep(200)) {
		try {
			return await check();
		} catch (error) {
			if (Date.now() > end) throw error;
		}
	}
}

const publish = async ({ n8n }: Context, id: string): Promise<void> => {
	const { versionId } = await n8n.rest.get<{ versionId: string }>(`/rest/workflows/${id}`);
	await activate(n8n.rest, id, versionId);
};

/** What n8n tells of an activation that failed. */
async function refusalOf(context: Context, id: string): Promise<string> {
	await publish(context, id);
	let refusal = '';
	await soon(async () => {
		const status = await context.n8n.rest.get<{ triggers: Array<{ errorMessage?: string }> }>(
			`/rest/workflows/${id}/publication-status`,
		);
		refusal = status.triggers.map(({ errorMessage }) => errorMessage ?? '').join('');
		assert.notEqual(refusal, '', `no refusal: ${JSON.stringify(status)}`);
	}, FIVE_TRIES);
	return refusal;
}

type Credentials = Record<string, { id: string; name: string }>;

async function credentialsFor(
	{ n8n }: Context,
	{ url, token, app }: Awaited<ReturnType<typeof startHubSpot>>,
): Promise<Credentials> {
	const all = {
		hubSpotCrmAppApi: {
			baseUrl: url,
			appId: app.id,
			developerApiKey: app.developerKey,
			clientSecret: app.clientSecret,
			apiVersion: '2026-03',
		},
		hubSpotCrmApi: {
			baseUrl: url,
			accessToken: token,
			apiVersion: '2026-03',
			requestsPer10Seconds: 100,
			searchesPerSecond: 5,
		},
	};
	const saved = await Promise.all(
		Object.entries(all).map(async ([type, data]) => {
			const name = `${type} of the instant trigger`;
			const { id } = await n8n.rest.post<{ id: string }>('/rest/credentials', { name, type, data });
			return [type, { id, name }] as const;
		}),
	);
	return Object.fromEntries(saved);
}

function workflowOf(
	context: Context,
	{ id, hook }: { id: string; hook: string },
	credentials: Credentials,
): Workflow {
	const parameters = {
		setUp: 'api',
		subscriptions: {
			subscription: [
				{ eventType: 'contact.creation' },
				{ eventType: 'contact.propertyChange', propertyNames: 'email' },
			],
		},
		fetchRecord: true,
		simplify: true,
		authentication: 'accessToken',
	};
	return pairOf(id, [
		packNode(context, TRIGGER, 'hubSpotInstantTrigger', parameters, credentials, {
			webhookId: hook,
		}),
		plainNode('After', 'n8n-nodes-base.noOp'),
	]);
}
