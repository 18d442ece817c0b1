import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { forgetFields } from '../../nodes/core/node/connect';
import { HubSpotTrigger } from '../../nodes/HubSpot/HubSpotTrigger.node';
import type { HubSpotEmulator } from '../emulator/hubSpot';
import { activate, pollOnce, stored, type Active } from '../support/triggers';
import { benchOf, object, start } from './bench';

const MINUTE = 60_000;

let emulator: HubSpotEmulator;
let now: number;
beforeAll(async () => {
	emulator = await start({}, () => now);
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	now = Math.floor(Date.now() / MINUTE) * MINUTE + 30_000;
	emulator.reset();
});

interface More {
	staticData?: IDataObject;
	credential?: Record<string, string | number>;
}

const active = async (
	parameters: INodeParameters,
	{ staticData, credential }: More = {},
): Promise<Active> =>
	await activate(benchOf(emulator, credential, new HubSpotTrigger()), {
		parameters: {
			objectType: object('contacts'),
			simplify: true,
			...parameters,
			options: { lag: 0, ...(parameters.options as INodeParameters) },
		},
		staticData,
	});

const since = (back = 60 * MINUTE): IDataObject => ({
	'node:Under Test': { since: now - back, until: now - back, after: null },
});

const ago = (minutes: number) => now - minutes * MINUTE;
const contacts = (count: number, at: number, values: Record<string, string> = {}) =>
	emulator.seed.records(
		'contacts',
		Array.from({ length: count }, (_, n) => ({ firstname: `Person ${n}`, ...values })),
		at,
	);
const column = (items: INodeExecutionData[] | null, name: string) =>
	items?.map(({ json }) => json[name]);
const changes = (items: INodeExecutionData[] | null) =>
	items?.map(({ json }) => {
		const { property, oldValue, newValue } = json.change as IDataObject;
		return [json.id, property, oldValue, newValue];
	});
const keys = (items: INodeExecutionData[] | null) =>
	(items ?? []).map(({ json }) => (json._event as IDataObject).key);

/** Polls until nothing comes any more, with a restart in between. */
async function drain(first: Active): Promise<INodeExecutionData[]> {
	const all: INodeExecutionData[] = [];
	let trigger = first;
	for (let polls = 0; polls < 60; polls++) {
		const items = await pollOnce(trigger);
		all.push(...(items ?? []));
		if (!items && trigger.data.after === null) break;
		trigger = await activate(trigger.bench, {
			parameters: trigger.node.parameters,
			staticData: stored(trigger),
		});
	}
	return all;
}

describe('records created and updated', () => {
	it.each(['2026-03', '2026-09', 'v3', 'objects-v3'])(
		'come by search in version %s, contacts and others',
		async (apiVersion) => {
			emulator.seed.records('contacts', [{ firstname: 'Old' }], ago(90));
			const [id] = contacts(1, ago(10));
			const [deal] = emulator.seed.records('deals', [{ dealname: 'D' }], ago(90));
			emulator.seed.update('deals', deal, { amount: '7' }, { at: ago(5) });
			const more = { staticData: since(), credential: { apiVersion } };
			const created = await pollOnce(await active({ event: 'recordCreated' }, more));
			expect(column(created, 'id')).toEqual([id]);
			const time = new Date(ago(10)).toISOString();
			expect(created?.[0].json._event).toEqual({
				name: 'recordCreated',
				id,
				key: `${id}|${time}`,
				time,
			});
			const deals = { objectType: object('deals') };
			const updated = await pollOnce(await active({ event: 'recordUpdated', ...deals }, more));
			expect(updated?.map(({ json }) => [json.dealname, json.amount])).toEqual([['D', '7']]);
			expect(await pollOnce(await active({ event: 'recordCreated', ...deals }, more))).toBeNull();
		},
	);

	it('take the create date that nobody can set, where an object has both', async () => {
		emulator.seed.property('deals', { name: 'createdate', type: 'datetime' });
		emulator.seed.records('deals', [{ dealname: 'D', createdate: '2020-01-01T00:00:00Z' }], ago(5));
		const parameters = { event: 'recordCreated', objectType: object('deals') };
		expect(await pollOnce(await active(parameters, { staticData: since() }))).toHaveLength(1);
	});

	it('cost one request when nothing happened, with conditions, too', async () => {
		const conditionsJson = '[{"field":"firstname","operator":"EQ","value":"Ada"}]';
		const trigger = await active(
			{ event: 'recordUpdated', conditionsJson },
			{ staticData: since() },
		);
		await pollOnce(trigger);
		emulator.log.clear();
		forgetFields();
		now += 3 * MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
		expect(emulator.log.entries).toHaveLength(1);
	});

	it('walk by ID past 10,000, with one timestamp, and never page by offset', async () => {
		contacts(10_450, ago(10));
		const trigger = await active(
			{ event: 'recordUpdated', options: { mostPerPoll: 50_000 } },
			{ staticData: since() },
		);
		const items = await pollOnce(trigger);
		expect(new Set(column(items, 'id')).size).toBe(10_450);
		const bodies = emulator.log.of('POST', /search$/).map(({ body }) => body as IDataObject);
		expect(bodies.some(({ after }) => after !== undefined)).toBe(false);
		expect(await pollOnce(trigger)).toBeNull();
	});

	it('join conditions with the window in each group', async () => {
		emulator.seed.records('contacts', [{ firstname: 'A', lastname: 'X' }], ago(10));
		emulator.seed.records('contacts', [{ firstname: 'B', lastname: 'Y' }], ago(10));
		emulator.seed.records('contacts', [{ firstname: 'A', lastname: 'X' }], ago(99));
		const conditionsJson = JSON.stringify([
			{ field: 'firstname', operator: 'EQ', value: 'A' },
			{ field: 'lastname', operator: 'EQ', value: 'Y' },
		]);
		for (const [match, expected] of [
			['any', ['A', 'B']],
			['all', []],
		] as const) {
			const parameters = { event: 'recordUpdated', match, conditionsJson };
			const items = await pollOnce(await active(parameters, { staticData: since() }));
			expect(column(items, 'firstname') ?? []).toEqual(expected);
		}
	});

	it.each<[string, number, number]>([
		['four conditions in one group', 1, 4],
		['three groups of four', 3, 4],
		['five groups of one', 5, 1],
	])('fit with %s, and HubSpot takes them', async (_, groups, each) => {
		const node = { field: 'firstname', operator: 'NEQ', value: 'x' };
		const all = { all: Array.from({ length: each }, () => node) };
		const conditionsJson = JSON.stringify({ any: Array.from({ length: groups }, () => all) });
		contacts(205, ago(10));
		const trigger = await active(
			{ event: 'recordUpdated', conditionsJson },
			{ staticData: since() },
		);
		expect(await pollOnce(trigger)).toHaveLength(205);
	});

	it.each<[string, number, number, INodeParameters, string]>([
		['five conditions in one group', 1, 5, {}, '7 conditions in one group, and HubSpot takes 6'],
		['six groups', 6, 1, {}, '6 groups of conditions, and HubSpot takes 5'],
		['four groups of three', 4, 3, {}, '20 conditions in all, and HubSpot takes 18'],
		[
			'very many fields',
			1,
			1,
			{
				options: { fieldsToReturn: Array.from({ length: 200 }, (_, n) => `a_long_property_${n}`) },
			},
			'HubSpot takes 3000',
		],
	])('refuse %s before anything is searched', async (_, groups, each, more, words) => {
		const node = { field: 'firstname', operator: 'NEQ', value: 'x' };
		const all = { all: Array.from({ length: each }, () => node) };
		const conditionsJson = JSON.stringify({ any: Array.from({ length: groups }, () => all) });
		const trigger = await active({ event: 'recordUpdated', conditionsJson, ...more });
		await expect(pollOnce(trigger)).rejects.toThrow(words);
		expect(emulator.log.of('POST', /search$/)).toEqual([]);
		expect(trigger.data).toEqual({});
	});

	it('return the fields asked for, simple or raw', async () => {
		contacts(1, ago(10), { lastname: 'L', email: 'e@x.example' });
		const options = { fieldsToReturn: ['lastname'] };
		const parameters = { event: 'recordUpdated', options };
		const [simple] = (await pollOnce(await active(parameters, { staticData: since() }))) ?? [];
		expect(simple.json).toMatchObject({ lastname: 'L' });
		expect(Object.keys(simple.json)).not.toContain('email');
		const raw = { ...parameters, simplify: false };
		const [whole] = (await pollOnce(await active(raw, { staticData: since() }))) ?? [];
		expect(whole.json.properties).toMatchObject({ lastname: 'L' });
	});

	it('see what the index shows late, once, by the lag', async () => {
		Object.assign(emulator.switches, { searchLagMs: 2 * MINUTE, searchLag: 'whole' });
		const parameters = { event: 'recordUpdated', options: { lag: 120 } };
		const trigger = await active(parameters, { staticData: since() });
		emulator.seed.records('contacts', [{ firstname: 'Late' }], { lag: true });
		const seen: unknown[] = [];
		for (let minutes = 0; minutes < 6; minutes++) {
			now += MINUTE;
			seen.push(...(column(await pollOnce(trigger), 'firstname') ?? []));
		}
		expect(seen).toEqual(['Late']);
	});

	it('respect the limit of searches', async () => {
		contacts(1_300, ago(10));
		const trigger = await active(
			{ event: 'recordUpdated', options: { mostPerPoll: 5000 } },
			{ staticData: since(), credential: { searchesPerSecond: 3 } },
		);
		const began = Date.now();
		expect(await pollOnce(trigger)).toHaveLength(1_300);
		// eight searches at three a second
		expect(Date.now() - began).toBeGreaterThan(1_000);
	});
});

describe('activation', () => {
	it('emits nothing old and keeps three values', async () => {
		contacts(3, ago(1));
		const trigger = await active({ event: 'recordUpdated' });
		expect(await pollOnce(trigger)).toBeNull();
		expect(Object.keys(trigger.data).sort()).toEqual(['after', 'since', 'until']);
	});

	it('emits the last records when asked to, by one search', async () => {
		contacts(250, ago(30), { lastname: 'old' });
		contacts(3, ago(20), { lastname: 'new' });
		const options = { emitLast: 4, fieldsToReturn: ['lastname'] };
		const trigger = await active({ event: 'recordCreated', options });
		const items = await pollOnce(trigger);
		expect(column(items, 'lastname')).toEqual(['old', 'new', 'new', 'new']);
		expect(await pollOnce(trigger)).toBeNull();
	});

	const watch = (names: string[]) => ({ event: 'propertyChanged', watchedProperties: names });
	it.each<[string, INodeParameters, string | RegExp]>([
		['an event that is none', { event: 'recordEaten' }, '"Trigger On" is "recordEaten"'],
		['no object', { event: 'recordCreated', objectType: object('') }, '"Object" is empty'],
		[
			'an object that HubSpot lacks',
			{ event: 'recordUpdated', objectType: object('unicorns') },
			'Unable to infer object type from: unicorns',
		],
		['nothing to watch', watch([]), '"Property Names or IDs to Watch" is empty'],
		['an unknown property', watch(['firstnam']), 'there is no property "firstnam"'],
		['a list that is none', { event: 'joinedList', listId: object('x') }, '"List" is no ID'],
		['a list that HubSpot lacks', { event: 'joinedList', listId: object('99') }, /List|no such/],
		[
			'an unknown operator',
			{ event: 'recordUpdated', conditionsJson: '[{"field":"firstname","operator":"like"}]' },
			'unknown operator "like"',
		],
	])('fails on %s, in words for people, and keeps no state', async (_, more, words) => {
		const trigger = await active(more);
		await expect(pollOnce(trigger)).rejects.toThrow(words);
		expect(trigger.data).toEqual({});
	});

	it.each<[string, INodeParameters, string]>([
		['records', { event: 'recordUpdated' }, 'crm.objects.contacts.read'],
		['archived records', { event: 'recordArchived' }, 'crm.objects.contacts.read'],
		['list members', { event: 'joinedList', listId: object('501') }, 'crm.lists.read'],
	])('names the scope that %s need', async (_, more, scope) => {
		emulator.tokens.set('few', { until: Infinity, scopes: ['crm.objects.owners.read'] });
		const trigger = await active(more, { credential: { accessToken: 'few' } });
		await expect(pollOnce(trigger)).rejects.toMatchObject({
			description: expect.stringContaining(scope) as string,
		});
		expect(trigger.data).toEqual({});
	});
});

describe('changes of properties', () => {
	const watching = (names: string[], more: INodeParameters = {}) => ({
		event: 'propertyChanged',
		watchedProperties: names,
		...more,
	});

	it('come each once, with old and new value, also several of one property', async () => {
		const [ada, bob] = contacts(2, ago(300), { lastname: 'L' });
		emulator.seed.update('contacts', ada, { lastname: 'before the window' }, { at: ago(90) });
		emulator.seed.update('contacts', ada, { lastname: 'two' }, { at: ago(30) });
		emulator.seed.update('contacts', ada, { lastname: 'three' }, { at: ago(20) });
		emulator.seed.update('contacts', bob, { firstname: 'not watched' }, { at: ago(10) });
		emulator.seed.update('contacts', bob, { lastname: '' }, { at: ago(9) });
		const trigger = await active(watching(['lastname']), { staticData: since() });
		const items = await pollOnce(trigger);
		expect(changes(items)).toEqual([
			[ada, 'lastname', 'before the window', 'two'],
			[ada, 'lastname', 'two', 'three'],
			[bob, 'lastname', 'L', null],
		]);
		expect(items?.[0].json.change).toMatchObject({ sourceType: 'INTEGRATION' });
		expect(new Set(keys(items)).size).toBe(3);
		expect(await pollOnce(trigger)).toBeNull();
	});

	it('are not lost when the record changes again before it is read', async () => {
		// more than a page: the end of the window is known when the last one is read
		const ids = contacts(121, ago(300), { lastname: 'one' });
		const trigger = await active(watching(['lastname'], { options: { lag: 600 } }), {
			staticData: since(),
		});
		for (const id of ids)
			emulator.seed.update('contacts', id, { lastname: 'two' }, { at: ago(30) });
		emulator.seed.update('contacts', ids[120], { lastname: 'three' }, { at: ago(1) });
		const first = changes(await pollOnce(trigger));
		expect(first).toEqual(ids.map((id) => [id, 'lastname', 'one', 'two']));
		now += 20 * MINUTE;
		expect(changes(await pollOnce(trigger))).toEqual([[ids[120], 'lastname', 'two', 'three']]);
	});

	it('carry over within a record, with equal times, over restarts', async () => {
		const ids = contacts(130, ago(300), { lastname: '0', company: '0' });
		for (const id of ids)
			for (const step of [1, 2, 3]) {
				const values = { lastname: String(step), company: String(step) };
				emulator.seed.update('contacts', id, values, { at: ago(10) + step });
			}
		const parameters = watching(['lastname', 'company'], { options: { mostPerPoll: 97 } });
		const all = await drain(await active(parameters, { staticData: since() }));
		expect(all).toHaveLength(130 * 6);
		expect(new Set(keys(all)).size).toBe(130 * 6);
	});

	it('leave out first values and repeated ones when asked to', async () => {
		const [id] = contacts(1, ago(30));
		emulator.seed.update('contacts', id, { lastname: 'first' }, { at: ago(20) });
		emulator.seed.update('contacts', id, { lastname: 'first' }, { at: ago(19) });
		emulator.seed.update('contacts', id, { lastname: 'second' }, { at: ago(18) });
		const all = await pollOnce(await active(watching(['lastname']), { staticData: since() }));
		expect(changes(all)?.map(([, , , value]) => value)).toEqual(['first', 'second']);
		const options = { skipFirst: true };
		const later = await pollOnce(
			await active(watching(['lastname'], { options }), { staticData: since() }),
		);
		expect(changes(later)?.map(([, , , value]) => value)).toEqual(['second']);
	});

	it('say so where HubSpot shows no history, instead of being silent', async () => {
		emulator.switches.history = 'none';
		contacts(1, ago(10), { lastname: 'L' });
		const trigger = await active(watching(['lastname']), { staticData: since() });
		await expect(pollOnce(trigger)).rejects.toThrow('no history of the property "lastname"');
	});

	it('cost one request when nothing happened', async () => {
		const trigger = await active(watching(['lastname']), { staticData: since() });
		await pollOnce(trigger);
		emulator.log.clear();
		expect(await pollOnce(trigger)).toBeNull();
		expect(emulator.log.entries).toHaveLength(1);
	});

	it('show a sample of the last change', async () => {
		const [id] = contacts(1, ago(3000), { lastname: 'L' });
		emulator.seed.update('contacts', id, { lastname: 'M' }, { at: ago(2000) });
		const trigger = await active(watching(['lastname']));
		expect(changes(await pollOnce(trigger, { mode: 'manual' }))).toEqual([
			[id, 'lastname', 'L', 'M'],
		]);
	});
});

describe('approvals', () => {
	it('of deals and quotes come as they move, by status', async () => {
		const [deal] = emulator.seed.records('deals', [{ dealname: 'D' }], ago(300));
		emulator.seed.approval(deal, 'PENDING');
		const [quote] = emulator.seed.records(
			'quotes',
			[{ hs_title: 'Q', hs_status: 'DRAFT' }],
			ago(300),
		);
		emulator.seed.update('quotes', quote, { hs_status: 'PENDING_APPROVAL' }, { at: ago(5) });
		emulator.seed.update('quotes', quote, { hs_status: 'APPROVED' }, { at: ago(3) });
		now += MINUTE;
		const poll = async (more: INodeParameters) =>
			changes(
				await pollOnce(
					await active({ event: 'approvalChanged', ...more }, { staticData: since() }),
				),
			);
		expect(await poll({ source: 'deals' })).toEqual([
			[deal, 'hs_latest_approval_status', null, 'PENDING'],
		]);
		expect(await poll({ source: 'deals', dealStatuses: ['REJECTED'] })).toBeUndefined();
		expect(await poll({ source: 'quotes' })).toHaveLength(2);
		expect(await poll({ source: 'quotes', quoteStatuses: ['APPROVED'] })).toEqual([
			[quote, 'hs_status', 'PENDING_APPROVAL', 'APPROVED'],
		]);
	});
});

describe('archived records', () => {
	it('come once each, by the time of archiving', async () => {
		const ids = contacts(260, ago(300));
		for (const id of ids.slice(0, 240)) emulator.seed.archive('contacts', id, ago(90));
		for (const id of ids.slice(240, 250)) emulator.seed.archive('contacts', id, ago(10));
		const parameters = { event: 'recordArchived', options: { mostPerPoll: 4 } };
		const all = await drain(await active(parameters, { staticData: since() }));
		expect(column(all, 'id')).toEqual(ids.slice(240, 250));
		expect(all[0].json).toMatchObject({ archived: true, firstname: 'Person 240' });
	});

	it('cost one request when there are no more than 100 of them', async () => {
		const ids = contacts(100, ago(300));
		for (const id of ids) emulator.seed.archive('contacts', id, ago(90));
		const trigger = await active({ event: 'recordArchived' }, { staticData: since() });
		await pollOnce(trigger);
		emulator.log.clear();
		expect(await pollOnce(trigger)).toBeNull();
		expect(emulator.log.entries).toHaveLength(1);
	});

	it('show the one that was archived last as a sample', async () => {
		const [first, second] = contacts(2, ago(3000));
		emulator.seed.archive('contacts', first, ago(50));
		emulator.seed.archive('contacts', second, ago(70));
		const trigger = await active({ event: 'recordArchived' });
		expect(column(await pollOnce(trigger, { mode: 'manual' }), 'id')).toEqual([first]);
	});
});

describe('members of a list', () => {
	const listWith = (joined: Array<[string, number]>) =>
		emulator.seed.list({ name: 'Members', members: new Map(joined) });
	const on = (listId: string, more: INodeParameters = {}) => ({
		event: 'joinedList',
		listId: object(listId),
		...more,
	});

	it('come as records when they join, bulk joins over restarts, too', async () => {
		const ids = contacts(700, ago(3000));
		const { listId } = listWith(ids.map((id, n) => [id, n < 600 ? ago(300) + n : ago(10)]));
		const parameters = on(listId, { options: { mostPerPoll: 30 } });
		const all = await drain(await active(parameters, { staticData: since() }));
		expect([...(column(all, 'id') ?? [])].sort()).toEqual(ids.slice(600).sort());
		expect(all[0].json).toMatchObject({
			firstname: 'Person 600',
			membershipTimestamp: new Date(ago(10)).toISOString(),
		});
	});

	it.each(['place', 'offset'] as const)(
		'cost one request in a long list, and are not lost when others leave (token: %s)',
		async (joinToken) => {
			emulator.switches.joinToken = joinToken;
			const ids = contacts(900, ago(3000));
			const list = listWith(ids.slice(0, 800).map((id, n) => [id, ago(600) + n]));
			const trigger = await active(on(list.listId), { staticData: since() });
			expect(await pollOnce(trigger)).toBeNull();
			emulator.log.clear();
			now += MINUTE;
			expect(await pollOnce(trigger)).toBeNull();
			expect(emulator.log.entries).toHaveLength(1);
			// 300 leave, 50 join: the page that was remembered is another one now
			for (const id of ids.slice(0, 300)) list.members.delete(id);
			for (const id of ids.slice(800, 850)) list.members.set(id, now);
			now += MINUTE;
			expect(await pollOnce(trigger)).toHaveLength(50);
			for (const id of ids.slice(300)) list.members.delete(id);
			list.members.set(ids[899], now);
			now += MINUTE;
			expect(column(await pollOnce(trigger), 'id')).toEqual([ids[899]]);
			now += MINUTE;
			expect(await pollOnce(trigger)).toBeNull();
			expect(JSON.stringify(trigger.data).length).toBeLessThan(200);
		},
	);

	it('come again when they leave and join again', async () => {
		const [id] = contacts(1, ago(3000));
		const list = listWith([[id, ago(10)]]);
		const trigger = await active(on(list.listId), { staticData: since() });
		const first = await pollOnce(trigger);
		list.members.set(id, now);
		now += MINUTE;
		const second = await pollOnce(trigger);
		expect(column(second, 'id')).toEqual([id]);
		expect(keys(second)).not.toEqual(keys(first));
	});
});

describe('a test in the editor', () => {
	it('shows the newest record by one search and touches no state', async () => {
		contacts(3, ago(5000), { lastname: 'older' });
		contacts(1, ago(4000), { lastname: 'newest' });
		const trigger = await active({ event: 'recordUpdated' }, { staticData: since() });
		const before = { ...trigger.data };
		const items = await pollOnce(trigger, { mode: 'manual' });
		expect(column(items, 'lastname')).toEqual(['newest']);
		expect(trigger.data).toEqual(before);
		expect(emulator.log.entries).toHaveLength(1);
	});

	it('says so when there is nothing to show', async () => {
		const trigger = await active({ event: 'recordCreated' });
		await expect(pollOnce(trigger, { mode: 'manual' })).rejects.toThrow('no record to show');
	});
});
