import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { forgetFields } from '../../nodes/core/node/connect';
import { ServiceGoTrigger } from '../../nodes/ServiceGo/ServiceGoTrigger.node';
import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { activate, pollOnce, stored, type Active } from '../support/triggers';
import { benchOf, byId, object } from './bench';

const MINUTE = 60_000;

let emulator: ServiceGoEmulator;
let now: number;
let benches = 0;
beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 1e6, now: () => now });
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	// a clock of the vendor's that stands, near ours: signatures are valid for 5 minutes
	now = Math.floor(Date.now() / MINUTE) * MINUTE + 30_000;
	emulator.reset();
});

const parametersOf = (more: INodeParameters = {}): INodeParameters => ({
	event: 'recordUpdated',
	objectType: object('contact'),
	filterId: byId(1),
	simplify: true,
	...more,
});

const active = async (
	more: INodeParameters = {},
	{
		staticData,
		credential = {},
	}: { staticData?: IDataObject; credential?: Record<string, string> } = {},
): Promise<Active> =>
	await activate(benchOf(emulator, { note: ++benches, ...credential }, new ServiceGoTrigger()), {
		parameters: parametersOf(more),
		staticData,
	});

/** The node's state as if it had polled an hour ago. */
const since = (back = 60 * MINUTE): IDataObject => ({
	'node:Under Test': { since: now - back, until: now - back, after: null },
});

const seed = (count: number, back = 10 * MINUTE, values: Record<string, string> = {}) =>
	emulator.seed.records(
		'contact',
		Array.from({ length: count }, (_, n) => ({ name: `Person ${n}`, ...values })),
		{ createTime: now - back, updateTime: now - back },
	);

const names = (items: Array<{ json: IDataObject }> | null) => items?.map(({ json }) => json.name);
const searches = () => emulator.log.of('POST', '/v1/datas/scrollSearch');

describe('activation', () => {
	it('emits nothing old and keeps three values', async () => {
		seed(3);
		const trigger = await active();
		expect(await pollOnce(trigger)).toBeNull();
		const begun = now - 30_000;
		expect(trigger.data).toEqual({ since: begun, until: begun, after: null });
	});

	it('emits the last records when asked to, and none of them again', async () => {
		seed(2, 30 * MINUTE, { remark: 'old' });
		seed(3, 20 * MINUTE, { remark: 'new' });
		const trigger = await active({ options: { emitLast: 4 } });
		const items = await pollOnce(trigger);
		expect(items?.map(({ json }) => json.remark)).toEqual(['old', 'new', 'new', 'new']);
		now += 4 * MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
	});

	it('leaves to the first poll what the running minute holds', async () => {
		seed(1, 5_000);
		const trigger = await active({ options: { emitLast: 4, lag: 0 } });
		expect(await pollOnce(trigger)).toBeNull();
		now += MINUTE;
		expect(await pollOnce(trigger)).toHaveLength(1);
	});

	it.each<[string, INodeParameters, string]>([
		['an event that is none', { event: 'recordEaten' }, '"Trigger On" is "recordEaten"'],
		['no object', { objectType: object('') }, '"Object" is empty'],
		['an object that is no name', { objectType: object('a/b') }, '"Object" is no ID'],
		['no filter where one must be', { event: 'recordInFilter', filterId: byId('') }, '"Filter"'],
		['a filter that is no number', { filterId: byId('all') }, '"Filter"'],
		['a bound that is none', { options: { mostPerPoll: 0 } }, '"Most Items per Poll"'],
		['a lag that is none', { options: { lag: -5 } }, '"Index Lag (Seconds)"'],
		[
			'a condition that scroll search lacks',
			{ conditionsJson: '[{"field":"region","operator":"is","value":"x"}]' },
			'in scroll search',
		],
		[
			'an unknown operator',
			{ conditionsJson: '[{"field":"name","operator":"like","value":"x"}]' },
			'unknown operator "like"',
		],
		['conditions that are no JSON', { conditionsJson: '[' }, 'not valid JSON'],
	])('fails on %s, in words for people, and keeps no state', async (_, more, words) => {
		const trigger = await active(more);
		await expect(pollOnce(trigger)).rejects.toThrow(words);
		expect(trigger.data).toEqual({});
	});

	it.each<[string, INodeParameters, string]>([
		['an object that ServiceGo lacks', { objectType: object('unicorn') }, '不存在'],
		['a filter that ServiceGo lacks', { filterId: byId(987) }, 'filter'],
		['a filter that ServiceGo demands', { filterId: byId('') }, 'ServiceGo wants a filter'],
	])('fails on %s', async (_, more, words) => {
		const trigger = await active(more);
		await expect(pollOnce(trigger)).rejects.toThrow(words === 'filter' ? /filter|过滤器/i : words);
		expect(trigger.data).toEqual({});
	});

	it('fails on a token that is refused, and shows it to nobody', async () => {
		const trigger = await active({}, { credential: { apiToken: 'a wrong one' } });
		const error = await pollOnce(trigger).catch((thrown: unknown) => thrown as Error);
		expect(String((error as Error).message)).toMatch(/refused the signature/);
		expect(JSON.stringify(error)).not.toContain('a wrong one');
	});
});

describe('a poll', () => {
	it('costs one request when nothing happened, with conditions, too', async () => {
		const more = { conditionsJson: '[{"field":"score","operator":"greater_than","value":"5"}]' };
		const trigger = await active(more, { staticData: since() });
		await pollOnce(trigger);
		emulator.log.clear();
		// the list of fields is kept for minutes only
		forgetFields();
		now += 3 * MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
		expect(emulator.log.entries).toHaveLength(1);
	});

	it('emits created and changed records once, with a key for each version', async () => {
		const [first] = seed(2);
		const trigger = await active({ options: { lag: 0 } }, { staticData: since() });
		const items = await pollOnce(trigger);
		const time = new Date(now - 10 * MINUTE).toISOString();
		expect(items?.[0].json).toMatchObject({
			id: first,
			name: 'Person 0',
			_event: { name: 'recordUpdated', key: `${first}|${time}`, id: String(first), time },
		});
		expect(items).toHaveLength(2);
		emulator.seed.update(first, { name: 'Ada' });
		now += MINUTE;
		const again = await pollOnce(trigger);
		expect(names(again)).toEqual(['Ada']);
		expect((again?.[0].json._event as IDataObject).key).not.toBe(`${first}|${time}`);
		now += MINUTE;
		expect(await pollOnce(trigger)).toBeNull();
	});

	it('tells created from changed', async () => {
		const [old] = emulator.seed.records('contact', [{ name: 'Old' }], {
			createTime: now - 90 * MINUTE,
			updateTime: now - 10 * MINUTE,
		});
		seed(1);
		expect(old).toBeDefined();
		const created = await active({ event: 'recordCreated' }, { staticData: since() });
		expect(names(await pollOnce(created))).toEqual(['Person 0']);
		const changed = await active({ options: { skipNew: true } }, { staticData: since() });
		expect(names(await pollOnce(changed))).toEqual(['Old']);
	});

	it('watches what is new in a filter', async () => {
		seed(1, 10 * MINUTE, { gender: '男' });
		seed(1, 10 * MINUTE, { gender: '女' });
		const conditionList = [{ fieldApiName: 'gender', operator: 'is', value: '女' }];
		const { id } = emulator.seed.filter({ name: 'Women', object: 'contact', conditionList });
		const more = { event: 'recordInFilter', filterId: byId(id) };
		const items = await pollOnce(await active(more, { staticData: since() }));
		expect(items?.map(({ json }) => json.gender)).toEqual(['女']);
	});

	it('carries over what is past its bound', async () => {
		seed(250);
		const trigger = await active({ options: { mostPerPoll: 120 } }, { staticData: since() });
		const all: unknown[] = [];
		for (const expected of [120, 120, 10]) {
			const items = await pollOnce(trigger);
			expect(items).toHaveLength(expected);
			all.push(...(items ?? []).map(({ json }) => json.id));
		}
		expect(new Set(all).size).toBe(250);
		expect(await pollOnce(trigger)).toBeNull();
	});

	it('does not resume a walk in another object', async () => {
		seed(150);
		const first = await active({ options: { mostPerPoll: 120 } }, { staticData: since() });
		await pollOnce(first);
		expect(first.data.after).toEqual(expect.any(String));
		// an older id than the walk had come to
		emulator.seed.records('case', [{ name: 'Case' }], {
			id: 5,
			createTime: now - 10 * MINUTE,
			updateTime: now - 10 * MINUTE,
		});
		const more = { objectType: object('case'), filterId: byId(3) };
		const second = await active(more, { staticData: stored(first) });
		expect(names(await pollOnce(second))).toEqual(['Case']);
	});

	it.each<[string, INodeParameters, string[]]>([
		['all', { match: 'all' }, ['C']],
		['any', { match: 'any' }, ['A', 'B', 'C']],
		['logic of its own', { match: 'custom', logic: '1 or 2' }, ['A', 'B', 'C']],
	])('joins %s of the conditions with its window', async (_, more, expected) => {
		const at = (back: number) => ({ createTime: now - back, updateTime: now - back });
		emulator.seed.records('contact', [{ name: 'A', gender: '男' }], at(10 * MINUTE));
		emulator.seed.records('contact', [{ name: 'B', score: '9' }], at(10 * MINUTE));
		emulator.seed.records('contact', [{ name: 'C', score: '9', gender: '男' }], at(10 * MINUTE));
		emulator.seed.records('contact', [{ name: 'D', score: '1' }], at(10 * MINUTE));
		emulator.seed.records('contact', [{ name: 'E', score: '9', gender: '男' }], at(99 * MINUTE));
		const conditionsJson = JSON.stringify([
			{ field: 'gender', operator: 'is', value: '男' },
			{ field: 'score', operator: 'greater_than', value: 5 },
		]);
		for (const logicPrecedence of ['andFirst', 'leftToRight'] as const) {
			emulator.switches.logicPrecedence = logicPrecedence;
			const trigger = await active({ ...more, conditionsJson }, { staticData: since() });
			expect(names(await pollOnce(trigger))).toEqual(expected);
		}
		emulator.switches.logicBrackets = 'refused';
		const refusing = pollOnce(await active({ ...more, conditionsJson }, { staticData: since() }));
		if (more.match === 'all') await expect(refusing).resolves.toHaveLength(1);
		else await expect(refusing).rejects.toThrow();
	});

	it('returns the fields asked for, simple or raw', async () => {
		seed(1, 10 * MINUTE, { score: '5' });
		const options = { fieldsToReturn: ['name'] };
		const simple = await pollOnce(await active({ options }, { staticData: since() }));
		expect(Object.keys(simple?.[0].json ?? {}).sort()).toEqual(['_event', 'id', 'name']);
		const raw = await pollOnce(await active({ options, simplify: false }, { staticData: since() }));
		expect(raw?.[0].json.fieldDataList).toEqual([
			expect.objectContaining({ fieldApiName: 'name', fieldValue: 'Person 0' }),
		]);
	});

	it('works where rows show no times', async () => {
		emulator.switches.systemColumns = 'hidden';
		const [id] = seed(2);
		const trigger = await active({}, { staticData: since() });
		const items = await pollOnce(trigger);
		expect(items).toHaveLength(2);
		expect(items?.[0].json._event).toEqual({
			name: 'recordUpdated',
			id: String(id),
			key: expect.stringMatching(`^${id}\\|[0-9a-f]{12}$`) as string,
		});
		expect(await pollOnce(trigger)).toBeNull();
	});

	it.each([
		['Asia/Shanghai', 480],
		['UTC', 0],
		['America/Bogota', -300],
	])('reads times on the clock of %s', async (timeZone, utcOffsetMinutes) => {
		emulator.switches.utcOffsetMinutes = utcOffsetMinutes;
		seed(1, 2 * 60 * MINUTE);
		seed(1, 10 * MINUTE);
		const trigger = await active({}, { staticData: since(), credential: { timeZone } });
		const items = await pollOnce(trigger);
		expect(items).toHaveLength(1);
		expect((items?.[0].json._event as IDataObject).time).toBe(
			new Date(now - 10 * MINUTE).toISOString(),
		);
	});

	it('runs once at a time: a second one in the meantime reads nothing', async () => {
		seed(5);
		const trigger = await active({}, { staticData: since() });
		emulator.faults.add({ when: { path: '/v1/datas/scrollSearch' }, answer: { delayMs: 150 } });
		const [first, second] = await Promise.all([pollOnce(trigger), pollOnce(trigger)]);
		expect(first).toHaveLength(5);
		expect(second).toBeNull();
	});

	it('stops in time with a small budget, and loses nothing', async () => {
		seed(350);
		const trigger = await active({}, { staticData: since() });
		emulator.faults.add({
			when: { path: '/v1/datas/scrollSearch' },
			times: 3,
			answer: { delayMs: 120 },
		});
		const first = await pollOnce(trigger, { budgetMs: 100 });
		expect(first).toHaveLength(100);
		expect(await pollOnce(trigger)).toHaveLength(250);
	});

	it('tells n8n when to come back, and keeps its state', async () => {
		const trigger = await active({}, { staticData: since() });
		const before = { ...trigger.data };
		emulator.faults.add({
			when: { path: '/v1/datas/scrollSearch' },
			before: true,
			answer: {
				status: 429,
				headers: { 'retry-after': '77' },
				body: { code: 429, message: 'too many', visible: false },
			},
		});
		await expect(pollOnce(trigger)).rejects.toMatchObject({
			failure: { cause: 'rate-limited', retryAfterMs: 77_000 },
			description: expect.not.stringContaining('Longest Wait') as string,
		});
		expect(trigger.data).toEqual(before);
	});

	it('puts out what it has when a later page fails, and goes on there', async () => {
		seed(250);
		const trigger = await active({}, { staticData: since() });
		emulator.faults.add({
			when: { path: '/v1/datas/scrollSearch' },
			skip: 2,
			before: true,
			answer: { status: 403, body: { code: 403, message: 'no', visible: false } },
		});
		expect(await pollOnce(trigger)).toHaveLength(200);
		expect(await pollOnce(trigger)).toHaveLength(50);
	});

	it('leaves its state alone when it fails', async () => {
		seed(3);
		const trigger = await active({}, { staticData: since() });
		const before = { ...trigger.data };
		emulator.faults.add({
			when: { path: '/v1/datas/scrollSearch' },
			answer: { status: 403, body: { code: 403, message: 'no', visible: false } },
		});
		await expect(pollOnce(trigger)).rejects.toThrow();
		expect(trigger.data).toEqual(before);
		expect(await pollOnce(trigger)).toHaveLength(3);
	});
});

describe('a test in the editor', () => {
	it('shows the newest record and touches no state', async () => {
		seed(3, 5 * 60 * MINUTE, { remark: 'older' });
		seed(1, 60 * MINUTE, { remark: 'newest' });
		const trigger = await active({}, { staticData: since() });
		const before = { ...trigger.data };
		const items = await pollOnce(trigger, { mode: 'manual' });
		expect(items?.map(({ json }) => json.remark)).toEqual(['newest']);
		expect(trigger.data).toEqual(before);
		expect(searches().length).toBeLessThanOrEqual(5);
	});

	it('says so when there is nothing to show', async () => {
		const trigger = await active();
		await expect(pollOnce(trigger, { mode: 'manual' })).rejects.toThrow('no record to show');
		expect(trigger.data).toEqual({});
	});
});
