import type { ServiceGoEmulator } from './serviceGo';
import { startServiceGo } from './serviceGo';
import { clientOf } from './serviceGo/testClient';

let emulator: ServiceGoEmulator;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 10_000 });
	client = clientOf(emulator);
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

describe('metadata', () => {
	interface Shown {
		apiName: string;
		fieldTypeName: string;
		permissionCode: number;
		optionList?: unknown[];
	}
	const shown = async (objectApiName = 'contact') =>
		(await client.get('/v1/fields', { objectApiName })).data.data as Shown[];

	it('lists all fields of an object at once', async () => {
		const fields = await shown();
		const of = (name: string) => fields.find(({ apiName }) => apiName === name);
		expect(of('gender')).toEqual({
			id: expect.any(Number) as number,
			label: '性别',
			apiName: 'gender',
			fieldTypeName: '选择列表',
			permissionCode: 4,
			optionList: [
				{ id: 7001, name: '男' },
				{ id: 7002, name: '女' },
			],
		});
		expect(of('calcFormula')?.permissionCode).toBe(2);
		expect(of('attachment')?.fieldTypeName).toBe('文件字段');
		expect(new Set(fields.map(({ fieldTypeName }) => fieldTypeName)).size).toBe(25);
		emulator.switches.systemColumns = 'hidden';
		expect((await shown()).map(({ apiName }) => apiName)).not.toContain('updateTime');
	});

	it('refuses no object, an unknown one, one in the wrong case', async () => {
		for (const objectApiName of [undefined, 'nothing', 'Contact']) {
			expect((await client.get('/v1/fields', { objectApiName })).status).toBe(400);
		}
	});

	it('lists filters without the UI ones, and may want a userId', async () => {
		const objectApiName = 'contact';
		const { data } = await client.get('/v1/filters', { objectApiName });
		expect(data.data).toEqual([
			{ id: 1, name: '全部' },
			{ id: 201, name: '我关注的' },
		]);
		emulator.switches.filtersUserId = 'required';
		expect((await client.get('/v1/filters', { objectApiName })).status).toBe(400);
		expect((await client.get('/v1/filters', { objectApiName, userId: 1 })).status).toBe(200);
	});

	it('seeds objects and fields', async () => {
		emulator.seed.object('custom_1', '自建对象');
		emulator.seed.field('custom_1', { apiName: 'name', label: '名称', type: 'singleLine' });
		expect(await shown('custom_1')).toMatchObject([{ apiName: 'name', permissionCode: 4 }]);
		expect(() => emulator.seed.records('custom_1', [{ nope: 'x' }])).toThrow('nope');
	});
});

describe('relations', () => {
	const path = '/v1/selfObjectRelationData';
	let ids: number[] = [];
	beforeEach(() => {
		ids = emulator.seed.records('case', [
			{ name: 'a', dianhua: '13912345678' },
			{ name: 'b', province: '广东省' },
			{ name: 'c' },
		]);
	});
	const relate = async (
		major: unknown,
		relatedDataIdList: unknown,
		objectRelationId: unknown = 8,
	) => await client.post(`/v1/record/${String(major)}`, { objectRelationId, relatedDataIdList });
	const listed = async (majorDataId = ids[0], more: object = {}) =>
		await client.get(path, { majorDataId, uiId: 4809, ...more });

	it('creates, lists with values under field numbers, deletes', async () => {
		expect((await relate(ids[0], [ids[1], ids[2]])).data).toEqual({
			code: 200,
			visible: false,
			data: 'ok',
		});
		const { showFieldList, fieldDataList, ...paging } = (await listed()).data.data as {
			showFieldList: Array<{ id: number; fieldName: string; fieldType: number }>;
			fieldDataList: object[];
		};
		expect(paging).toEqual({ total: 2, pageNum: 1, pageSize: 20 });
		expect(showFieldList.map(({ fieldName, fieldType }) => [fieldName, fieldType])).toEqual([
			['bianhao', 16],
			['province', 14],
			['dianhua', 10],
		]);
		const [number, province] = showFieldList.map(({ id }) => String(id));
		expect(fieldDataList[0]).toEqual({
			dataId: ids[1],
			dataName: 'b',
			relationId: 8,
			relationName: '关联工单',
			fieldValueMap: {
				[number ?? '']: expect.stringMatching(/^\d{4}-02$/) as string,
				[province ?? '']: '广东省',
			},
		});
		const second = await listed(ids[0], { pageNum: 2, pageSize: 1 });
		expect(second.data.data).toMatchObject({ total: 2, fieldDataList: [{ dataName: 'c' }] });
		const params = { majorDataId: ids[0], relateDataId: ids[1] };
		expect((await client.remove(path, params)).data.data).toBe('ok');
		expect((await client.remove(path, params)).status).toBe(404);
	});

	it('refuses what it cannot relate', async () => {
		expect((await relate(ids[0], [ids[1]], 9)).status).toBe(400);
		expect((await relate(ids[0], [ids[1]], '8')).status).toBe(400);
		expect((await relate(ids[0], [])).status).toBe(400);
		expect((await relate(ids[0], [String(ids[1])])).status).toBe(400);
		expect((await relate(ids[0], [1])).status).toBe(404);
		expect((await relate('0', [ids[1]])).status).toBe(404);
		expect((await relate('abc', [ids[1]])).status).toBe(404);
		expect((await listed(ids[0], { uiId: 1 })).status).toBe(400);
		expect((await listed(ids[0], { uiId: undefined })).status).toBe(400);
	});

	it('points one way, or both', async () => {
		await relate(ids[0], [ids[1]]);
		expect((await listed(ids[1])).data.data).toMatchObject({ total: 0 });
		emulator.switches.relationDirection = 'bothWays';
		expect((await listed(ids[1])).data.data).toMatchObject({ total: 1 });
		const params = { majorDataId: ids[1], relateDataId: ids[0] };
		expect((await client.remove(path, params)).status).toBe(200);
	});
});

describe('users and groups', () => {
	const person = {
		email: 'new@example.com',
		password: 'secret',
		realname: '王五',
		position: { id: 1 },
		roleList: [{ id: 1 }],
	};

	it('creates, finds and changes a user', async () => {
		const created = await client.post('/v1/user', { ...person, mobile: '13912345678' });
		const { id } = created.data.data as { id: number };
		expect(created.data.data).not.toHaveProperty('password');
		for (const [type, value] of [
			[1, id],
			[2, person.email],
			[3, '13912345678'],
		]) {
			const { data } = await client.get('/v2/user', { type, value });
			expect(data.data).toMatchObject({ id, realname: '王五', position: { id: 1 } });
		}
		await client.put(`/v1/user/${id}`, { realname: '赵六', status: 2 });
		const { data } = await client.get('/v2/user', { type: 1, value: id });
		expect(data.data).toMatchObject({ realname: '赵六', status: 2, mobile: '13912345678' });
		expect((await client.get('/v2/user', { type: 4, value: 'none' })).status).toBe(404);
		expect((await client.get('/v2/user', { type: 5, value: 'x' })).status).toBe(400);
		expect((await client.get('/v1/user', { type: 1, value: id })).status).toBe(404);
		expect((await client.put('/v1/user/99', {})).status).toBe(404);
	});

	it.each([
		['no email', { email: undefined }],
		['no password', { password: undefined }],
		['no position', { position: undefined }],
		['an unknown position', { position: { id: 9 } }],
		['no roles', { roleList: undefined }],
		['an unknown role', { roleList: [{ id: 9 }] }],
		['a landline as mobile', { mobile: '01082961234' }],
		['a name of 33 characters', { realname: 'x'.repeat(33) }],
		['an unknown group', { userGroupList: [9] }],
		['an unknown agent type', { agentType: 3 }],
		['an unknown agent role', { agentRole: 'boss' }],
		['a known email', { email: 'zhangsan@example.com' }],
	])('refuses %s', async (_what, change) => {
		const users = emulator.store.users.size;
		expect((await client.post('/v1/user', { ...person, ...change })).status).toBe(400);
		expect(emulator.store.users.size).toBe(users);
	});

	it('creates, reads and replaces a group', async () => {
		const created = await client.post('/v1/userGroup', {
			name: 'G',
			userList: [{ id: 1 }, { id: 2 }],
		});
		const { id } = created.data.data as { id: number };
		expect(created.data.data).toMatchObject({ name: 'G', userCount: 2 });
		await client.put(`/v1/userGroup/${id}`, { name: 'H', userList: [{ id: 3 }] });
		const { data } = await client.get(`/v1/userGroup/${id}`);
		expect(data.data).toEqual({ id, name: 'H', userCount: 1, userList: [{ id: 3, name: '李四' }] });
		expect((await client.put(`/v1/userGroup/${id}`, { name: 'H' })).status).toBe(400);
		expect((await client.post('/v1/userGroup', {})).status).toBe(400);
		expect((await client.post('/v1/userGroup', { name: 'X', userList: [{ id: 99 }] })).status).toBe(
			400,
		);
		expect((await client.get('/v1/userGroup/99')).status).toBe(404);
	});
});
