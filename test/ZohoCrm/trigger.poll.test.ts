import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { ZohoCrmTrigger } from '../../nodes/ZohoCrm/ZohoCrmTrigger.node';
import { addModule, startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import type { StoredRecord } from '../emulator/zohoCrm/store';
import { activate, pollOnce, stored, type Active } from '../support/triggers';
import { benchOf, object } from './bench';

const MINUTE = 60_000;
const COQL = '/crm/v8/coql';

let emulator: ZohoCrmEmulator;
let now: number;
let benches = 0;
beforeAll(async () => {
	emulator = await startZohoCrm({ now: () => now });
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	now = Math.floor(Date.now() / MINUTE) * MINUTE + 400;
	emulator.reset();
});

const active = async (
	more: INodeParameters = {},
	{ staticData }: { staticData?: IDataObject } = {},
): Promise<Active> =>
	await activate(benchOf(emulator, { note: ++benches }, new ZohoCrmTrigger()), {
		parameters: { event: 'recordUpdated', objectType: object('Leads'), simplify: true, ...more },
		staticData,
	});

/** The node's state as if it had polled an hour ago. */
const since = (back = 60 * MINUTE): IDataObject => ({
	'node:Under Test': { since: now - 400 - back, until: now - 400 - back, after: null },
});
const at = (back: number): Partial<StoredRecord> => ({ created: now - back, modified: now - back });
const seed = (
	count: number,
	back = 10 * MINUTE,
	values: Record<string, unknown> = {},
	module = 'Leads',
): string[] =>
	emulator.seed.records(
		module,
		Array.from({ length: count }, (_, n) => ({ Last_Name: `Person ${n}`, ...values })),
		at(back),
	);

const names = (items: INodeExecutionData[] | null) => items?.map(({ json }) => json.Last_Name);
const ids = (items: INodeExecutionData[] | null) => items?.map(({ json }) => json.id);
const queries = () =>
	emulator.log
		.of('POST', COQL)
		.map(({ body }) => String((body as { select_query: string }).select_query));

describe('activation', () => {
	it('emits nothing old and keeps three values', async () => {
		seed(3);
		const trigger = await active();
		expect(await pollOnce(trigger)).toBeNull();
		const { since: begun } = trigger.data as { since: number };
		expect(trigger.data).toEqual({ since: begun, until: begun, after: null });
		// the vendor's clock shows seconds, and an answer takes its time
		expect(begun % 1000).toBe(0);
		expect(now - begun).toBeLessThan(30_000);
	});

	it('emits the last records when asked to, and none of them again', async () => {
		seed(2, 30 * MINUTE, { Company: 'old' });
		seed(3, 20 * MINUTE, { Company: 'new' });
		const trigger = await active({ options: { emitLast: 4 } });
		const items = await pollOnce(trigger);
		expect(items?.map(({ json }) => json.Company)).toEqual(['old', 'new', 'new', 'new']);
		now += 4 * MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
	});

	const missing = '"Module" is "Bare", which has no Modified Time';
	it.each<[string, INodeParameters, string | RegExp]>([
		['an event that is none', { event: 'recordEaten' }, '"Trigger On" is "recordEaten"'],
		['no module', { objectType: object('') }, '"Module" is empty'],
		['a module that is no name', { objectType: object('a/b') }, '"Module" is no ID'],
		['an unknown module', { objectType: object('Lead') }, /module name given seems to be invalid/],
		['a module without times', { objectType: object('Bare') }, missing],
		['a bound that is none', { options: { mostPerPoll: 0 } }, '"Most Items per Poll"'],
		['a field that is none', { options: { fieldsToReturn: ["x' or 1"] } }, 'no API name'],
		[
			'51 fields',
			{ options: { fieldsToReturn: Array.from({ length: 50 }, (_, n) => `Field_${n}`) } },
			'50 at most',
		],
		['a field that Zoho lacks', { options: { fieldsToReturn: ['Nothing'] } }, 'invalid query'],
		[
			'a condition that COQL lacks',
			{ conditionsJson: '[{"field":"Colours","operator":"equals","value":"Red"}]' },
			'in COQL',
		],
		[
			'too many conditions',
			{
				conditionsJson: JSON.stringify(
					Array.from({ length: 23 }, () => ({ field: 'Company', operator: 'equals', value: 'x' })),
				),
			},
			'23, and a query takes 22',
		],
		['no view', { event: 'recordInView', enteredBy: 'Created_Time', cvid: '' }, '"Custom View'],
		['an unknown view', { event: 'recordInView', enteredBy: 'Created_Time', cvid: '7' }, 'cvid'],
		['a state that is none', { event: 'approvalStateChanged', approvalState: 'x' }, 'invalid data'],
	])('fails on %s, in words for people, and keeps no state', async (_, more, words) => {
		const bare = addModule(emulator.store, 'Bare', ['Name:text']);
		bare.fields = bare.fields.filter(({ api_name }) => !api_name.endsWith('_Time'));
		const trigger = await active(more);
		await expect(pollOnce(trigger)).rejects.toThrow(words);
		expect(trigger.data).toEqual({});
	});

	it('says what else there is where COQL does not know the module', async () => {
		emulator.switches.coqlUnknown = ['Leads'];
		await expect(pollOnce(await active())).rejects.toMatchObject({
			description: expect.stringContaining('Zoho CRM Instant Trigger') as string,
		});
	});

	it('names the scope that is missing', async () => {
		emulator.switches.scopes = ['ZohoCRM.modules.ALL', 'ZohoCRM.settings.ALL'];
		await expect(pollOnce(await active())).rejects.toMatchObject({
			message: expect.stringContaining('lacks a scope') as string,
			description: expect.stringContaining('ZohoCRM.coql.READ') as string,
		});
	});
});

describe('a poll', () => {
	it('costs one request and one credit when nothing happened, with conditions, too', async () => {
		const more = {
			conditionsJson: '[{"field":"Annual_Revenue","operator":"greater_than","value":"5"}]',
		};
		const trigger = await active(more, { staticData: since() });
		await pollOnce(trigger);
		emulator.log.clear();
		const before = emulator.store.creditsUsed;
		now += 3 * MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
		expect(emulator.log.entries).toHaveLength(1);
		expect(emulator.store.creditsUsed - before).toBe(1);
	});

	it('emits created and changed records once, with a key for each version', async () => {
		const [first = ''] = seed(2);
		const trigger = await active({ options: { lag: 0 } }, { staticData: since() });
		const items = await pollOnce(trigger);
		const time = new Date(now - 400 - 10 * MINUTE).toISOString();
		expect(items?.[0].json).toMatchObject({
			id: first,
			Last_Name: 'Person 0',
			_event: { name: 'recordUpdated', key: `${first}|${time}`, id: first, time },
		});
		expect(items).toHaveLength(2);
		emulator.seed.update('Leads', first, { Last_Name: 'Ada' });
		now += MINUTE;
		expect(names(await pollOnce(trigger))).toEqual(['Ada']);
		now += MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
	});

	it('takes an answer without its content for a fault, not for an empty list', async () => {
		seed(2);
		const trigger = await active({}, { staticData: since() });
		emulator.faults.add({ when: { path: COQL }, answer: { status: 200 } });
		expect(await pollOnce(trigger)).toHaveLength(2);
		expect(queries()).toHaveLength(2);
	});

	it('tells created from changed', async () => {
		emulator.seed.records('Leads', [{ Last_Name: 'Old' }], {
			created: now - 90 * MINUTE,
			modified: now - 10 * MINUTE,
		});
		seed(1);
		const created = await active({ event: 'recordCreated' }, { staticData: since() });
		expect(names(await pollOnce(created))).toEqual(['Person 0']);
		const changed = await active({ options: { skipNew: true } }, { staticData: since() });
		expect(names(await pollOnce(changed))).toEqual(['Old']);
	});

	it('walks a window of more than 2,000 rows with one timestamp by ID, 200 at a time', async () => {
		seed(2150);
		const options = { mostPerPoll: 50_000 };
		const items = await pollOnce(await active({ options }, { staticData: since() }));
		expect(new Set(ids(items)).size).toBe(2150);
		expect(queries().every((query) => query.endsWith('order by id asc limit 0, 200'))).toBe(true);
		expect(queries()[1]).toMatch(
			/where \(\(Modified_Time >= '[^']+\+00:00' and Modified_Time < '[^']+'\) and id > '\d{19}'\)/,
		);
	});

	it('carries over what is past its bound', async () => {
		seed(450);
		const trigger = await active({ options: { mostPerPoll: 210 } }, { staticData: since() });
		const all: unknown[] = [];
		for (const expected of [210, 210, 30]) {
			const items = await pollOnce(trigger);
			expect(items).toHaveLength(expected);
			all.push(...(ids(items) ?? []));
		}
		expect(new Set(all).size).toBe(450);
		expect(await pollOnce(trigger)).toBeNull();
	});

	it('joins its window with all or any of the conditions, and escapes their values', async () => {
		seed(1, 10 * MINUTE, { Last_Name: "O'Hara \\ (x)", Company: 'A', Annual_Revenue: 9 });
		seed(1, 10 * MINUTE, { Last_Name: 'Two', Company: 'A', Annual_Revenue: 1 });
		seed(1, 10 * MINUTE, { Last_Name: 'Three', Company: 'B', Annual_Revenue: 9 });
		seed(1, 90 * MINUTE, { Last_Name: 'Late', Company: 'A', Annual_Revenue: 9 });
		const polled = async (match: string, conditions: object[]) =>
			names(
				await pollOnce(
					await active(
						{ match, conditionsJson: JSON.stringify(conditions) },
						{ staticData: since() },
					),
				),
			);
		const company = { field: 'Company', operator: 'equals', value: 'A' };
		const revenue = { field: 'Annual_Revenue', operator: 'greater_equal', value: '5' };
		const name = { field: 'Last_Name', operator: 'equals', value: "O'Hara \\ (x)" };
		expect(await polled('all', [company, revenue])).toEqual(["O'Hara \\ (x)"]);
		expect(await polled('any', [company, revenue])).toHaveLength(3);
		expect(await polled('all', [name])).toHaveLength(1);
		expect(
			await polled('all', [{ ...name, operator: 'in', value: ["O'Hara \\ (x)", 'Two'] }]),
		).toHaveLength(2);
		expect(await polled('all', [{ ...name, operator: 'starts_with', value: "O'" }])).toHaveLength(
			1,
		);
		expect(await polled('all', [{ ...revenue, operator: 'between', value: '2,10' }])).toHaveLength(
			2,
		);
		expect(await polled('all', [{ ...name, value: "' or id is not null" }])).toBeUndefined();
		const nested = [company, { any: [revenue, { ...name, value: 'Two' }] }];
		expect(await polled('all', nested)).toHaveLength(2);
	});

	it('returns the fields asked for, simple or raw, lookups as their ID', async () => {
		const [account = ''] = emulator.seed.records('Accounts', [{ Account_Name: 'Zylker' }], at(0));
		const values = { Deal_Name: 'Big', Account_Name: { id: account } };
		emulator.seed.records('Deals', [values], at(10 * MINUTE));
		const options = { fieldsToReturn: ['Account_Name', 'Account_Name.Account_Name'] };
		const more = { objectType: object('Deals'), options };
		const [simple] = (await pollOnce(await active(more, { staticData: since() }))) ?? [];
		expect(simple.json).toMatchObject({
			Account_Name: account,
			'Account_Name.Account_Name': 'Zylker',
		});
		expect(Object.keys(simple.json)).toHaveLength(4);
		const [raw] =
			(await pollOnce(await active({ ...more, simplify: false }, { staticData: since() }))) ?? [];
		expect(raw.json.Account_Name).toEqual({ id: account });
	});

	it('does not resume a walk in another module', async () => {
		const [deal] = emulator.seed.records('Deals', [{ Deal_Name: 'First' }], at(10 * MINUTE));
		seed(250);
		const first = await active({ options: { mostPerPoll: 220 } }, { staticData: since() });
		await pollOnce(first);
		expect(first.data.after).toEqual(expect.any(String));
		const second = await active({ objectType: object('Deals') }, { staticData: stored(first) });
		expect(ids(await pollOnce(second))).toEqual([deal]);
	});
});

describe('deleted records', () => {
	const deleted = { event: 'recordDeleted', deletedType: 'recycle' };

	it.each(['newest', 'oldest'] as const)('come once, over pages (%s first)', async (order) => {
		emulator.switches.deletedOrder = order;
		const all = seed(450, 99 * MINUTE);
		for (const id of all) emulator.seed.remove('Leads', id, now - 10 * MINUTE);
		const options = { mostPerPoll: 300 };
		const trigger = await active({ ...deleted, options }, { staticData: since() });
		const first = await pollOnce(trigger);
		expect(first).toHaveLength(300);
		expect(first?.[0].json).toMatchObject({
			display_name: 'Person 0',
			deleted_by_Name: 'Patricia Boyle',
		});
		const second = await pollOnce(trigger);
		expect([...(ids(first) ?? []), ...(ids(second) ?? [])].sort()).toEqual(all);
		emulator.log.clear();
		now += MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
		expect(emulator.log.entries).toHaveLength(1);
	});

	it('tells the kinds apart, and asks for nothing old', async () => {
		const [old = '', fresh = ''] = seed(2, 99 * MINUTE);
		emulator.seed.remove('Leads', old, now - 70 * MINUTE);
		emulator.seed.remove('Leads', fresh, now - 5 * MINUTE);
		expect(ids(await pollOnce(await active(deleted, { staticData: since() })))).toEqual([fresh]);
		const forGood = { ...deleted, deletedType: 'permanent' };
		expect(await pollOnce(await active(forGood, { staticData: since() }))).toBeNull();
	});

	it('says so when there are more than it can put in order', async () => {
		for (const id of seed(10_001, 99 * MINUTE)) emulator.seed.remove('Leads', id, now - MINUTE);
		const polled = pollOnce(await active(deleted, { staticData: since() }));
		await expect(polled).rejects.toThrow('More than 10,000 rows came since the last poll');
	});
});

describe('a custom view', () => {
	const view = (enteredBy: string) => {
		const cvid = emulator.seed.view('Leads', 'Hot', ({ values }) => values.Company === 'Hot');
		return { event: 'recordInView', cvid, enteredBy };
	};

	it('shows what was created, or changed, into it', async () => {
		const [old = ''] = seed(1, 99 * MINUTE, { Last_Name: 'Old' });
		seed(1, 5 * MINUTE, { Last_Name: 'Cold' });
		seed(1, 5 * MINUTE, { Last_Name: 'New', Company: 'Hot' });
		emulator.seed.update('Leads', old, { Company: 'Hot' });
		const options = { lag: 0 };
		now += MINUTE;
		const created = await active({ ...view('Created_Time'), options }, { staticData: since() });
		expect(names(await pollOnce(created))).toEqual(['New']);
		const changed = await active({ ...view('Modified_Time'), options }, { staticData: since() });
		expect(names(await pollOnce(changed))).toEqual(['New', 'Old']);
		emulator.log.clear();
		now += MINUTE;
		expect(await pollOnce(changed)).toBeNull();
		expect(emulator.log.entries).toHaveLength(1);
	});

	it('is read over its pages, and carried over', async () => {
		seed(450, 5 * MINUTE, { Company: 'Hot' });
		const more = { ...view('Modified_Time'), options: { mostPerPoll: 300 } };
		const trigger = await active(more, { staticData: since() });
		const all = [...(ids(await pollOnce(trigger)) ?? []), ...(ids(await pollOnce(trigger)) ?? [])];
		expect(new Set(all).size).toBe(450);
		expect(all).toHaveLength(450);
	});
});

describe('approval states', () => {
	const pending = { event: 'approvalStateChanged', approvalState: 'approval_process_pending' };

	it('come when a record reaches the state, once, in one request when idle', async () => {
		emulator.switches.searchLagMs = 240_000;
		const [one = '', other = ''] = seed(2, 99 * MINUTE);
		const trigger = await active(pending, { staticData: since() });
		emulator.seed.approve('Leads', one, 'approval_process_pending');
		emulator.seed.approve('Leads', other, 'approval_process_rejected');
		expect(await pollOnce(trigger)).toBeNull();
		now += 6 * MINUTE;
		const items = await pollOnce(trigger);
		expect(ids(items)).toEqual([one]);
		emulator.log.clear();
		now += MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
		expect(emulator.log.entries).toHaveLength(1);
	});

	it('are not seen where a decision does not move the time of change', async () => {
		emulator.switches.approvalMovesTime = false;
		const [one = ''] = seed(1, 99 * MINUTE);
		emulator.seed.approve('Leads', one, 'approval_process_pending');
		now += 6 * MINUTE;
		expect(await pollOnce(await active(pending, { staticData: since() }))).toBeNull();
	});

	it('are walked by time, also over more than a search shows', async () => {
		for (let n = 0; n < 12; n++)
			emulator.seed.records(
				'Leads',
				Array.from({ length: 190 }, () => ({ Last_Name: 'Many' })),
				{ ...at(20 * MINUTE - n * 1000), approval: 'approval_process_pending' },
			);
		const options = { mostPerPoll: 50_000 };
		const items = await pollOnce(await active({ ...pending, options }, { staticData: since() }));
		expect(new Set(ids(items)).size).toBe(12 * 190);
		expect(items).toHaveLength(12 * 190);
	});

	it('says so when one second holds more than a search shows', async () => {
		const rows = Array.from({ length: 2001 }, () => ({ Last_Name: 'Many' }));
		const approval = 'approval_process_pending';
		emulator.seed.records('Leads', rows, { ...at(20 * MINUTE), approval });
		const polled = pollOnce(await active(pending, { staticData: since() }));
		await expect(polled).rejects.toThrow('in one second');
	});
});

describe('a test in the editor', () => {
	it.each<[string, INodeParameters, string]>([
		['recordCreated', {}, 'newest'],
		['recordUpdated', {}, 'newest'],
		['recordInView', { enteredBy: 'Modified_Time' }, 'newest'],
		['approvalStateChanged', { approvalState: 'approved' }, 'newest'],
	])('of %s shows the newest record and touches no state', async (event, more, expected) => {
		seed(3, 5 * 60 * MINUTE, { Last_Name: 'older' });
		seed(1, 61 * MINUTE, { Last_Name: 'newest' });
		const cvid = emulator.seed.view('Leads', 'Everyone', () => true);
		const trigger = await active({ event, cvid, ...more }, { staticData: since() });
		const before = { ...trigger.data };
		expect(names(await pollOnce(trigger, { mode: 'manual' }))).toEqual([expected]);
		expect(trigger.data).toEqual(before);
	});

	it('of deleted records shows the newest of them', async () => {
		const [one = '', other = ''] = seed(2, 99 * MINUTE);
		emulator.seed.remove('Leads', other, now - 80 * MINUTE);
		emulator.seed.remove('Leads', one, now - 90 * MINUTE);
		const more = { event: 'recordDeleted', deletedType: 'all' };
		expect(ids(await pollOnce(await active(more), { mode: 'manual' }))).toEqual([other]);
	});

	it('says so when there is nothing to show', async () => {
		const trigger = await active();
		await expect(pollOnce(trigger, { mode: 'manual' })).rejects.toThrow('no record to show');
	});
});
