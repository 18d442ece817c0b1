import type { ServiceGoEmulator } from './serviceGo';
import { startServiceGo } from './serviceGo';
import { clientOf, idsOf } from './serviceGo/testClient';

let clock = 1_700_000_000_000;
let emulator: ServiceGoEmulator;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
	emulator = await startServiceGo({ now: () => clock, quotaPerMinute: 10_000 });
	client = clientOf(emulator);
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	clock = 1_700_000_000_000;
	emulator.reset();
});

const list = { objectApiName: 'contact', filterId: 1 };
const many = (count: number) =>
	emulator.seed.records(
		'contact',
		Array.from({ length: count }, (_unused, index) => ({ name: `N${index}` })),
		(index) => ({ createTime: clock + index * 1000 }),
	);

describe('GET /v1/datas', () => {
	it('answers audit columns without seconds, in the order of the filter', async () => {
		const ids = many(3);
		const { data } = await client.get('/v1/datas', list);
		expect(data.message).toBe('OK');
		expect(data.paging).toEqual({ pageNum: 1, pageSize: 20, total: 3 });
		expect(idsOf({ data } as never)).toEqual([...ids].reverse());
		expect((data.data as object[])[0]).toEqual({
			id: ids[2],
			createUser: 'Admin',
			createTime: '2023-11-15 06:13',
			updateUser: 'Admin',
			updateTime: '2023-11-15 06:13',
			owner: 'Admin',
		});
	});

	it.each([
		['no filter', { filterId: undefined }],
		['an unknown filter', { filterId: 999 }],
		["another object's filter", { filterId: 2 }],
		['a UI filter', { filterId: 101 }],
		['a filter that is no number', { filterId: 'all' }],
		['no object', { objectApiName: undefined }],
		['page 0', { pageNum: 0 }],
		['page size 0', { pageSize: 0 }],
		['page size 101', { pageSize: 101 }],
		['a page beyond 10000 rows', { pageNum: 101, pageSize: 100 }],
	])('refuses %s', async (_what, params) => {
		const { status, data } = await client.get('/v1/datas', { ...list, ...params });
		expect([status, data.code]).toEqual([400, 400]);
	});

	it('switches: no filter, shared filters, page size cut, no total', async () => {
		many(101);
		Object.assign(emulator.switches, {
			filterId: 'optional',
			uiFilters: 'shared',
			pageSizeOver: 'cut',
			pagingTotal: 'absent',
		});
		const reply = await client.get('/v1/datas', { objectApiName: 'contact', pageSize: 500 });
		expect(idsOf(reply)).toHaveLength(100);
		expect(reply.data.paging).toEqual({ pageNum: 1, pageSize: 100 });
		expect((await client.get('/v1/datas', { ...list, filterId: 101 })).status).toBe(200);
	});

	it('the window of 10000 rows refuses, cuts, or refuses every page', async () => {
		many(10_050);
		const page = async (pageNum: number) =>
			await client.get('/v1/datas', { ...list, pageNum, pageSize: 100 });
		expect((await page(100)).data.paging?.total).toBe(10_050);
		expect((await page(101)).status).toBe(400);
		emulator.switches.windowOver = 'truncate';
		expect((await page(101)).data).toMatchObject({
			code: 200,
			data: [],
			paging: { total: 10_000 },
		});
		emulator.switches.windowOver = 'errorWhenMore';
		expect((await page(1)).status).toBe(400);
	});

	it('uses conditions and sort of the filter', async () => {
		emulator.seed.records('contact', [
			{ name: 'A', score: '9' },
			{ name: 'B', score: '10' },
			{ name: 'C', score: '1' },
		]);
		const { id } = emulator.seed.filter({
			name: 'high',
			object: 'contact',
			conditionList: [{ fieldApiName: 'score', operator: 'greater_than', value: '5' }],
			sort: { fieldApiName: 'score' },
		});
		const names = idsOf(await client.get('/v1/datas', { ...list, filterId: id })).map((found) =>
			emulator.store.records.get(found)?.values.get('name'),
		);
		expect(names).toEqual(['A', 'B']);
	});
});

describe('scrolls', () => {
	it('walk by the greatest id, oldest first, over the change of digits', async () => {
		const ids = many(45);
		expect(String(ids[0])).toHaveLength(5);
		expect(String(ids[44])).toHaveLength(6);
		const seen: number[] = [];
		let scrollId = 0;
		for (;;) {
			const params = { ...list, pageSize: 20, scrollId };
			const reply = await client.get('/v1/datas/scroll', params);
			const search = await client.post('/v1/datas/scrollSearch', params);
			expect(idsOf(search)).toEqual(idsOf(reply));
			if (idsOf(reply).length === 0) break;
			seen.push(...idsOf(reply));
			scrollId = Math.max(...seen);
		}
		expect(seen).toEqual(ids);
	});

	it('total is the whole hit count, or what is left', async () => {
		const ids = many(5);
		const params = { ...list, pageSize: 2, scrollId: ids[1] };
		expect((await client.get('/v1/datas/scroll', params)).data.paging?.total).toBe(5);
		emulator.switches.scrollTotal = 'remaining';
		expect((await client.get('/v1/datas/scroll', params)).data.paging?.total).toBe(3);
	});

	it('refuses a negative scrollId, and special filters on searches only', async () => {
		expect((await client.get('/v1/datas/scroll', { ...list, scrollId: -1 })).status).toBe(400);
		const special = { ...list, filterId: 201 };
		expect((await client.get('/v1/datas/scroll', special)).status).toBe(200);
		expect((await client.post('/v1/datas/scrollSearch', special)).status).toBe(400);
		expect((await client.post('/v1/datas/search', special)).status).toBe(400);
	});
});

type Condition = [fieldApiName: string, operator: string, value?: unknown];

async function search(conditions: Condition[], more: object = {}, path = '/v1/datas/search') {
	const conditionList = conditions.map(([fieldApiName, operator, value]) => ({
		fieldApiName,
		operator,
		value,
	}));
	return await client.post(path, { ...list, conditionList, ...more });
}

const names = (reply: Awaited<ReturnType<typeof search>>) => {
	if (reply.data.code !== 200) throw new Error(reply.data.message);
	return idsOf(reply)
		.map((id) => emulator.store.records.get(id)?.values.get('name'))
		.sort()
		.join('');
};

describe('conditions', () => {
	let org = 0;
	beforeEach(() => {
		[org = 0] = emulator.seed.records('organization', [{ name: 'Acme' }]);
		emulator.seed.records('contact', [
			{
				name: 'a',
				weiyibiaoshi: '1301',
				youxiang: 'test@qq.com,x@qq.com',
				phone: '13912345678',
				gender: '男',
				tags: '重要,老客户',
				birthday: '2023-11-14',
				lastVisit: '2023-11-15 06:13:19',
				score: '9',
				organization: String(org),
				staff: 'zhangsan@example.com',
				coStaff: 'zhangsan@example.com,lisi@example.com',
				region: '广东省,深圳市',
			},
			{
				name: 'b',
				weiyibiaoshi: '1402',
				birthday: '2023-11-15',
				lastVisit: '2023-11-15 06:13:20',
				score: '10',
				gender: '女',
				tags: '重要',
				coStaff: 'lisi@example.com',
			},
			{ name: 'c', birthday: '2023-11-16', lastVisit: '2023-11-15 06:13:21' },
		]);
	});

	it.each([
		['name', 'is', 'a', 'a'],
		['name', 'not', 'a', 'bc'],
		['weiyibiaoshi', 'contains', '30', 'a'],
		['weiyibiaoshi', 'not_contains', '30', 'bc'],
		['weiyibiaoshi', 'is_null', '', 'c'],
		['weiyibiaoshi', 'is_null', 'ignored', 'c'],
		['weiyibiaoshi', 'is_not_null', undefined, 'ab'],
		['zidongbianhao', 'is', '2023-02', 'b'],
		['gender', 'is', '男', 'a'],
		['gender', 'is_any', '男,女', 'ab'],
		['gender', 'not_any', '男', 'bc'],
		['tags', 'is', '老客户,重要', 'a'],
		['tags', 'is', '重要', 'b'],
		['tags', 'is_any', '老客户,潜在', 'a'],
		['region', 'contains', '深圳市', 'a'],
		['phone', 'is_any', '13912345678,1', 'a'],
		['phone', 'contains_any', '139,138', 'a'],
		['youxiang', 'contains_any', 'test@qq.com', 'a'],
		['youxiang', 'not_contains_any', 'qq', 'bc'],
		['birthday', 'greater_than', '2023-11-14', 'bc'],
		['birthday', 'eq_current', '', 'b'],
		['birthday', 'less_than_current', '', 'a'],
		['birthday', 'greater_than_eq_current', '', 'bc'],
		['lastVisit', 'less_than_eq', '2023-11-15 06:13:20', 'ab'],
		['lastVisit', 'greater_than_current', '', 'c'],
		['lastVisit', 'eq_current', '', 'abc'],
		['score', 'greater_than', '9', 'b'],
		['score', 'less_than_eq', '9', 'a'],
		['staff', 'is', 'zhangsan@example.com', 'a'],
		['coStaff', 'contains_all', 'lisi@example.com,zhangsan@example.com', 'a'],
		['coStaff', 'not_contains_all', 'lisi@example.com,zhangsan@example.com', 'bc'],
		['coStaff', 'is_any', 'lisi@example.com', 'ab'],
		['owner', 'is', 'admin@example.com', 'abc'],
		['updateTime', 'greater_than_eq', '2023-11-15 06:13:20', 'abc'],
		['createTime', 'less_than', '2023-11-15 06:13:20', ''],
	])('%s %s %s finds %s', async (field, operator, value, found) => {
		expect(names(await search([[field, operator, value]]))).toBe(found);
	});

	it.each([
		['an unknown field', ['nope', 'is', 'x']],
		['an unknown operator', ['name', 'like', 'x']],
		['an operator of another kind', ['name', 'greater_than', 'x']],
		['contains_all outside multi-staff', ['tags', 'contains_all', '重要']],
		['rich text', ['description', 'contains', 'x']],
		['percent', ['discount', 'is', '0.3']],
		['a formula', ['calcFormula', 'is', '1']],
		['a number as value', ['score', 'is', 9]],
		['no value', ['name', 'is', undefined]],
		['text for a number', ['score', 'is', 'nine']],
		['a date without time', ['updateTime', 'greater_than_eq', '2023-11-15']],
		['an ISO time', ['updateTime', 'greater_than_eq', '2023-11-15T06:13:20.000Z']],
	] as Array<[string, Condition]>)('refuses %s', async (_what, condition) => {
		expect((await search([condition])).status).toBe(400);
	});

	it('scrollSearch lacks cascade and multi-staff', async () => {
		const scroll = '/v1/datas/scrollSearch';
		expect((await search([['region', 'is_null']], {}, scroll)).status).toBe(400);
		expect((await search([['coStaff', 'is_null']], {}, scroll)).status).toBe(400);
		expect(names(await search([['staff', 'is_null']], {}, scroll))).toBe('bc');
	});

	it('lookups and staff compare by what the switches say', async () => {
		expect(names(await search([['organization', 'is', String(org)]]))).toBe('a');
		emulator.switches.lookupCondition = 'name';
		expect(names(await search([['organization', 'is', 'Acme']]))).toBe('a');
		emulator.switches.staffCondition = 'name';
		expect(names(await search([['staff', 'is', '张三']]))).toBe('a');
		emulator.switches.staffCondition = 'id';
		expect(names(await search([['staff', 'is', '2']]))).toBe('a');
	});

	const three: Condition[] = [
		['name', 'is', 'c'],
		['name', 'is', 'a'],
		['gender', 'is', '男'],
	];

	it('judges by all, any or custom logic', async () => {
		expect(names(await search(three))).toBe('');
		expect(names(await search(three, { judgeStrategy: 2 }))).toBe('ac');
		const custom = { judgeStrategy: 3, customJudgeLogic: '1 or 2 and 3' };
		expect(names(await search(three, custom))).toBe('ac');
		emulator.switches.logicPrecedence = 'leftToRight';
		expect(names(await search(three, custom))).toBe('a');
	});

	it('brackets are a switch', async () => {
		const custom = { judgeStrategy: 3, customJudgeLogic: '(1 or 2) and 3' };
		expect(names(await search(three, custom))).toBe('a');
		emulator.switches.logicBrackets = 'refused';
		expect((await search(three, custom)).status).toBe(400);
	});

	it.each(['1 or 4', '0', '1 OR 2', '1 2', '1 or', '(1 or 2', '', undefined])(
		'refuses the logic %p',
		async (customJudgeLogic) => {
			expect((await search(three, { judgeStrategy: 3, customJudgeLogic })).status).toBe(400);
		},
	);

	it('refuses a judge strategy beyond 3, or as text', async () => {
		expect((await search(three, { judgeStrategy: 4 })).status).toBe(400);
		expect((await search(three, { judgeStrategy: '1' })).status).toBe(400);
	});

	it('keyword narrows searches only, and is cut after 30 characters', async () => {
		const long = 'x'.repeat(30);
		emulator.seed.records('contact', [{ name: 'd', remark: long }]);
		expect(names(await search([], { keyword: '1301' }))).toBe('a');
		expect(names(await search([], { keyword: `${long}yyy` }))).toBe('d');
		expect(names(await search([], { keyword: '1301' }, '/v1/datas/scrollSearch'))).toBe('abcd');
		emulator.switches.keywordFields = 'name';
		expect(names(await search([], { keyword: '1301' }))).toBe('');
	});

	it('pageSize of the answer is the row count, or what was asked', async () => {
		const found = await search([['name', 'is', 'a']], { pageSize: 50 });
		expect(found.data.paging).toEqual({ pageNum: 1, pageSize: 1, total: 1 });
		emulator.switches.searchPageSize = 'asked';
		expect((await search([], { pageSize: 50 })).data.paging?.pageSize).toBe(50);
	});
});

describe('GET /v1/data/relatedDatas', () => {
	const related = async (dataId: number, more: object = {}) =>
		await client.get('/v1/data/relatedDatas', {
			dataId,
			filterId: 101,
			objectApiName: 'contact',
			parentObjectApiName: 'organization',
			...more,
		});

	it("finds the children in the UI filter's order", async () => {
		const [org = 0, other = 0] = emulator.seed.records('organization', [
			{ name: 'A' },
			{ name: 'B' },
		]);
		const [second, first] = emulator.seed.records('contact', [
			{ name: '2', organization: String(org) },
			{ name: '1', organization: String(org) },
			{ name: '0', organization: String(other) },
		]);
		const reply = await related(org);
		expect(idsOf(reply)).toEqual([first, second]);
		expect(reply.data.paging).toEqual({ pageNum: 1, pageSize: 20, total: 2 });
		expect((await related(org, { filterId: 1 })).status).toBe(400);
		expect((await related(org, { parentObjectApiName: 'sysuserinfo' })).status).toBe(404);
		expect((await related(1)).status).toBe(404);
	});
});
