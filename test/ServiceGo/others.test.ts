import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { execute, outputs } from '../support/contexts';
import { benchOf, byId, object } from './bench';

let emulator: ServiceGoEmulator;
beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 600_000 });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const run = async (parameters: Parameters<typeof outputs>[1]['parameters']) =>
	await outputs(benchOf(emulator), { parameters });

describe('fields, filters, users', () => {
	it('lists fields and filters', async () => {
		const fields = await run({
			resource: 'field',
			operation: 'getAll',
			objectType: object('contact'),
		});
		expect(fields).toContainEqual(expect.objectContaining({ apiName: 'weiyibiaoshi' }));
		const filters = await run({
			resource: 'filter',
			operation: 'getAll',
			objectType: object('contact'),
		});
		expect(filters).toContainEqual(expect.objectContaining({ id: 1 }));
	});

	it('creates, finds and changes a user', async () => {
		const [made] = await run({
			resource: 'user',
			operation: 'create',
			email: 'new@example.com',
			password: 'Passw0rd!',
			realname: '新人',
			positionId: '1',
			roleIds: '1, 2',
			options: { mobile: '13800138001', jobStatus: 1, agentType: 1, agentRole: 'leader' },
		});
		const id = String(made.id);
		for (const [findBy, value] of [
			['email', 'new@example.com'],
			['id', id],
			['mobile', '13800138001'],
		]) {
			expect(await run({ resource: 'user', operation: 'get', findBy, value })).toMatchObject([
				{ id: made.id, email: 'new@example.com' },
			]);
		}
		const changes = { realname: '旧人', status: 'disabled', positionId: '2', roleIds: '1' };
		await run({ resource: 'user', operation: 'update', userId: id, options: changes });
		expect(
			await run({ resource: 'user', operation: 'get', findBy: 'id', value: id }),
		).toMatchObject([{ realname: '旧人', status: 2 }]);
	});

	it.each(['http404', 'body404', 'nullData', 'emptyData'] as const)(
		'says that a user is not there (%s)',
		async (notFound) => {
			emulator.switches.notFound = notFound;
			await expect(
				run({ resource: 'user', operation: 'get', findBy: 'jobNumber', value: '777' }),
			).rejects.toThrow(/no such/);
		},
	);

	it('creates, reads and changes a user group', async () => {
		const [made] = await run({
			resource: 'userGroup',
			operation: 'create',
			groupName: 'Night',
			memberIds: '1,2',
		});
		const userGroupId = String(made.id);
		expect(await run({ resource: 'userGroup', operation: 'get', userGroupId })).toMatchObject([
			{ name: 'Night', userCount: 2 },
		]);
		await run({
			resource: 'userGroup',
			operation: 'update',
			userGroupId,
			groupName: 'Day',
			memberIds: '3',
		});
		expect(await run({ resource: 'userGroup', operation: 'get', userGroupId })).toMatchObject([
			{ name: 'Day', userCount: 1 },
		]);
	});
});

describe('relations', () => {
	it('relates, lists with readable names, and undoes', async () => {
		const [major, first, second] = emulator.seed.records('case', [
			{ name: 'A' },
			{ name: 'B', province: 'Zhejiang' },
			{ name: 'C' },
		]);
		await run({
			resource: 'relation',
			operation: 'create',
			recordId: String(major),
			objectRelationId: '8',
			relatedIds: `${first},${second}`,
		});
		const list = {
			resource: 'relation',
			operation: 'getAll',
			recordId: String(major),
			uiId: '4809',
			simplify: true,
		};
		const listed = await run({ ...list, limit: 10 });
		expect(listed).toMatchObject([
			{ dataId: first, fields: { province: 'Zhejiang' } },
			{ dataId: second },
		]);
		expect(await run({ ...list, simplify: false, limit: 1 })).toMatchObject([
			{ fieldValueMap: expect.any(Object) },
		]);
		await run({
			resource: 'relation',
			operation: 'delete',
			recordId: String(major),
			relatedId: String(first),
		});
		expect(await run({ ...list, returnAll: true })).toHaveLength(1);
	});
});

describe('related records', () => {
	it('come through the filter of the page', async () => {
		const [organization] = emulator.seed.records('organization', [{ name: 'ACME' }]);
		emulator.seed.records('contact', [
			{ name: 'Ada', organization: String(organization) },
			{ name: 'Bob' },
		]);
		const related = await run({
			resource: 'record',
			operation: 'getRelated',
			objectType: object('contact'),
			parentObjectType: object('organization'),
			recordId: String(organization),
			pageFilterId: '101',
			simplify: true,
			limit: 10,
		});
		expect(related).toMatchObject([{ name: 'Ada' }]);
	});
});

describe('custom requests', () => {
	it('sends what is asked, signed, and gives the whole answer', async () => {
		const query = '{ "objectApiName": "contact" }';
		const [answer] = await run({
			resource: 'api',
			operation: 'request',
			method: 'GET',
			path: 'v1/fields',
			query,
		});
		expect(answer).toMatchObject({ code: 200, data: expect.any(Array) });
		const body =
			'{ "objectApiName": "contact", "fieldDataList": [{ "fieldApiName": "name", "fieldValue": "X" }] }';
		const [made] = await run({
			resource: 'api',
			operation: 'request',
			method: 'POST',
			path: '/v1/data',
			body,
		});
		expect(made).toMatchObject({ data: { id: expect.any(Number) } });
	});

	it.each([
		['number', 'GET', '/v1/datas'],
		['scroll', 'GET', '/v1/datas/scroll'],
		['number', 'POST', '/v1/datas/search'],
		['scroll', 'POST', '/v1/datas/scrollSearch'],
	])('pages by %s with %s %s', async (paging, method, path) => {
		emulator.seed.records(
			'contact',
			Array.from({ length: 25 }, (_, n) => ({ name: `N${n}` })),
		);
		const given = JSON.stringify({ objectApiName: 'contact', filterId: 1 });
		const inputs = method === 'GET' ? { query: given } : { body: given };
		const rows = await run({
			resource: 'api',
			operation: 'requestMany',
			method,
			path,
			paging,
			...inputs,
			returnAll: true,
			options: { pageSize: 10 },
		});
		expect(new Set(rows.map(({ id }) => id)).size).toBe(25);
	});

	it('repeats a POST after a lost answer only where the user says that it is safe', async () => {
		const search = { method: 'POST', path: '/v1/datas/search' };
		const parameters = {
			resource: 'api',
			operation: 'request',
			...search,
			body: '{ "objectApiName": "contact", "filterId": 1 }',
		};
		emulator.faults.add({ when: search, answer: 'reset' });
		await expect(execute(benchOf(emulator), { parameters })).rejects.toMatchObject({
			context: { outcome: 'unknown' },
		});
		emulator.faults.add({ when: search, answer: 'reset' });
		const safe = { ...parameters, options: { safeToRepeat: true } };
		await expect(execute(benchOf(emulator), { parameters: safe })).resolves.toHaveLength(1);
	});

	it('keeps the filter by ID for the list of one filter', async () => {
		emulator.seed.records('contact', [{ name: 'A' }]);
		const parameters = {
			resource: 'record',
			operation: 'getAllByFilter',
			objectType: object('contact'),
			filterId: byId(99),
		};
		await expect(run(parameters)).rejects.toThrow();
	});
});
