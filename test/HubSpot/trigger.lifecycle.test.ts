import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { HubSpotEmulator } from '../emulator/hubSpot';
import { send } from '../emulator/frame/deliver';
import { deliveriesOf } from '../emulator/hubSpot/push';
import type { Subscription } from '../emulator/hubSpot/store';
import {
	activate,
	hook,
	listening,
	stored,
	urlOf,
	type Active,
	type Listening,
} from '../support/triggers';
import { appBenchOf, start } from './bench';

const AWAY = 'https://elsewhere.example.com/hubspot';

let emulator: HubSpotEmulator;
let n8n: Listening;
beforeAll(async () => {
	emulator = await start();
	n8n = await listening();
});
afterAll(async () => {
	await n8n.close();
	await emulator.close();
});
beforeEach(() => {
	emulator.reset();
	n8n.started.length = 0;
});

const events = (...rows: IDataObject[]): INodeParameters => ({
	setUp: 'api',
	simplify: true,
	subscriptions: { subscription: rows as INodeParameters[] },
});
const CREATED = { eventType: 'contact.creation' };
const EMAIL = { eventType: 'contact.propertyChange', propertyNames: 'email' };

interface More {
	webhookId?: string;
	credential?: Record<string, string>;
	staticData?: IDataObject;
	webhookBaseUrl?: string;
	/** Whether the node has the account's credential, too. */
	account?: boolean;
	accessToken?: string;
}

async function trigger(parameters: INodeParameters, more: More = {}): Promise<Active> {
	const { webhookId = 'first-hook', credential, staticData, account = true } = more;
	const bench = appBenchOf(emulator, credential);
	if (more.accessToken) bench.store.read(bench.account).accessToken = more.accessToken;
	const credentials = {
		...bench.store.reference(bench.credential),
		...(account && bench.store.reference(bench.account)),
	};
	return await activate(bench, {
		parameters,
		staticData,
		webhookBaseUrl: more.webhookBaseUrl ?? n8n.url,
		node: { webhookId, credentials },
	});
}

/** As n8n activates. */
async function switchOn(own: Active): Promise<void> {
	if (!(await hook(own, 'checkExists'))) await hook(own, 'create');
}
const switchOff = async (own: Active) => await hook(own, 'delete');

/** Somebody made this in HubSpot. */
function foreign(more: Partial<Subscription> = {}): string {
	const id = emulator.store.next();
	const at = emulator.now();
	const subscription = {
		id,
		eventType: 'deal.creation',
		active: true,
		createdAt: at,
		updatedAt: at,
	};
	emulator.app.subscriptions.set(id, { ...subscription, ...more });
	return id;
}

function target(targetUrl: string): void {
	const at = emulator.now();
	emulator.app.settings = { targetUrl, maxConcurrentRequests: 10, createdAt: at, updatedAt: at };
}

const told = () =>
	[...emulator.app.subscriptions.values()].map(({ eventType, propertyName, objectTypeId }) =>
		[eventType, propertyName, objectTypeId].filter(Boolean).join(' '),
	);
const writes = () => emulator.log.entries.filter(({ method }) => method !== 'GET');

describe('activation', () => {
	it.each(['2026-03', '2026-09', 'v3'])(
		'sets target and subscriptions, and deactivation removes them (version %s)',
		async (apiVersion) => {
			const rows = [CREATED, EMAIL, { eventType: 'object.merge', objectTypeId: '2-3465404' }];
			const own = await trigger(events(...rows), { credential: { apiVersion } });
			await switchOn(own);
			expect(emulator.app.settings).toMatchObject({
				targetUrl: urlOf(own),
				maxConcurrentRequests: 10,
			});
			expect(told()).toEqual([
				'contact.creation',
				'contact.propertyChange email',
				'object.merge 2-3465404',
			]);
			expect(own.data.subscriptions).toEqual([...emulator.app.subscriptions.keys()]);
			const family = apiVersion === '2026-09' ? 'app-webhooks' : 'webhooks';
			for (const { path } of emulator.log.entries)
				expect(path).toMatch(new RegExp(`^/${family}/${apiVersion}/54321/`));
			await switchOff(own);
			expect(emulator.app.settings).toBeUndefined();
			expect(told()).toEqual([]);
		},
	);

	it('makes HubSpot deliver, by the throttling that was asked for', async () => {
		const parameters = { ...events(CREATED, EMAIL), options: { maxConcurrentRequests: 7 } };
		const own = await trigger(parameters);
		await switchOn(own);
		n8n.listen(own);
		expect(emulator.log.of('PUT', /settings$/)[0].body).toEqual({
			targetUrl: urlOf(own),
			throttling: { maxConcurrentRequests: 7 },
		});
		const [id] = emulator.seed.records('contacts', [{ firstname: 'Ada' }]);
		emulator.seed.update('contacts', id, { email: 'ada@x.example', lastname: 'L' });
		for (const one of deliveriesOf(emulator.store, emulator.app))
			expect((await send(one)).status).toBe(200);
		const names = n8n.started.flat().map(({ json }) => (json._event as IDataObject).name);
		expect(names).toEqual(['contact.creation', 'contact.propertyChange']);
	});

	it('of the same trigger again recognises its own and writes nothing', async () => {
		const first = await trigger(events(CREATED));
		await switchOn(first);
		emulator.log.clear();
		const again = await trigger(events(CREATED), { staticData: stored(first) });
		expect(await hook(again, 'checkExists')).toBe(true);
		expect(writes()).toEqual([]);
		await switchOff(again);
		expect([told(), emulator.app.settings]).toEqual([[], undefined]);
	});

	it('goes on when the vendor was changed by hand: a subscription deleted, one paused, no target', async () => {
		const first = await trigger(events(CREATED, EMAIL));
		await switchOn(first);
		const [created, email] = [...emulator.app.subscriptions.values()];
		emulator.app.subscriptions.delete(created.id);
		email.active = false;
		emulator.app.settings = undefined;
		const again = await trigger(events(CREATED, EMAIL), { staticData: stored(first) });
		await switchOn(again);
		expect(told().sort()).toEqual(['contact.creation', 'contact.propertyChange email']);
		expect(email.active).toBe(true);
		expect(emulator.app.settings).toMatchObject({ targetUrl: urlOf(again) });
		await switchOff(again);
		expect(told()).toEqual([]);
	});

	it('removes its own subscriptions that are wanted no more', async () => {
		const first = await trigger(events(CREATED, EMAIL));
		await switchOn(first);
		const again = await trigger(events(EMAIL), { staticData: stored(first) });
		await switchOn(again);
		expect(told()).toEqual(['contact.propertyChange email']);
	});

	it('moves its own target when the address of n8n has changed', async () => {
		const first = await trigger(events(CREATED));
		await switchOn(first);
		const moved = await trigger(events(CREATED), {
			staticData: stored(first),
			webhookBaseUrl: n8n.url.replace('127.0.0.1', 'localhost'),
		});
		await switchOn(moved);
		expect(emulator.app.settings?.targetUrl).toBe(urlOf(moved));
		expect(told()).toEqual(['contact.creation']);
	});

	it('set up in HubSpot asks nothing of the vendor', async () => {
		const parameters = { ...events(CREATED), setUp: 'hubSpot' };
		const own = await trigger(parameters, { credential: { appId: '', developerApiKey: '' } });
		await switchOn(own);
		await switchOff(own);
		expect(emulator.log.entries).toEqual([]);
		expect(own.data).toEqual({});
	});
});

describe('what is not its own', () => {
	it('a target elsewhere: refused by name, nothing touched, not by deactivation either', async () => {
		target(AWAY);
		const theirs = foreign();
		const own = await trigger(events(CREATED));
		await expect(switchOn(own)).rejects.toMatchObject({
			message: `The HubSpot app 54321 delivers to another URL already: ${AWAY}`,
			description: expect.stringMatching(/not a URL of this n8n.*one target URL per app/) as string,
		});
		// n8n cleans up after a refused activation
		await switchOff(own);
		expect(writes()).toEqual([]);
		expect(emulator.app.settings?.targetUrl).toBe(AWAY);
		expect([...emulator.app.subscriptions.keys()]).toEqual([theirs]);
	});

	it('a second workflow on the same app: refused with the way out, the first one goes on', async () => {
		const first = await trigger(events(CREATED));
		await switchOn(first);
		n8n.listen(first);
		emulator.log.clear();
		const second = await trigger(events(EMAIL), { webhookId: 'second-hook' });
		await expect(switchOn(second)).rejects.toMatchObject({
			message: expect.stringContaining(urlOf(first)) as string,
			description: expect.stringMatching(/another workflow of this n8n.*app of its own/) as string,
		});
		await switchOff(second);
		expect(writes()).toEqual([]);
		emulator.seed.records('contacts', [{ firstname: 'Ada' }]);
		for (const one of deliveriesOf(emulator.store, emulator.app)) await send(one);
		expect(n8n.started).toHaveLength(1);
	});

	it('the test of a workflow that is active takes nothing from production', async () => {
		const active = await trigger(events(CREATED));
		await switchOn(active);
		// n8n hands the stored state to the test, too
		const test = await trigger(events(CREATED), {
			webhookId: 'first-hook-test',
			staticData: stored(active),
		});
		await expect(switchOn(test)).rejects.toThrow(urlOf(active));
		await switchOff(test);
		expect(told()).toEqual(['contact.creation']);
		expect(emulator.app.settings?.targetUrl).toBe(urlOf(active));
	});

	it('subscriptions that were there are used and stay; others are not touched', async () => {
		const [same, other] = [foreign(CREATED), foreign()];
		const own = await trigger(events(CREATED, EMAIL));
		await switchOn(own);
		expect(own.data.subscriptions).toHaveLength(1);
		await switchOff(own);
		expect([...emulator.app.subscriptions.keys()]).toEqual([same, other]);
		expect(writes().filter(({ path }) => path.endsWith(same) || path.endsWith(other))).toEqual([]);
	});

	it('a paused one of somebody else is left alone, and said', async () => {
		const theirs = foreign({ ...CREATED, active: false });
		const own = await trigger(events(CREATED));
		await expect(switchOn(own)).rejects.toThrow(
			`subscription ${theirs} to contact.creation already, and it is paused`,
		);
		expect(writes()).toEqual([]);
	});

	it('a target that was changed meanwhile stays at deactivation', async () => {
		const theirs = foreign();
		const own = await trigger(events(CREATED));
		await switchOn(own);
		target(AWAY);
		await switchOff(own);
		expect(emulator.app.settings?.targetUrl).toBe(AWAY);
		expect([...emulator.app.subscriptions.keys()]).toEqual([theirs]);
	});
});

describe('bad input at activation', () => {
	const vendor = { baseUrl: 'https://api.hubapi.com' };

	it.each<[string, INodeParameters, More, string]>([
		['no events', events(), {}, '"Events" is empty'],
		[
			'an event that is none',
			events({ eventType: 'contact.eaten' }),
			{},
			'no event "contact.eaten"',
		],
		['no property', events({ ...EMAIL, propertyNames: ' ' }), {}, '"Property Names"'],
		[
			'no type ID',
			events({ eventType: 'object.creation', objectTypeId: 'cars' }),
			{},
			'"Object Type ID" is no type ID',
		],
		[
			'no client secret',
			events(CREATED),
			{ credential: { clientSecret: ' ' } },
			'no "Client Secret"',
		],
		['no app ID', events(CREATED), { credential: { appId: 'x' } }, '"App ID" of the credential'],
		[
			'no developer key',
			events(CREATED),
			{ credential: { developerApiKey: '' } },
			'no "Developer API Key"',
		],
		[
			'a base URL that is none',
			events(CREATED),
			{ credential: { baseUrl: 'hubspot' } },
			'"Base URL" is not a URL',
		],
		[
			'a URL of this machine',
			events(CREATED),
			{ credential: vendor, webhookBaseUrl: 'http://localhost:5678/webhook' },
			'cannot reach the URL of this trigger: it leads to localhost',
		],
		[
			'a URL without https',
			events(CREATED),
			{ credential: vendor, webhookBaseUrl: 'http://n8n.example.com/webhook' },
			'HubSpot delivers to https only',
		],
		[
			'a wrong developer key',
			events(CREATED),
			{ credential: { developerApiKey: 'pat-na1-wrong' } },
			'HubSpot refused the developer API key',
		],
		[
			'an app of somebody else',
			events(CREATED),
			{ credential: { appId: '999' } },
			'HubSpot has no app "999" for this developer API key',
		],
		[
			'too few deliveries at once',
			{ ...events(CREATED), options: { maxConcurrentRequests: 1 } },
			{},
			'"Deliveries at Once"',
		],
	])('%s is said, and nothing is left behind', async (_, parameters, more, words) => {
		const own = await trigger(parameters, more);
		const error = await switchOn(own).then(
			() => undefined,
			(thrown: unknown) => thrown as Error,
		);
		expect(error?.message).toContain(words);
		const shown = JSON.stringify(error);
		for (const secret of ['pat-na1-wrong', emulator.app.clientSecret, emulator.app.developerKey])
			expect(shown).not.toContain(secret);
		expect([told(), emulator.app.settings]).toEqual([[], undefined]);
		expect(own.data).toEqual({});
	});

	it.each([
		[404, 'HubSpot has no app "999"'],
		[403, 'may not read or change that app'],
	] as const)('an app of another developer, refused by %i', async (foreignApp, words) => {
		emulator.switches.foreignApp = foreignApp;
		const own = await trigger(events(CREATED), { credential: { appId: '999' } });
		await expect(switchOn(own)).rejects.toThrow(words);
	});

	it('a version that takes no developer key', async () => {
		emulator.switches.developerKeyIn202609 = 'refused';
		const own = await trigger(events(CREATED), { credential: { apiVersion: '2026-09' } });
		await expect(switchOn(own)).rejects.toMatchObject({
			description: expect.stringContaining('try 2026-03') as string,
		});
	});

	it('a quota of subscriptions that is used up takes back what was made', async () => {
		const theirs = foreign();
		emulator.switches.mostSubscriptions = 2;
		const own = await trigger(events(CREATED, EMAIL));
		await expect(switchOn(own)).rejects.toThrow(
			'HubSpot did not take the subscription to contact.propertyChange of email: The limit of 2 subscriptions',
		);
		expect([...emulator.app.subscriptions.keys()]).toEqual([theirs]);
		expect(emulator.app.settings).toBeUndefined();
		expect(own.data).toEqual({});
	});

	it('a scope that the app lacks', async () => {
		emulator.app.scopes = ['crm.objects.contacts.read'];
		const own = await trigger(events(CREATED, { eventType: 'deal.creation' }));
		await expect(switchOn(own)).rejects.toMatchObject({
			message: expect.stringContaining('crm.objects.deals.read') as string,
			description: expect.stringContaining('scopes cover the objects') as string,
		});
		expect([told(), emulator.app.settings]).toEqual([[], undefined]);
	});

	it('a scope that the account lacks for whole records', async () => {
		emulator.tokens.set('few', { until: Infinity, scopes: ['crm.objects.deals.read'] });
		const parameters = { ...events(CREATED), fetchRecord: true };
		const own = await trigger(parameters, { accessToken: 'few' });
		await expect(switchOn(own)).rejects.toMatchObject({
			description: expect.stringContaining('crm.objects.contacts.read') as string,
		});
		expect(told()).toEqual([]);
	});

	it('whole records without a credential of the account', async () => {
		const parameters = { ...events(CREATED), fetchRecord: true };
		await expect(switchOn(await trigger(parameters, { account: false }))).rejects.toThrow(
			/credential/i,
		);
		await switchOn(await trigger(events(CREATED), { account: false }));
	});
});

describe('faults on the way', () => {
	it('a subscription whose answer was lost is found again, and removed in the end', async () => {
		const own = await trigger(events(CREATED));
		emulator.faults.add({ when: { method: 'POST', path: /subscriptions$/ }, answer: 'reset' });
		await switchOn(own);
		expect(told()).toEqual(['contact.creation']);
		await switchOff(own);
		expect(told()).toEqual([]);
	});

	it('a deactivation that fails keeps what is left to remove', async () => {
		const own = await trigger(events(CREATED));
		await switchOn(own);
		emulator.faults.add({
			when: { method: 'DELETE' },
			answer: { status: 403, body: { category: 'MISSING_SCOPES', message: 'no' } },
		});
		await expect(switchOff(own)).rejects.toThrow('no');
		expect(own.data.subscriptions).toHaveLength(1);
		await switchOff(own);
		expect([told(), emulator.app.settings]).toEqual([[], undefined]);
	});

	it('what is gone already does not hinder a deactivation', async () => {
		const own = await trigger(events(CREATED));
		await switchOn(own);
		emulator.app.subscriptions.clear();
		emulator.app.settings = undefined;
		await switchOff(own);
		expect(own.data.subscriptions).toEqual([]);
	});
});
