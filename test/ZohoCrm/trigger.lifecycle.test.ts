import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ZohoCrmInstantTrigger } from '../../nodes/ZohoCrm/ZohoCrmInstantTrigger.node';
import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import type { Channel } from '../emulator/zohoCrm/store';
import { clientOf } from '../emulator/zohoCrm/testClient';
import { activate, hook, pollOnce, urlOf, type Active } from '../support/triggers';
import { benchOf, object } from './bench';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
jest.setTimeout(120_000);

const START = Date.UTC(2026, 10, 20);
const N8N = 'https://n8n.example.com/webhook';
const WATCH = '/crm/v8/actions/watch';

let emulator: ZohoCrmEmulator;
let now: number;
let benches = 0;
beforeAll(async () => {
	emulator = await startZohoCrm({ now: () => now });
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	now = START;
	emulator.reset();
});

async function trigger(
	more: INodeParameters = {},
	{
		webhookBaseUrl = N8N,
		staticData,
		credential = {},
		webhookId = 'zoho-hook',
	}: {
		webhookBaseUrl?: string;
		staticData?: IDataObject;
		credential?: Record<string, string>;
		webhookId?: string;
	} = {},
): Promise<Active> {
	const bench = benchOf(emulator, { note: ++benches, ...credential }, new ZohoCrmInstantTrigger());
	const parameters = { objectType: object('Leads'), watchFor: ['create', 'edit'], ...more };
	return await activate(bench, { parameters, webhookBaseUrl, staticData, node: { webhookId } });
}

/** As n8n activates it: the webhook, then the first poll. */
async function activated(...given: Parameters<typeof trigger>): Promise<Active> {
	const own = await trigger(...given);
	if (!(await hook(own, 'checkExists'))) await hook(own, 'create');
	expect(await pollOnce(own)).toBeNull();
	return own;
}

/** With the workflow, not with the node: see core/trigger/kept.ts. */
const keptIn = ({ workflow }: Active): IDataObject =>
	(workflow.getStaticData('global')['subscription node-1'] ?? {}) as IDataObject;
/** What n8n has on its disk. */
const stored = ({ workflow }: Active) =>
	JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;

const channels = (): Channel[] => [...emulator.store.channels.values()];
const alive = () => channels().filter(({ until }) => until > now);
const writes = () =>
	emulator.log.entries.filter(({ method, path }) => path === WATCH && method !== 'GET');

describe('activation', () => {
	it('makes one channel with an ID and a token of its own, for almost a week', async () => {
		const one = await activated();
		const other = await activated({}, { webhookId: 'other' });
		expect(channels()).toHaveLength(2);
		const [{ id, token, url, events, until }] = channels();
		expect(keptIn(one)).toEqual({ channelId: id, token, url: urlOf(one) });
		expect(url).toBe(urlOf(one));
		expect(events).toEqual(['Leads.create', 'Leads.edit']);
		expect(String(token).length).toBeLessThanOrEqual(49);
		expect(Number.isSafeInteger(Number(id))).toBe(true);
		expect(until - now).toBeGreaterThan(6.9 * DAY);
		expect(keptIn(other).channelId).not.toBe(id);
		expect(keptIn(other).token).not.toBe(token);
	});

	it('watches the chosen fields alone', async () => {
		await activated({
			options: { watchFields: ['Company', 'Email', 'Phone'], notifyOnRelated: false },
		});
		expect(channels()).toMatchObject([{ fields: ['Company', 'Email', 'Phone'], related: false }]);
		emulator.reset();
		await activated({ options: { watchFields: ['Company'] } });
		expect(channels()).toMatchObject([{ fields: ['Company'], related: true }]);
	});

	it('goes on with its channel after a restart, and with what the panel says now', async () => {
		const staticData = stored(await activated());
		const [{ id, token }] = channels();
		now += 3 * DAY;
		const again = await activated({ watchFor: ['delete'] }, { staticData });
		expect(channels()).toMatchObject([{ id, token, events: ['Leads.delete'] }]);
		expect(channels()[0].until - now).toBeGreaterThan(6.9 * DAY);
		expect(stored(again)).toEqual(staticData);
	});

	it.each(['http204', 'http400'] as const)(
		'makes a channel anew that was deleted by hand (%s), with the same ID and token',
		async (missingChannel) => {
			emulator.switches.missingChannel = missingChannel;
			// without an answer that tells the time, this machine's clock stands in
			if (missingChannel === 'http400') now = Date.now();
			const staticData = stored(await activated());
			const [{ id, token }] = channels();
			emulator.store.channels.clear();
			await activated({}, { staticData });
			expect(channels()).toMatchObject([{ id, token }]);
		},
	);

	it('leaves a channel alone that delivers elsewhere, such as that of a copied workflow', async () => {
		const staticData = stored(await activated());
		const [first] = channels();
		const before = { ...first };
		const copy = await activated(
			{},
			{ staticData, webhookBaseUrl: 'https://other.example.com/webhook' },
		);
		expect(first).toEqual(before);
		expect(channels()).toHaveLength(2);
		await hook(copy, 'delete');
		expect(channels()).toEqual([before]);
	});

	const away = { baseUrl: '', dataCentre: 'com' };
	it.each<[string, INodeParameters, Record<string, string>, string, string]>([
		['no module', { objectType: object('') }, {}, N8N, '"Module" is empty'],
		['nothing to watch', { watchFor: [] }, {}, N8N, '"Trigger On" is empty'],
		['an unknown event', { watchFor: ['eat'] }, {}, N8N, 'unknown "eat"'],
		[
			'11 fields',
			{ options: { watchFields: Array.from({ length: 11 }, (_, n) => `F${n}`) } },
			{},
			N8N,
			'more than 10 fields',
		],
		['a URL on this machine', {}, away, 'http://localhost:5678/webhook', 'cannot reach the URL'],
		['a URL without https', {}, away, 'http://n8n.example.com/webhook', 'https URLs only'],
	])(
		'with %s says so before anything is sent',
		async (_, more, credential, webhookBaseUrl, words) => {
			const own = await trigger(more, { credential, webhookBaseUrl });
			await expect(hook(own, 'checkExists')).rejects.toThrow(words);
			expect(emulator.log.entries).toEqual([]);
			expect(keptIn(own)).toEqual({});
		},
	);

	type Refusal = [string, () => void, INodeParameters, string, string];
	it.each<Refusal>([
		[
			'a missing scope',
			() => (emulator.switches.scopes = ['ZohoCRM.modules.ALL']),
			{},
			'lacks a scope',
			'ZohoCRM.notifications.ALL',
		],
		[
			'a URL that Zoho cannot reach',
			() => (emulator.switches.notifyUrls = 'publicHttps'),
			{},
			'invalid data',
			'public https URL',
		],
		[
			'a quota that is used up',
			() => (emulator.switches.mostChannels = 0),
			{},
			'maximum number of channels',
			'deactivate triggers that are not needed',
		],
		[
			'an unknown module',
			() => {},
			{ objectType: object('Lead') },
			'module name given seems to be invalid',
			'did you mean Leads',
		],
		[
			'a life that is cut short',
			() => (emulator.switches.channelLifeMs = DAY),
			{},
			'lets the notification channel live until 2026-11-20T01:00:00+00:00 only',
			'fall silent',
		],
		[
			'an unknown field',
			() => {},
			{ options: { watchFields: ['Nothing'] } },
			'which Leads does not have',
			'',
		],
	])('with %s fails in words for people', async (_, prepare, more, message, description) => {
		prepare();
		const own = await trigger(more, { webhookBaseUrl: 'http://127.0.0.1:5678/webhook' });
		const failed: unknown = await (async () => {
			if (!(await hook(own, 'checkExists'))) await hook(own, 'create');
		})().catch((error: unknown) => error);
		expect((failed as Error).message).toContain(message);
		expect(String((failed as { description?: string }).description ?? '')).toContain(description);
		expect(keptIn(own)).toEqual({});
		for (const { body } of emulator.log.of('POST', WATCH)) {
			const { watch } = body as { watch: Array<{ token: string }> };
			expect(JSON.stringify(failed)).not.toContain(watch[0].token);
		}
	});
});

describe('over three weeks', () => {
	it('the channel never dies, its ID and token never change, and nothing is written', async () => {
		const own = await activated();
		const [{ id, token, url }] = channels();
		const kept = JSON.stringify(stored(own));
		emulator.log.clear();
		let shortest = Infinity;
		// n8n asks every hour; so many polls would only take their time here
		for (let hour = 0; hour < 21 * 24; hour += 4) {
			now += 4 * HOUR;
			expect(alive()).toMatchObject([{ id, token, url }]);
			shortest = Math.min(shortest, channels()[0].until - now);
			expect(await pollOnce(own)).toBeNull();
			expect(JSON.stringify(stored(own))).toBe(kept);
		}
		expect(shortest).toBeGreaterThan(5.9 * DAY);
		expect(new Set(writes().map(({ method }) => method))).toEqual(new Set(['PATCH']));
		expect(writes().length).toBeLessThanOrEqual(24);
		expect(writes().length).toBeGreaterThanOrEqual(20);
	});

	it('it is renewed where a poll sees an old copy of the data of its node', async () => {
		const own = await activated();
		now += 3 * DAY;
		await pollOnce(own, { cursor: {} });
		expect(channels()[0].until - now).toBeGreaterThan(6.9 * DAY);
	});

	it('it survives six days in which n8n is down', async () => {
		const own = await activated();
		now += 6.9 * DAY;
		expect(alive()).toHaveLength(1);
		await pollOnce(own);
		expect(channels()[0].until - now).toBeGreaterThan(6.9 * DAY);
	});

	it.each<[string, () => void]>([
		['died', () => (now += 8 * DAY)],
		['was deleted by hand', () => emulator.store.channels.clear()],
	])('it is made anew with the same ID and token when it %s', async (_, happen) => {
		const own = await activated();
		const [{ id, token, url, events }] = channels();
		happen();
		expect(await pollOnce(own)).toBeNull();
		expect(alive()).toMatchObject([{ id, token, url, events }]);
	});

	it('it is set right when somebody changed its URL, its events or its token', async () => {
		const own = await activated();
		const [channel] = channels();
		const before = { ...channel };
		Object.assign(channel, { url: 'https://elsewhere.example.com', token: null });
		await pollOnce(own);
		expect({ ...channels()[0], until: before.until }).toEqual(before);
		channel.events = ['Leads.create'];
		await pollOnce(own);
		expect(channels()[0].events).toEqual(before.events);
	});

	it('a renewal that fails says so, and the next one makes up for it', async () => {
		const own = await activated();
		now += 3 * DAY;
		emulator.faults.add({
			when: { method: 'PATCH' },
			answer: {
				status: 403,
				body: { code: 'NO_PERMISSION', details: {}, message: 'no', status: 'error' },
			},
			before: true,
		});
		await expect(pollOnce(own)).rejects.toThrow('no');
		await pollOnce(own);
		expect(channels()[0].until - now).toBeGreaterThan(6.9 * DAY);
	});
});

describe('deactivation', () => {
	it('deletes its own channel, and no other one', async () => {
		const client = clientOf(emulator);
		const channel_expiry = new Date(now + DAY).toISOString().replace(/\.\d+Z/, '+00:00');
		const theirs = { channel_id: '77', events: ['Leads.all'], channel_expiry };
		await client.post(WATCH, { watch: [{ ...theirs, notify_url: 'https://theirs.example.com' }] });
		const [one, other] = [await activated(), await activated({}, { webhookId: 'other' })];
		await hook(one, 'delete');
		expect(channels().map(({ id }) => id)).toEqual(['77', keptIn(other).channelId]);
		expect(keptIn(one)).toEqual({});
		await hook(other, 'delete');
		expect(channels().map(({ id }) => id)).toEqual(['77']);
	});

	it('finds nothing to do where the channel is gone already', async () => {
		const own = await activated();
		emulator.store.channels.clear();
		expect(await hook(own, 'delete')).toBe(true);
		expect(await hook(own, 'delete')).toBe(true);
		expect(await pollOnce(own)).toBeNull();
		expect(channels()).toEqual([]);
	});
});
