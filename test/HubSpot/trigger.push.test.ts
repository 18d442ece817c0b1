import { createHash } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { HubSpotEmulator } from '../emulator/hubSpot';
import { send, type Outgoing } from '../emulator/frame/deliver';
import { eventOf, outgoingEvents, type PushEvent, type Signing } from '../emulator/hubSpot/push';
import { activate, listening, urlOf, type Active, type Listening } from '../support/triggers';
import { appBenchOf, start } from './bench';

const MINUTE = 60_000;
const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';

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
	n8n.logged.length = 0;
	n8n.onAnswer = undefined;
});

const on = (...eventTypes: string[]): INodeParameters => ({
	setUp: 'hubSpot',
	subscriptions: { subscription: eventTypes.map((eventType) => ({ eventType })) },
});

async function trigger(
	parameters: INodeParameters = on('contact.creation'),
	webhookId = 'hubspot-hook',
): Promise<Active> {
	const bench = appBenchOf(emulator, { clientSecret: SECRET });
	const credentials = {
		...bench.store.reference(bench.credential),
		...bench.store.reference(bench.account),
	};
	const own = await activate(bench, {
		parameters: { simplify: true, ...parameters },
		webhookBaseUrl: n8n.url,
		node: { webhookId, credentials },
	});
	n8n.listen(own);
	return own;
}

const event = (id: string | number, more: PushEvent = {}): PushEvent =>
	eventOf(
		{ id: '12', eventType: 'contact.creation' },
		{ id: String(id), at: 1_795_000_000_000 },
		more,
	);
const delivery = (own: Active, events: PushEvent[], signing?: Signing, query = '') =>
	outgoingEvents(`${urlOf(own)}${query}`, SECRET, events, signing);
const items = (): IDataObject[] => n8n.started.flat().map(({ json }) => json);

async function soon(check: () => void): Promise<void> {
	for (let tries = 0; tries < 300; tries++) {
		try {
			return check();
		} catch {
			await send({ url: `${n8n.url}/none`, body: '', headers: {} });
		}
	}
	check();
}

it('agrees with the examples of HubSpot on versions 1 and 2', () => {
	const body =
		'[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]';
	const { headers } = outgoingEvents('http://x', SECRET, JSON.parse(body) as PushEvent[], {
		version: 'v1',
	});
	expect(headers['x-hubspot-signature']).toBe(
		'232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de',
	);
	expect(
		createHash('sha256').update(`${SECRET}GEThttps://www.example.com/webhook_uri`).digest('hex'),
	).toBe('eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e');
});

describe('a delivery', () => {
	it('starts one execution with an item per event, in order of time', async () => {
		const own = await trigger();
		const events = [
			event(2, { occurredAt: 1_795_000_002_000 }),
			event(1, { occurredAt: 1_795_000_001_000 }),
		];
		expect(await send(delivery(own, events))).toEqual({ status: 200, body: {} });
		expect(n8n.started).toHaveLength(1);
		expect(items().map(({ objectId }) => objectId)).toEqual([1, 2]);
		expect(items()[0]).toMatchObject({
			objectId: 1,
			subscriptionType: 'contact.creation',
			_event: { name: 'contact.creation', id: '1', time: '2026-11-18T11:06:41.000Z' },
		});
		expect(emulator.log.entries).toEqual([]);
		expect(own.data).toEqual({});
	});

	it('takes 100 events, drops what is not subscribed, and starts nothing for nothing', async () => {
		const own = await trigger({ ...on('contact.creation', 'deal.deletion') });
		const hundred = Array.from({ length: 100 }, (_, n) => event(n + 1));
		await send(delivery(own, hundred));
		expect(items()).toHaveLength(100);
		n8n.started.length = 0;
		const others = [
			event(1, { subscriptionType: 'company.creation' }),
			event(1, { subscriptionType: 'contact.deletion' }),
		];
		expect((await send(delivery(own, others))).status).toBe(200);
		expect(n8n.started).toEqual([]);
	});

	it('keeps a key over attempts, and one event twice in a delivery is one item', async () => {
		const own = await trigger();
		const first = event(7);
		const again = { ...first, attemptNumber: 3 };
		await send(delivery(own, [first, again]));
		await send(delivery(own, [again, event(8)]));
		const keys = items().map(({ _event }) => (_event as IDataObject).key);
		expect(keys).toHaveLength(3);
		expect(new Set(keys).size).toBe(2);
	});

	it('matches properties, other objects, and the words of project apps', async () => {
		const own = await trigger({
			setUp: 'hubSpot',
			subscriptions: {
				subscription: [
					{ eventType: 'contact.propertyChange', propertyNames: 'email, phone' },
					{ eventType: 'object.creation', objectTypeId: '2-3465404' },
				],
			},
		});
		const changed = (propertyName: string) =>
			event(1, { subscriptionType: 'contact.propertyChange', propertyName, propertyValue: 'x' });
		const made = (objectTypeId: string) =>
			event(2, { subscriptionType: 'object.creation', objectTypeId });
		const project = event(3, {
			subscriptionType: 'object.propertyChange',
			objectTypeId: '0-1',
			propertyName: 'email',
		});
		const all = [changed('email'), changed('zip'), made('2-3465404'), made('2-9'), project];
		await send(delivery(own, all));
		expect(items().map(({ objectId }) => objectId)).toEqual([1, 2, 3]);
	});

	it('counts events of chosen accounts only', async () => {
		const own = await trigger({ ...on('contact.creation'), options: { portalIds: '62515, 7' } });
		await send(delivery(own, [event(1), event(2, { portalId: 8 }), event(3, { portalId: 7 })]));
		expect(items().map(({ objectId }) => objectId)).toEqual([1, 3]);
	});

	it.each(['?tag=a%2Fb%3Fc%40d%21%24%27%28%29%2A%2C%3B%20e%3A', '?x=1&x=2', ''])(
		"is verified over the URL by HubSpot's rule of decoding (%s)",
		async (query) => {
			const own = await trigger();
			expect((await send(delivery(own, [event(1)], {}, query))).status).toBe(200);
		},
	);

	type Change = (genuine: Outgoing, own: Active) => Outgoing;
	const header =
		(name: string, value?: string): Change =>
		(genuine) => {
			const { [name]: old, ...rest } = genuine.headers;
			expect(old).toBeDefined();
			return { ...genuine, headers: value === undefined ? rest : { ...rest, [name]: value } };
		};
	const body =
		(change: (text: string) => string): Change =>
		(genuine) => ({ ...genuine, body: change(genuine.body) });
	const V3 = 'x-hubspot-signature-v3';
	const TIME = 'x-hubspot-request-timestamp';

	it.each<[string, number, Change]>([
		['no signature', 401, header(V3)],
		['an empty signature', 401, header(V3, '')],
		['another signature', 401, header(V3, 'A'.repeat(43) + '=')],
		[
			'a truncated signature',
			401,
			(genuine) => header(V3, genuine.headers[V3].slice(0, -2))(genuine, {} as Active),
		],
		['no time', 401, header(TIME)],
		['a time that is none', 401, header(TIME, 'now')],
		['another time', 401, header(TIME, String(Date.now() + 1))],
		['a changed body', 401, body((text) => text.replace('"objectId":1', '"objectId":2'))],
		['a body re-encoded', 401, body((text) => JSON.stringify(JSON.parse(text), null, 1))],
		['another URL', 401, (genuine) => ({ ...genuine, url: `${genuine.url}?x=1` })],
		['a body cut off', 422, body((text) => text.slice(0, -2))],
		[
			'a body cut off, not marked as JSON',
			401,
			(genuine) => ({
				...genuine,
				body: genuine.body.slice(0, -2),
				headers: { ...genuine.headers, 'content-type': 'text/plain' },
			}),
		],
		['another secret', 401, (_, own) => outgoingEvents(urlOf(own), 'a guess', [event(1)])],
		['no secret', 401, (_, own) => outgoingEvents(urlOf(own), '', [event(1)])],
		['the first version alone', 401, (_, own) => delivery(own, [event(1)], { version: 'v1' })],
		['the second version alone', 401, (_, own) => delivery(own, [event(1)], { version: 'v2' })],
		[
			'a time six minutes ago',
			401,
			(_, own) => delivery(own, [event(1)], { at: Date.now() - 6 * MINUTE }),
		],
		[
			'a time six minutes ahead',
			401,
			(_, own) => delivery(own, [event(1)], { at: Date.now() + 6 * MINUTE }),
		],
		['no list', 400, (_, own) => outgoingEvents(urlOf(own), SECRET, {} as PushEvent[])],
		['no events', 400, (_, own) => outgoingEvents(urlOf(own), SECRET, [1] as never)],
	])('with %s is refused (%i), starts nothing and shows no secret', async (_, status, change) => {
		const own = await trigger();
		const genuine = delivery(own, [event(1)]);
		const answer = await send(change(genuine, own));
		expect(answer.status).toBe(status);
		expect(n8n.started).toEqual([]);
		const shown = JSON.stringify([answer.body, n8n.logged]);
		for (const secret of [SECRET, emulator.app.developerKey, genuine.headers[V3]])
			expect(shown).not.toContain(secret);
		if (status !== 422) expect(n8n.logged).toHaveLength(1);
	});

	it('is taken for five minutes, and as a replay no longer', async () => {
		const own = await trigger();
		const genuine = delivery(own, [event(1)]);
		expect((await send(genuine)).status).toBe(200);
		const clock = jest.spyOn(Date, 'now');
		const real = Date.now();
		clock.mockReturnValue(real + 4 * MINUTE);
		expect((await send(genuine)).status).toBe(200);
		clock.mockReturnValue(real + 5 * MINUTE + 1000);
		const late = await send(genuine);
		clock.mockRestore();
		expect(late).toMatchObject({ status: 401, body: { message: /5 minutes/ } });
		expect(n8n.started).toHaveLength(2);
	});

	it.each([
		['v3', [200, 401, 401]],
		['v2', [200, 200, 401]],
		['v1', [200, 200, 200]],
	])('takes older signatures by option alone (%s)', async (signatures, expected) => {
		const own = await trigger({ ...on('contact.creation'), options: { signatures } });
		const statuses = [];
		for (const version of ['v3', 'v2', 'v1'] as const)
			statuses.push((await send(delivery(own, [event(1)], { version }))).status);
		expect(statuses).toEqual(expected);
		const genuine = delivery(own, [event(1)], { version: 'v1' });
		const bad = { ...genuine, headers: { ...genuine.headers, [V3]: 'AAAA', [TIME]: '1' } };
		expect((await send(bad)).status).toBe(401);
		const forged = { ...genuine, body: genuine.body.replace('"objectId":1', '"objectId":2') };
		expect((await send(forged)).status).toBe(401);
	});
});

describe('whole records', () => {
	const fetching = (...eventTypes: string[]) => ({ ...on(...eventTypes), fetchRecord: true });

	it('are fetched after the answer, with all properties, the event beside them', async () => {
		const [id] = emulator.seed.records('contacts', [{ firstname: 'Ada', property_string: 'rare' }]);
		const own = await trigger(fetching('contact.creation'));
		let asked = -1;
		n8n.onAnswer = () => (asked = emulator.log.entries.length);
		await send(delivery(own, [event(id)]));
		await soon(() => expect(items()).toHaveLength(1));
		expect(asked).toBe(0);
		expect(items()[0]).toMatchObject({
			id,
			firstname: 'Ada',
			property_string: 'rare',
			event: { objectId: Number(id), subscriptionType: 'contact.creation' },
			_event: { name: 'contact.creation', id },
		});
	});

	it('come by 100 per request, of several objects, with chosen properties', async () => {
		const rows = Array.from({ length: 100 }, (_, n) => ({ firstname: `P${n}`, lastname: 'L' }));
		const ids = emulator.seed.records('contacts', rows);
		const [deal] = emulator.seed.records('deals', [{ dealname: 'D' }]);
		const own = await trigger({
			...fetching('contact.creation', 'deal.creation'),
			options: { fieldsToReturn: 'firstname,dealname' },
		});
		await send(
			delivery(own, [
				...ids.map((id) => event(id)),
				event(deal, { subscriptionType: 'deal.creation' }),
			]),
		);
		await soon(() => expect(items()).toHaveLength(101));
		expect(emulator.log.of('POST', /batch\/read$/)).toHaveLength(2);
		expect(items()[0]).not.toHaveProperty('lastname');
		expect(items().map(({ firstname, dealname }) => firstname ?? dealname)).toEqual([
			...rows.map(({ firstname }) => firstname),
			'D',
		]);
	});

	it('are looked for in the archive when they were deleted', async () => {
		const [id] = emulator.seed.records('contacts', [{ firstname: 'Gone' }]);
		emulator.seed.archive('contacts', id);
		const own = await trigger(fetching('contact.deletion'));
		await send(delivery(own, [event(id, { subscriptionType: 'contact.deletion' })]));
		await soon(() => expect(items()).toHaveLength(1));
		expect(items()[0]).toMatchObject({ firstname: 'Gone', archived: true });
	});

	it('that are gone, or of another account, or may not be read, leave the event and say why', async () => {
		const [id] = emulator.seed.records('contacts', [{ firstname: 'Mine' }]);
		const own = await trigger(fetching('contact.creation'));
		await send(delivery(own, [event(4040404), event(id, { portalId: 7 })]));
		await soon(() => expect(items()).toHaveLength(2));
		const missing = () => items().map(({ _event }) => (_event as IDataObject).missing);
		expect(missing().sort()).toEqual([
			'The event is of the account 7, and the credential of 62515',
			'The record is gone',
		]);
		expect(JSON.stringify(items())).not.toContain('Mine');
		emulator.faults.add({
			when: { path: /batch\/read$/ },
			answer: { status: 403, body: { category: 'MISSING_SCOPES', message: 'no scope' } },
		});
		await send(delivery(own, [event(id)]));
		await soon(() => expect(items()).toHaveLength(3));
		expect(missing()[2]).toBe('no scope');
	});
});
