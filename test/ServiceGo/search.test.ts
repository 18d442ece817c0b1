import type { IDataObject } from 'n8n-workflow';
import { conditions, inScroll } from '../../nodes/ServiceGo/conditions';
import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { dropdown, execute, outputs } from '../support/contexts';
import { benchOf, byId, record } from './bench';

let emulator: ServiceGoEmulator;
beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 600_000 });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const search = (condition: IDataObject[], more: IDataObject = {}) =>
	record('getAll', {
		filterId: byId(1),
		simplify: true,
		match: 'all',
		conditions: { condition },
		...more,
	} as never);
const paths = () =>
	emulator.log.entries.map(({ path }) => path).filter((path) => path.startsWith('/v1/datas'));

/** A field of contact for each kind of the grammar, and a value that it takes. */
const SAMPLES: Record<string, [string, string]> = {
	autoNumber: ['zidongbianhao', '1'],
	singleLine: ['name', 'a'],
	multiLine: ['remark', 'a'],
	singleSelect: ['gender', '男'],
	multiSelect: ['tags', '重要'],
	cascade: ['region', '广东省'],
	telephone: ['phone', '13800138000'],
	email: ['youxiang', 'a@example.com'],
	date: ['birthday', '2026-01-02'],
	dateTime: ['lastVisit', '2026-01-02T08:00:00Z'],
	number: ['score', '12.5'],
	lookup: ['organization', '99981'],
	staff: ['staff', 'zhangsan@example.com'],
	multiStaff: ['coStaff', 'zhangsan@example.com'],
	owner: ['owner', 'admin@example.com'],
};

const pairs = Object.entries(conditions.kinds).flatMap(([kind, operators]) =>
	operators.map((operator) => ({ kind, operator })),
);

describe('conditions', () => {
	it('has a sample for every kind that can be searched', () => {
		const searchable = Object.entries(conditions.kinds).filter(([, operators]) => operators.length);
		expect(Object.keys(SAMPLES).sort()).toEqual(searchable.map(([kind]) => kind).sort());
	});

	it.each(pairs)(
		'$operator on $kind is taken by both endpoints, where they know it',
		async ({ kind, operator }) => {
			const [field, value] = SAMPLES[kind];
			const condition = [
				{ field, operator, value: conditions.operators[operator].arity === 'none' ? '' : value },
			];
			const bench = benchOf(emulator);
			await outputs(bench, { parameters: search(condition, { limit: 5 }) });
			await outputs(bench, { parameters: search(condition, { returnAll: true }) });
			expect(paths()).toEqual([
				'/v1/datas/search',
				inScroll(kind) ? '/v1/datas/scrollSearch' : '/v1/datas/search',
			]);
		},
	);

	it('offers the operators of the chosen field', async () => {
		const bench = benchOf(emulator);
		const at = search([{ field: 'gender', operator: '', value: '' }]);
		const path = 'parameters.conditions.condition[0].operator';
		const offered = await dropdown(bench, 'getOperators', at, path);
		expect(offered.map(({ value }) => value)).toEqual(conditions.kinds.singleSelect);
		const fields = await dropdown(bench, 'getSearchFields', at, path);
		const names = fields.map(({ value }) => value);
		expect(names).toEqual(expect.arrayContaining(['name', 'gender', 'createTime']));
		expect(names).not.toContain('description');
	});

	it('converts values as writes do: dates with a zone become the time in the tenant', async () => {
		await execute(benchOf(emulator), {
			parameters: search(
				[{ field: 'lastVisit', operator: 'less_than', value: '2026-01-02T20:00:00Z' }],
				{ limit: 1 },
			),
		});
		expect(emulator.log.of('POST', '/v1/datas/search')[0].body).toMatchObject({
			conditionList: [
				{ fieldApiName: 'lastVisit', operator: 'less_than', value: '2026-01-03 04:00:00' },
			],
		});
	});

	it('searches with all, with any and with logic of its own', async () => {
		emulator.seed.records('contact', [
			{ name: 'Ada', score: '1' },
			{ name: 'Bob', score: '2' },
			{ name: 'Cid', score: '3' },
		]);
		const condition = [
			{ field: 'name', operator: 'is', value: 'Ada' },
			{ field: 'name', operator: 'is', value: 'Bob' },
			{ field: 'score', operator: 'greater_than', value: '1' },
		];
		const names = async (more: IDataObject) =>
			(await outputs(benchOf(emulator), { parameters: search(condition, { limit: 10, ...more }) }))
				.map(({ name }) => name)
				.sort();
		expect(await names({ match: 'all' })).toEqual([]);
		expect(await names({ match: 'any' })).toEqual(['Ada', 'Bob', 'Cid']);
		expect(await names({ match: 'custom', logic: '1 or 2 and 3' })).toEqual(['Ada', 'Bob']);
	});

	it('takes conditions as JSON too, numbered after those of the builder', async () => {
		const conditionsJson = '[{ "field": "score", "operator": "is_not_null" }]';
		const built = [{ field: 'name', operator: 'contains', value: 'a' }];
		const parameters = search(built, {
			match: 'custom',
			logic: '1 and 2',
			conditionsJson,
			limit: 3,
		});
		await execute(benchOf(emulator), { parameters });
		expect(emulator.log.of('POST', '/v1/datas/search')[0].body).toMatchObject({
			customJudgeLogic: '1 and 2',
			conditionList: [
				{ fieldApiName: 'name', operator: 'contains', value: 'a' },
				{ fieldApiName: 'score', operator: 'is_not_null', value: '' },
			],
		});
	});
});

describe('return all', () => {
	it('crosses from five digits to six, by the greatest ID as a number', async () => {
		emulator.seed.records(
			'contact',
			Array.from({ length: 130 }, (_, n) => ({ name: `N${n}` })),
		);
		const out = await outputs(benchOf(emulator), { parameters: search([], { returnAll: true }) });
		const ids = out.map(({ id }) => Number(id));
		expect(Math.min(...ids)).toBeLessThan(100_000);
		expect(Math.max(...ids)).toBeGreaterThan(100_000);
		expect(new Set(ids).size).toBe(130);
	});

	it.each(['whole', 'remaining'] as const)(
		'does not trust the total of a scroll (%s)',
		async (scrollTotal) => {
			emulator.switches.scrollTotal = scrollTotal;
			emulator.seed.records(
				'contact',
				Array.from({ length: 25 }, (_, n) => ({ name: `N${n}` })),
			);
			const parameters = search([], { returnAll: true, options: { pageSize: 10 } });
			expect(await outputs(benchOf(emulator), { parameters })).toHaveLength(25);
		},
	);

	it.each([
		['search by keyword', search([], { returnAll: true, keyword: 'N', options: { pageSize: 10 } })],
		[
			'list by filter',
			record('getAllByFilter', {
				filterId: byId(1),
				order: 'filter',
				returnAll: true,
				options: { pageSize: 10 },
			}),
		],
		[
			'scroll by filter',
			record('getAllByFilter', {
				filterId: byId(1),
				order: 'scroll',
				returnAll: true,
				options: { pageSize: 10 },
			}),
		],
	])('reads every page of a %s, with and without a total', async (_, parameters) => {
		emulator.seed.records(
			'contact',
			Array.from({ length: 35 }, (_row, n) => ({ name: `N${n}` })),
		);
		for (const pagingTotal of ['present', 'absent'] as const) {
			emulator.switches.pagingTotal = pagingTotal;
			const ids = (await outputs(benchOf(emulator), { parameters })).map(({ id }) => id);
			expect(new Set(ids).size).toBe(35);
		}
	});

	it('fetches whole records of a filter on wish', async () => {
		emulator.seed.records('contact', [{ name: 'Ada' }, { name: 'Bob' }]);
		const parameters = record('getAllByFilter', {
			filterId: byId(1),
			order: 'filter',
			limit: 1,
			simplify: true,
			options: { wholeRecords: true },
		});
		expect(await outputs(benchOf(emulator), { parameters })).toMatchObject([
			{ name: expect.any(String) },
		]);
		expect(emulator.log.of('GET', '/v1/data')).toHaveLength(1);
	});

	it.each(['error', 'truncate', 'errorWhenMore'] as const)(
		'ends past 10,000 rows with an error, never with an end that looks like one (%s)',
		async (windowOver) => {
			emulator.switches.windowOver = windowOver;
			emulator.seed.records(
				'contact',
				Array.from({ length: 10_150 }, (_, n) => ({ name: `N${n}` })),
			);
			const byKeyword = search([], { returnAll: true, keyword: 'N' });
			const run = execute(benchOf(emulator), { parameters: byKeyword });
			if (windowOver === 'truncate') {
				// the vendor itself would say that 10,000 is all: nothing can be known then
				await expect(run).resolves.toHaveLength(10_000);
			} else {
				await expect(run).rejects.toThrow();
			}
			await expect(
				outputs(benchOf(emulator), { parameters: search([], { returnAll: true }) }),
			).resolves.toHaveLength(10_150);
		},
		120_000,
	);
});
