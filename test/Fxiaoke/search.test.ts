import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { conditions } from '../../nodes/Fxiaoke/conditions';
import { startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { dropdown, execute, outputs } from '../support/contexts';
import { bodies, object, record, signedIn, WIDE } from './bench';

// thousands of rows, on machines that may be busy
jest.setTimeout(180_000);

const QUERY = '/cgi/crm/v2/data/query';

let emulator: FxiaokeEmulator;
beforeAll(async () => {
	emulator = await startFxiaoke({ switches: WIDE });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

interface Asked {
	field: string;
	operator: string;
	value?: unknown;
}

const getAll = (condition: Asked[], more: INodeParameters = {}): INodeParameters =>
	record('getAll', {
		conditions: { condition } as unknown as INodeParameters,
		returnAll: true,
		simplify: true,
		...more,
	});

const found = async (condition: Asked[], more: INodeParameters = {}) =>
	(await outputs(signedIn(emulator), { parameters: getAll(condition, more) })).map(
		({ name }) => name,
	);

const custom = { objectType: object('project__c') };

function seedAccounts(): void {
	emulator.seed.records('AccountObj', [
		{
			name: 'Acme',
			tel: '010-1',
			level: 'A',
			industry: ['IT', 'Food'],
			amount: '100',
			employees: '5',
			founded: Date.UTC(2020, 0, 1) - 8 * 3_600_000,
			last_call: Date.UTC(2026, 0, 1, 12),
			vip: true,
			owner: ['1001'],
			helpers: ['1001', '1002'],
			tags: ['new'],
		},
		{
			name: 'Globex',
			tel: '020-1',
			level: 'B',
			industry: ['Trade'],
			amount: '250.5',
			employees: '50',
			founded: Date.UTC(2021, 0, 1) - 8 * 3_600_000,
			last_call: Date.UTC(2026, 5, 1, 12),
			vip: false,
			owner: ['1002'],
		},
		{ name: 'Nobody', owner: ['1000'] },
	]);
}

/** Every operator on every kind of field that has it, on the sort of object that knows it. */
const CASES: Array<
	[kind: string, field: string, operator: string, value: unknown, names: string[]]
> = [
	['text', 'tel', 'EQ', '010-1', ['Acme']],
	['text', 'tel', 'N', '010-1', ['Globex', 'Nobody']],
	['text', 'tel', 'LIKE', '20-', ['Globex']],
	['text', 'tel', 'NLIKE', '20-', ['Acme', 'Nobody']],
	['text', 'tel', 'STARTWITH', '010', ['Acme']],
	['text', 'tel', 'ENDWITH', '-1', ['Acme', 'Globex']],
	['text', 'tel', 'IN', '010-1, 030-1', ['Acme']],
	['text', 'tel', 'NIN', ['010-1', '020-1'], ['Nobody']],
	['text', 'tel', 'IS', '', ['Nobody']],
	['text', 'tel', 'ISN', '', ['Acme', 'Globex']],
	['number', 'amount', 'EQ', '100', ['Acme']],
	['number', 'amount', 'N', 100, ['Globex', 'Nobody']],
	['number', 'amount', 'GT', '100', ['Globex']],
	['number', 'amount', 'GTE', 100, ['Acme', 'Globex']],
	['number', 'employees', 'LT', '50', ['Acme']],
	['number', 'employees', 'LTE', '50', ['Acme', 'Globex']],
	['number', 'amount', 'BETWEEN', '90,110', ['Acme']],
	['number', 'amount', 'NBETWEEN', ['90', '110'], ['Globex']],
	['number', 'amount', 'IS', '', ['Nobody']],
	['number', 'amount', 'ISN', '', ['Acme', 'Globex']],
	['number', 'founded', 'EQ', '2020-01-01', ['Acme']],
	['number', 'founded', 'GT', '2020-06-01', ['Globex']],
	['number', 'founded', 'BETWEEN', '2019-01-01,2020-12-31', ['Acme']],
	['number', 'last_call', 'LT', '2026-01-01T12:00:01Z', ['Acme']],
	['number', 'last_call', 'GTE', '2026-06-01 20:00', ['Globex']],
	['choice', 'level', 'EQ', 'A label', ['Acme']],
	['choice', 'level', 'N', 'A', ['Globex', 'Nobody']],
	['choice', 'level', 'IN', 'A,B label', ['Acme', 'Globex']],
	['choice', 'level', 'NIN', 'A', ['Globex', 'Nobody']],
	['choice', 'level', 'IS', '', ['Nobody']],
	['choice', 'level', 'ISN', '', ['Acme', 'Globex']],
	['several', 'industry', 'HASANYOF', 'IT,Trade', ['Acme', 'Globex']],
	['several', 'industry', 'NHASANYOF', 'IT', ['Globex', 'Nobody']],
	['several', 'industry', 'IS', '', ['Nobody']],
	['several', 'industry', 'ISN', '', ['Acme', 'Globex']],
	['several', 'tags', 'HASANYOF', 'new', ['Acme']],
	['boolean', 'vip', 'EQ', 'true', ['Acme']],
	['boolean', 'vip', 'N', 'yes', ['Globex', 'Nobody']],
	['person', 'owner', 'IN', '1001,1000', ['Acme', 'Nobody']],
	['person', 'helpers', 'IN', '1002', ['Acme']],
];

const MASTER: string[] = [];

describe('operators', () => {
	it.each(CASES)('%s: %s %s %j', async (_kind, field, operator, value, names) => {
		seedAccounts();
		expect((await found([{ field, operator, value }])).sort()).toEqual(names);
	});

	it('CONTAINS on a list of a custom object, with all values', async () => {
		emulator.seed.records('project__c', [
			{ name: 'Both', kinds__c: ['x', 'y'] },
			{ name: 'One', kinds__c: ['x'] },
		]);
		const asked = [{ field: 'kinds__c', operator: 'CONTAINS', value: 'x,y' }];
		expect(await found(asked, custom)).toEqual(['Both']);
	});

	it.each([
		['EQ', 'o1', ['L1']],
		['N', 'o1', ['L2', 'L3']],
		['IN', 'o1,o2', ['L1', 'L2']],
		['NIN', 'o1', ['L2', 'L3']],
		['IS', '', ['L3']],
		['ISN', '', ['L1', 'L2']],
	])('master: %s %s', async (operator, value, names) => {
		for (const id of ['o1', 'o2']) emulator.seed.record('SalesOrderObj', id, { name: id });
		emulator.seed.records('SalesOrderProductObj', [
			{ name: 'L1', order_id: 'o1' },
			{ name: 'L2', order_id: 'o2' },
			{ name: 'L3' },
		]);
		const lines = { objectType: object('SalesOrderProductObj') };
		expect(await found([{ field: 'order_id', operator, value }], lines)).toEqual(names);
		MASTER.push(operator);
	});

	it('misses none of the 19, nor of the pairs that the table has', () => {
		expect(Object.keys(conditions.operators)).toHaveLength(19);
		const tried = new Set(CASES.map(([kind, , operator]) => `${kind} ${operator}`));
		tried.add('several CONTAINS');
		for (const operator of MASTER) tried.add(`master ${operator}`);
		const pairs = Object.entries(conditions.kinds).flatMap(([kind, own]) =>
			own.map((operator) => `${kind} ${operator}`),
		);
		expect(pairs.filter((pair) => !tried.has(pair))).toEqual([]);
	});

	it.each([
		['industry', 'CONTAINS', {}, 'queries of preset objects'],
		['kinds__c', 'HASANYOF', custom, 'queries of custom objects'],
		['kinds__c', 'NHASANYOF', custom, 'queries of custom objects'],
		['name', 'GT', {}, 'queries of preset objects'],
		['owner', 'EQ', {}, 'queries of preset objects'],
	])('%s %s is refused by name, before anything is sent', async (field, operator, more, text) => {
		const asked = found([{ field, operator, value: 'x' }], more);
		await expect(asked).rejects.toThrow(text);
		expect(emulator.log.of('POST', /\/data\/query$/)).toHaveLength(0);
	});

	it('offers the operators of the chosen field', async () => {
		const offered = async (field: string) =>
			await dropdown(
				signedIn(emulator),
				'getOperators',
				getAll([{ field, operator: '' }]),
				'parameters.conditions.condition[0].operator',
			);
		expect((await offered('owner')).map(({ value }) => value)).toEqual(['IN']);
		expect((await offered('vip')).map(({ value }) => value)).toEqual(['EQ', 'N']);
	});

	it('sends what "is empty" wants, either way', async () => {
		seedAccounts();
		for (const [nullValues, emptyValue] of [
			['[""]', 'text'],
			['[]', 'list'],
		] as const) {
			emulator.switches.nullValues = nullValues;
			const asked = [{ field: 'tel', operator: 'IS' }];
			expect(await found(asked, { options: { emptyValue } })).toEqual(['Nobody']);
		}
	});
});

describe('values', () => {
	it.each([
		`O'Neil "and" [sons] (x) {y}`,
		'back\\slash',
		'a, b; c',
		'%_*',
		'中文“引号”',
		'"}],"operator":"ISN',
	])('are data: %s', async (name) => {
		emulator.seed.records('AccountObj', [{ name }, { name: 'other' }]);
		expect(await found([{ field: 'name', operator: 'EQ', value: name }])).toEqual([name]);
		expect(await found([{ field: 'name', operator: 'IN', value: [name] }])).toEqual([name]);
		const json = JSON.stringify([{ field: 'name', operator: 'LIKE', value: name }]);
		expect(await found([], { conditionsJson: json })).toEqual([name]);
		const [body] = bodies(emulator, QUERY) as Array<{ data: IDataObject }>;
		expect(body.data.search_query_info).toMatchObject({
			filters: [{ field_name: 'name', operator: 'EQ', field_values: [name] }],
		});
	});
});

describe('pages', () => {
	const seed = (count: number) =>
		emulator.seed.records(
			'AccountObj',
			Array.from({ length: count }, (_, n) => ({ name: `N${n % 7}`, amount: String(n) })),
		);

	it('go by ID from the first page on, and never change their order', async () => {
		seed(250);
		const out = await execute(signedIn(emulator), { parameters: getAll([]) });
		expect(new Set(out.map(({ json }) => json._id)).size).toBe(250);
		const infos = bodies(emulator, QUERY).map(
			({ data }) => (data as IDataObject).search_query_info as IDataObject,
		);
		expect(infos.map(({ offset, orders }) => ({ offset, orders }))).toEqual(
			infos.map(() => ({ offset: 0, orders: [{ fieldName: '_id', isAsc: true }] })),
		);
		expect(infos.map(({ filters }) => filters)).toEqual([
			[],
			[{ field_name: '_id', operator: 'GT', field_values: [out[99].json._id] }],
			[{ field_name: '_id', operator: 'GT', field_values: [out[199].json._id] }],
		]);
	});

	it('read more than 10,000 rows without a sort', async () => {
		seed(10_250);
		const out = await execute(signedIn(emulator), {
			parameters: getAll([], { options: { fieldProjection: ['amount'] } }),
		});
		expect(new Set(out.map(({ json }) => json._id)).size).toBe(10_250);
		expect(Object.keys(out[0].json).sort()).toEqual(['_id', 'amount']);
	});

	it('lose and double nothing while records come', async () => {
		seed(150);
		emulator.faults.add({
			when: {
				path: QUERY,
				body: () => {
					emulator.seed.records('AccountObj', [{ name: 'late' }]);
					return false;
				},
			},
			answer: 'reset',
		});
		const out = await execute(signedIn(emulator), { parameters: getAll([]) });
		expect(new Set(out.map(({ json }) => json._id)).size).toBe(out.length);
		expect(out.filter(({ json }) => json.name !== 'late')).toHaveLength(150);
	});

	const byAmount = (direction: string) => ({ order: [{ field: 'amount', direction }] });

	it('go by offset in the order of a sort', async () => {
		seed(120);
		const out = await outputs(signedIn(emulator), {
			parameters: getAll([], { sort: byAmount('desc') }),
		});
		expect(out.map(({ amount }) => Number(amount))).toEqual(
			Array.from({ length: 120 }, (_, n) => 119 - n),
		);
	});

	it('explain the wall of a sorted list', async () => {
		seed(10_150);
		await expect(
			execute(signedIn(emulator), { parameters: getAll([], { sort: byAmount('asc') }) }),
		).rejects.toMatchObject({
			message: expect.stringContaining('offset 10,000'),
			description: expect.stringContaining('Remove "Sort"'),
		});
		const few = await execute(signedIn(emulator), {
			parameters: getAll([], { sort: byAmount('asc'), returnAll: false, limit: 10_100 }),
		});
		expect(few).toHaveLength(10_100);
	});

	it("explain the vendor's own code for it", async () => {
		const parameters = {
			resource: 'api',
			operation: 'request',
			path: QUERY,
			body: JSON.stringify({
				data: {
					dataObjectApiName: 'AccountObj',
					search_query_info: { limit: 100, offset: 10_100 },
				},
			}),
		};
		await expect(execute(signedIn(emulator), { parameters })).rejects.toMatchObject({
			description: expect.stringContaining('offset 10,000'),
			context: { code: '10013', traceId: expect.stringMatching(/^E-O/) },
		});
	});
});

describe('the rest of a search', () => {
	it('merges raw JSON into the query, and refuses paging in it', async () => {
		seedAccounts();
		emulator.switches.wheres = 'or';
		const where = (value: string) => ({
			filters: [{ field_name: 'name', operator: 'EQ', field_values: [value] }],
		});
		const searchQueryJson = JSON.stringify({ wheres: [where('Acme'), where('Globex')] });
		expect((await found([], { options: { searchQueryJson } })).sort()).toEqual(['Acme', 'Globex']);
		const offset = { options: { searchQueryJson: '{ "offset": 100 }' } };
		await expect(found([], offset)).rejects.toThrow('"Search Query (JSON)" holds "offset"');
		for (const name of ['filters', 'orders', 'fieldProjection']) {
			const wrong = { options: { searchQueryJson: `{ "${name}": { "a": 1 } }` } };
			await expect(found([], wrong)).rejects.toThrow(`holds "${name}", which is no list`);
		}
	});

	it('hides companions, shows them, and shows labels', async () => {
		seedAccounts();
		const [acme] = await outputs(signedIn(emulator), { parameters: getAll([]) });
		expect(Object.keys(acme).filter((name) => /__[rlo]$/.test(name))).toEqual([]);
		const raw = getAll([], { simplify: false });
		expect((await outputs(signedIn(emulator), { parameters: raw }))[0]).toHaveProperty('owner__r');
		const parameters = getAll([], { options: { labels: true } });
		expect((await outputs(signedIn(emulator), { parameters }))[0]).toMatchObject({
			level: 'A label',
			industry: ['IT label', 'Food label'],
			owner: ['张三'],
		});
	});

	it('counts, whatever spelling the tenant honours', async () => {
		seedAccounts();
		const parameters = record('count', {
			conditions: { condition: [{ field: 'amount', operator: 'GT', value: '0' }] },
		});
		const total = async () => (await outputs(signedIn(emulator), { parameters }))[0].total;
		expect(await total()).toBe(2);
		for (const spelling of [
			'findExplicitTotalNum',
			'returnTotalNum',
			'needReturnCountNum',
		] as const) {
			emulator.switches.totals = {
				findExplicitTotalNum: false,
				returnTotalNum: false,
				needReturnCountNum: false,
				[spelling]: true,
			};
			expect(await total()).toBe(2);
		}
	});
});
