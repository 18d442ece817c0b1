import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { forgetFields } from '../../nodes/core/node/connect';
import { FxiaokeTrigger } from '../../nodes/Fxiaoke/FxiaokeTrigger.node';
import { startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { clientOf } from '../emulator/fxiaoke/testClient';
import { dropdown } from '../support/contexts';
import { activate, pollOnce, stored, type Active } from '../support/triggers';
import { benchOf, bodies, legacy, object, signedIn, WIDE } from './bench';

// thousands of rows, on machines that may be busy
jest.setTimeout(180_000);

const MINUTE = 60_000;
const QUERY = '/cgi/crm/v2/data/query';

let emulator: FxiaokeEmulator;
let now: number;
let client: ReturnType<typeof clientOf>;
beforeAll(async () => {
	emulator = await startFxiaoke({ switches: WIDE, now: () => now });
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	now = Math.floor(Date.now() / 1000) * 1000;
	emulator.reset();
	client = clientOf(emulator);
	forgetFields();
});

const parametersOf = (more: INodeParameters = {}): INodeParameters => ({
	event: 'recordUpdated',
	objectType: object('AccountObj'),
	simplify: true,
	...more,
});

interface Given {
	staticData?: IDataObject;
	credential?: ICredentialDataDecryptedObject;
	/** Without a token: the first request signs in. */
	anew?: boolean;
}

const active = async (
	more: INodeParameters = {},
	{ staticData, credential = {}, anew = false }: Given = {},
): Promise<Active> =>
	await activate(
		{ ...(anew ? benchOf : signedIn)(emulator, credential), type: new FxiaokeTrigger() },
		{ parameters: parametersOf(more), staticData },
	);

/** The node's state as if it had polled an hour ago. */
const since = (back = 60 * MINUTE): IDataObject => ({
	'node:Under Test': { since: now - back, until: now - back, after: null },
});

const at = (back: number, created = back) => ({
	create_time: now - created,
	last_modified_time: now - back,
});
const seed = (count: number, back = 10 * MINUTE, values: IDataObject = {}, type = 'AccountObj') =>
	emulator.seed.records(
		type,
		Array.from({ length: count }, (_, n) => ({ name: `Account ${n}`, ...at(back), ...values })),
	);

type Items = INodeExecutionData[] | null;
const names = (items: Items) => items?.map(({ json }) => json.name);
const eventOf = (items: Items) => items?.[0].json._event as IDataObject;
const infos = () =>
	bodies(emulator, QUERY).map(
		({ data }) => (data as { search_query_info: IDataObject }).search_query_info,
	);

describe('activation', () => {
	it('emits nothing old and keeps three values', async () => {
		seed(3);
		const trigger = await active();
		expect(await pollOnce(trigger)).toBeNull();
		// the answer's clock has whole seconds, and what the request took is taken off
		const { since: begun, ...rest } = trigger.data;
		expect(now - Number(begun)).toBeLessThan(10_000);
		expect(Number(begun)).toBeLessThanOrEqual(now);
		expect(rest).toEqual({ until: begun, after: null });
		now += MINUTE;
		seed(1, 0);
		now += 3 * MINUTE;
		expect(await pollOnce(trigger)).toHaveLength(1);
	});

	it('emits the last records when asked to, newest by time, and none of them again', async () => {
		seed(150, 20 * MINUTE, { remark: 'new' });
		seed(150, 30 * MINUTE, { remark: 'old' });
		const trigger = await active({ options: { emitLast: 170 } });
		const items = await pollOnce(trigger);
		const remarks = items?.map(({ json }) => json.remark) ?? [];
		expect(remarks.filter((remark) => remark === 'new')).toHaveLength(150);
		expect(remarks).toHaveLength(170);
		expect(remarks[0]).toBe('old');
		now += 4 * MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
	});

	it.each<[string, INodeParameters, string]>([
		['an event that is none', { event: 'recordEaten' }, '"Trigger On" is "recordEaten"'],
		['no object', { objectType: object('') }, '"Object" is empty'],
		['an object that is no name', { objectType: object('a/b') }, '"Object" is no ID'],
		['an object that Fxiaoke lacks', { objectType: object('UnicornObj') }, '不存在'],
		['a bound that is none', { options: { mostPerPoll: 0 } }, '"Most Items per Poll"'],
		['a lag that is none', { options: { lag: -5 } }, '"Index Lag (Seconds)"'],
		['a user who is none', { options: { actAs: '4711' } }, '员工不存在'],
		['a user that is no ID', { options: { actAs: 'a b' } }, '"Act as User ID" is no ID'],
		[
			'an operator that the object lacks',
			{ conditionsJson: '[{"field":"industry","operator":"CONTAINS","value":"IT"}]' },
			'queries of preset objects',
		],
		[
			'an unknown operator',
			{ conditionsJson: '[{"field":"name","operator":"like","value":"x"}]' },
			'unknown operator "like"',
		],
		['conditions that are no JSON', { conditionsJson: '[' }, 'not valid JSON'],
		[
			'an order of its own',
			{ options: { searchQueryJson: '{ "orders": [] }' } },
			'"Search Query (JSON)" holds "orders"',
		],
		['filters that are no list', { options: { searchQueryJson: '{ "filters": 1 }' } }, 'no list'],
		[
			'a field of time that is none',
			{ event: 'recordInvalidated', options: { timeField: 'no_such_time' } },
			'no_such_time',
		],
	])('fails on %s, in words for people, and keeps no state', async (_, more, words) => {
		const trigger = await active(more);
		await expect(pollOnce(trigger)).rejects.toThrow(words);
		expect(trigger.data).toEqual({});
	});

	it.each<[string, ICredentialDataDecryptedObject, RegExp]>([
		['an app secret', { appSecret: 'a wrong one' }, /app secret.*10006/],
		['a permanent code', { permanentCodeSecret: 'a wrong one' }, /permanent code.*20015/],
		['a domain', { customDomain: 'http://example.com/path' }, /Custom Domain/],
	])('fails on %s that is wrong, and shows it to nobody', async (_, credential, words) => {
		const trigger = await active({}, { credential, anew: true });
		const error = await pollOnce(trigger).catch((thrown: unknown) => thrown as Error);
		expect((error as Error).message).toMatch(words);
		expect(JSON.stringify(error)).not.toContain('a wrong one');
		expect(trigger.data).toEqual({});
	});

	it.each([
		['quotaPack', false, 'quota pack'],
		['dailyQuota', 0, 'quota of this day'],
	])('fails clearly when %s is %s', async (name, value, words) => {
		Object.assign(emulator.switches, { [name]: value });
		await expect(pollOnce(await active())).rejects.toThrow(words);
	});
});

describe('a poll', () => {
	it('costs one request when nothing happened, with conditions, too', async () => {
		const more = { conditionsJson: '[{"field":"amount","operator":"GT","value":"5"}]' };
		const trigger = await active(more, { staticData: since() });
		await pollOnce(trigger);
		emulator.log.clear();
		// the list of fields is kept for minutes only
		forgetFields();
		now += 3 * MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
		expect(emulator.log.entries).toHaveLength(1);
		expect(infos()).toEqual([
			expect.objectContaining({
				limit: 100,
				offset: 0,
				orders: [{ fieldName: '_id', isAsc: true }],
			}),
		]);
	});

	it('emits created and changed records once, with a key for each version', async () => {
		const [first = ''] = seed(2);
		const trigger = await active({ options: { lag: 0 } }, { staticData: since() });
		const items = await pollOnce(trigger);
		const time = new Date(now - 10 * MINUTE).toISOString();
		expect(items?.[0].json).toMatchObject({
			_id: first,
			name: 'Account 0',
			_event: { name: 'recordUpdated', key: `${first}|${time}`, id: first, time },
		});
		expect(items).toHaveLength(2);
		emulator.seed.update(first, { name: 'Acme' });
		now += MINUTE;
		const again = await pollOnce(trigger);
		expect(names(again)).toEqual(['Acme']);
		expect(eventOf(again).key).not.toBe(`${first}|${time}`);
		now += MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
	});

	it('tells created from changed', async () => {
		emulator.seed.records('AccountObj', [{ name: 'Old', ...at(10 * MINUTE, 90 * MINUTE) }]);
		// the two times of a creation differ by some milliseconds
		emulator.seed.records('AccountObj', [{ name: 'New', ...at(10 * MINUTE, 10 * MINUTE + 79) }]);
		const created = await active({ event: 'recordCreated' }, { staticData: since() });
		expect(names(await pollOnce(created))).toEqual(['New']);
		const both = await active({}, { staticData: since() });
		expect(names(await pollOnce(both))).toEqual(['Old', 'New']);
		const changed = await active({ options: { skipNew: true } }, { staticData: since() });
		expect(names(await pollOnce(changed))).toEqual(['Old']);
	});

	it('walks more than 10,000 changes of one moment by ID, never by offset', async () => {
		seed(10_250);
		const trigger = await active({ options: { mostPerPoll: 6000 } }, { staticData: since() });
		const all: unknown[] = [];
		for (const expected of [6000, 4250]) {
			const items = await pollOnce(trigger, { budgetMs: 3_600_000 });
			expect(items).toHaveLength(expected);
			all.push(...(items ?? []).map(({ json }) => json._id));
		}
		expect(new Set(all).size).toBe(10_250);
		expect(await pollOnce(trigger)).toBeNull();
		expect(new Set(infos().map(({ offset }) => offset))).toEqual(new Set([0]));
	});

	it('does not resume a walk in another object, and asks custom objects on their own path', async () => {
		seed(150);
		const first = await active({ options: { mostPerPoll: 120 } }, { staticData: since() });
		await pollOnce(first);
		expect(first.data.after).toEqual(expect.any(String));
		emulator.seed.record('project__c', '0001', { name: 'Launch', ...at(10 * MINUTE) });
		const more = { objectType: object('project__c') };
		const second = await active(more, { staticData: stored(first) });
		expect(names(await pollOnce(second))).toEqual(['Launch']);
		expect(emulator.log.of('POST', '/cgi/crm/custom/v2/data/query')).toHaveLength(1);
	});

	it('joins its window with conditions, and with JSON that stands for what is not published', async () => {
		seed(1, 10 * MINUTE, { name: 'A', level: 'A', amount: '9' });
		seed(1, 10 * MINUTE, { name: 'B', level: 'A', amount: '1' });
		seed(1, 10 * MINUTE, { name: 'C', level: 'B', amount: '9' });
		seed(1, 99 * MINUTE, { name: 'D', level: 'A', amount: '9' });
		const conditionsJson = JSON.stringify([
			{ field: 'level', operator: 'EQ', value: 'A' },
			{ field: 'amount', operator: 'GT', value: 5 },
		]);
		const both = await active({ conditionsJson }, { staticData: since() });
		expect(names(await pollOnce(both))).toEqual(['A']);
		emulator.switches.wheres = 'or';
		const filter = (field_name: string, value: string) => ({
			filters: [{ field_name, operator: 'EQ', field_values: [value] }],
		});
		const searchQueryJson = JSON.stringify({
			filters: [{ field_name: 'name', operator: 'N', field_values: ['B'] }],
			wheres: [filter('level', 'A'), filter('level', 'B')],
		});
		const raw = await active({ options: { searchQueryJson } }, { staticData: since() });
		expect(names(await pollOnce(raw))).toEqual(['A', 'C']);
	});

	it('returns the fields asked for, simple or with their companions', async () => {
		seed(1, 10 * MINUTE, { amount: '5', remark: 'x' });
		const options = { fieldsToReturn: ['name', 'owner'], skipNew: false };
		const simple = await pollOnce(await active({ options }, { staticData: since() }));
		expect(Object.keys(simple?.[0].json ?? {}).sort()).toEqual(['_event', '_id', 'name', 'owner']);
		const raw = await pollOnce(await active({ options, simplify: false }, { staticData: since() }));
		expect(Object.keys(raw?.[0].json ?? {})).toEqual(
			expect.arrayContaining(['name', 'owner', 'owner__l', 'owner__r']),
		);
		expect(raw?.[0].json).not.toHaveProperty('amount');
		const all = await pollOnce(await active({}, { staticData: since() }));
		expect(all?.[0].json).toMatchObject({ amount: '5', remark: 'x' });
		expect(all?.[0].json).not.toHaveProperty('owner__r');
		const empty = { options: { includeNull: true } };
		const nulls = await pollOnce(await active(empty, { staticData: since() }));
		expect(nulls?.[0].json.tel).toBeNull();
	});

	it('waits for the index: a change that shows late is not lost', async () => {
		emulator.switches.indexLagMs = 100_000;
		const trigger = await active();
		await pollOnce(trigger);
		const all: unknown[] = [];
		for (let n = 0; n < 20; n++) {
			now += 20_000;
			if (n < 10) seed(3, 0, { name: `At ${n}` });
			all.push(...(names(await pollOnce(trigger)) ?? []));
		}
		expect(all).toHaveLength(30);
		const hasty = await active({ options: { lag: 0 } });
		await pollOnce(hasty);
		const seen: unknown[] = [];
		for (let n = 0; n < 20; n++) {
			now += 20_000;
			if (n < 10) seed(3, 0);
			seen.push(...(names(await pollOnce(hasty)) ?? []));
		}
		expect(seen.length).toBeLessThan(30);
	});

	it('signs in once where the token died, in the middle of a walk', async () => {
		seed(250);
		const trigger = await active({}, { staticData: since() });
		emulator.faults.add({
			when: {
				path: QUERY,
				body: () => {
					if (bodies(emulator, QUERY).length === 2) emulator.auth.expireTokens();
					return false;
				},
			},
			before: true,
			answer: 'reset',
		});
		expect(await pollOnce(trigger)).toHaveLength(250);
		expect(emulator.auth.signIns()).toBe(1);
	});

	it.each([30004, 14001])(
		'tells n8n when to come back (code %i), and keeps its state',
		async (code) => {
			seed(2);
			const trigger = await active({}, { staticData: since() });
			const before = { ...trigger.data };
			const answer = (headers: Record<string, string>) => ({
				status: 200,
				headers,
				body: { errorCode: code, errorMessage: 'too many', traceId: 'E-O.1' },
			});
			emulator.faults.add({
				when: { path: QUERY },
				before: true,
				answer: answer({ 'retry-after': '77' }),
			});
			await expect(pollOnce(trigger)).rejects.toMatchObject({
				failure: { cause: 'rate-limited', retryAfterMs: 77_000 },
				context: { code: String(code), traceId: 'E-O.1' },
				description: expect.not.stringContaining('Longest Wait') as string,
			});
			expect(trigger.data).toEqual(before);
			expect(await pollOnce(trigger)).toHaveLength(2);
		},
	);

	it('puts out what it has when a later page fails, and goes on there', async () => {
		seed(250);
		const trigger = await active({}, { staticData: since() });
		emulator.faults.add({
			when: { path: QUERY },
			skip: 2,
			before: true,
			answer: { status: 200, body: { errorCode: -2, errorMessage: 'no', traceId: 't' } },
		});
		expect(await pollOnce(trigger)).toHaveLength(200);
		expect(await pollOnce(trigger)).toHaveLength(50);
	});

	it('works with the legacy sign-in, with people as open user IDs', async () => {
		seed(1);
		const trigger = await active({}, { staticData: since(), credential: legacy, anew: true });
		const items = await pollOnce(trigger);
		expect(items?.[0].json.owner).toEqual(['FSUID_1000']);
		expect(bodies(emulator, QUERY)[0]).toMatchObject({ currentOpenUserId: 'FSUID_1000' });
	});
});

describe('invalidated records', () => {
	const event = { event: 'recordInvalidated' };
	const pollBy = async (invalidBy: string, options: INodeParameters = {}) => {
		const trigger = await active(
			{ ...event, invalidBy, options: { lag: 0, ...options } },
			{ staticData: since() },
		);
		now += 20_000;
		return names(await pollOnce(trigger));
	};
	const invalidated = () => {
		const [gone = '', changed = ''] = seed(2, 90 * MINUTE);
		emulator.seed.update(changed, { name: 'Changed' });
		emulator.seed.update(gone, { name: 'Gone' });
		emulator.seed.invalidate(gone);
	};

	it.each([
		['byLifeStatus', 'lifeStatus', ['Gone']],
		['byLifeStatus', 'isDeleted', undefined],
		['byIsDeleted', 'isDeleted', ['Gone']],
		['byIsDeleted', 'lifeStatus', undefined],
		['always', 'lifeStatus', ['Gone']],
		['always', 'isDeleted', ['Gone']],
		['always', 'none', ['Gone']],
		['never', 'lifeStatus', undefined],
	] as const)('listed %s are found by %s: %j', async (reading, invalidBy, expected) => {
		emulator.switches.invalidated = reading;
		invalidated();
		expect(await pollBy(invalidBy)).toEqual(expected);
		expect(await pollBy(invalidBy, { fieldsToReturn: ['name'] })).toEqual(expected);
	});

	it('are not seen where invalidating sets no time: the panel says that nobody knows', async () => {
		emulator.switches.invalidatingModifies = false;
		const [gone = ''] = seed(1, 90 * MINUTE);
		emulator.seed.invalidate(gone);
		expect(await pollBy('lifeStatus')).toBeUndefined();
		const { properties } = new FxiaokeTrigger().description;
		const notice = properties.find(({ name }) => name === 'invalidNotice');
		expect(notice?.displayName).toContain('does not say');
	});

	it('come once, and again when they were recovered and invalidated anew', async () => {
		const [id = ''] = seed(1, 90 * MINUTE);
		const trigger = await active({ ...event, options: { lag: 0 } }, { staticData: since() });
		emulator.seed.invalidate(id);
		now += MINUTE;
		expect(await pollOnce(trigger)).toHaveLength(1);
		now += MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
		emulator.seed.invalidate(id);
		now += MINUTE;
		expect(await pollOnce(trigger)).toHaveLength(1);
	});
});

describe('approvals', () => {
	const create = async (candidates: string[] = ['1001']) => {
		emulator.store.flows.length = 0;
		emulator.seed.flow({
			apiName: 'flow_order',
			name: 'Order approval',
			object: 'SalesOrderObj',
			trigger: 'Create',
			nodes: [{ name: 'Manager', type: 'all_pass', candidates }],
		});
		return await client.create('SalesOrderObj', { name: 'Order' });
	};
	const decide = async (taskId: string, actionType: string) => {
		const { errorCode } = await client.post(
			'/cgi/crm/approvalTask/action',
			{ taskId, actionType },
			'1001',
		);
		expect(errorCode).toBe(0);
	};
	const taskOf = (record: string) => {
		const instances = [...emulator.store.instances.values()];
		return instances.find((instance) => instance.record === record)?.tasks[0]?.id ?? '';
	};

	it('that start come once, with what they are about', async () => {
		const trigger = await active({ event: 'approvalStarted', options: { lag: 0 } });
		await pollOnce(trigger);
		now += MINUTE;
		const order = await create();
		now += MINUTE;
		const items = await pollOnce(trigger);
		expect(items?.map(({ json }) => [json.object_data_id, json.state])).toEqual([
			[order, 'in_progress'],
		]);
		await decide(taskOf(order), 'agree');
		now += MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
	});

	it.each(['agree', 'reject'])('that end come once, after %s', async (action) => {
		const trigger = await active({ event: 'approvalFinished', options: { lag: 0 } });
		await pollOnce(trigger);
		now += MINUTE;
		const order = await create();
		now += MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
		await decide(taskOf(order), action);
		now += MINUTE;
		const items = await pollOnce(trigger);
		expect(items?.map(({ json }) => [json.object_data_id, json.state])).toEqual([
			[order, action === 'agree' ? 'pass' : 'reject'],
		]);
		now += MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
	});

	it('come late where the lists do, and are not lost', async () => {
		emulator.switches.approvalListDelayMs = 250_000;
		const started = await active({ event: 'approvalStarted' });
		const finished = await active({ event: 'approvalFinished' });
		await pollOnce(started);
		await pollOnce(finished);
		const order = await create();
		now += 100_000;
		await decide(taskOf(order), 'agree');
		const seen = { started: 0, finished: 0 };
		for (let n = 0; n < 12; n++) {
			now += MINUTE;
			seen.started += (await pollOnce(started))?.length ?? 0;
			seen.finished += (await pollOnce(finished))?.length ?? 0;
		}
		expect(seen).toEqual({ started: 1, finished: 1 });
	});

	const waiting = async (options: INodeParameters, given: Given) => {
		const trigger = await active(
			{ event: 'taskWaiting', options: { lag: 0, ...options } },
			{ staticData: since(), ...given },
		);
		now += 20_000;
		return (await pollOnce(trigger))?.map(({ json }) => json.object_data_id);
	};

	it('wait for the acting user: of the credential, of the node, or a user that is named', async () => {
		const mine = await create(['1001']);
		const theirs = await create(['1002']);
		expect(await waiting({}, { credential: { userId: '1001' } })).toEqual([mine]);
		expect(await waiting({ actAs: '1002' }, {})).toEqual([theirs]);
		expect(await waiting({ waitingFor: '1002' }, {})).toEqual([theirs]);
		expect(await waiting({}, {})).toBeUndefined();
		// the same workflow, and another user in its credential: a query that was made before must not outlive it
		expect(await waiting({}, { credential: { userId: '1002' } })).toEqual([theirs]);
		await decide(taskOf(mine), 'agree');
		expect(await waiting({}, { credential: { userId: '1001' } })).toBeUndefined();
	});

	it('wait for the user whom the legacy sign-in looks up, in both readings of conditions', async () => {
		const mine = await create(['1001']);
		const credential = { ...legacy, userId: '', mobile: '13800000001' };
		expect(await waiting({}, { credential, anew: true })).toEqual([mine]);
		emulator.switches.convertUserIdInConditions = false;
		expect(await waiting({}, { credential, anew: true })).toBeUndefined();
		expect(await waiting({ waitingFor: '1001' }, { credential, anew: true })).toEqual([mine]);
	});

	it('come again by last_modified_time when a task is handed on', async () => {
		const order = await create(['1001']);
		const trigger = await active(
			{
				event: 'taskWaiting',
				options: { lag: 0, waitingFor: '1002', timeField: 'last_modified_time' },
			},
			{ staticData: since() },
		);
		now += MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
		emulator.seed.handOn(taskOf(order), ['1002']);
		now += MINUTE;
		expect(await pollOnce(trigger)).toHaveLength(1);
	});

	it('offer their own fields, whatever object was chosen before', async () => {
		const bench = { ...signedIn(emulator), type: new FxiaokeTrigger() };
		const offered = await dropdown(bench, 'getSearchFields', {
			...parametersOf({ event: 'taskWaiting' }),
			fixedObjectType: 'ApprovalTaskObj',
		});
		expect(offered.map(({ value }) => value)).toContain('candidate_ids');
	});
});

describe('a test in the editor', () => {
	it('shows the newest record with one request, and touches no state', async () => {
		seed(3, 60 * MINUTE, { remark: 'newest' });
		seed(130, 5 * 60 * MINUTE, { remark: 'older' });
		const trigger = await active({}, { staticData: since() });
		const before = { ...trigger.data };
		const items = await pollOnce(trigger, { mode: 'manual' });
		expect(items?.map(({ json }) => json.remark)).toEqual(['newest']);
		expect(trigger.data).toEqual(before);
		expect(bodies(emulator, QUERY)).toHaveLength(1);
	});

	it.each(['recordUpdated', 'recordInvalidated', 'approvalStarted', 'taskWaiting'])(
		'says so when there is nothing to show: %s',
		async (event) => {
			const trigger = await active({ event });
			await expect(pollOnce(trigger, { mode: 'manual' })).rejects.toThrow('no record to show');
			expect(trigger.data).toEqual({});
		},
	);
});
