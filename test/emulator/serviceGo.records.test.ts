import type { ServiceGoEmulator } from './serviceGo';
import { startServiceGo } from './serviceGo';
import { clientOf, fieldsOf, pairs } from './serviceGo/testClient';

let clock = 1_700_000_000_000;
let emulator: ServiceGoEmulator;
let client: ReturnType<typeof clientOf>;
let org = 0;

beforeAll(async () => {
	emulator = await startServiceGo({
		now: () => clock,
		quotaPerMinute: 10_000,
		seed: (seed) => {
			[org = 0] = seed.records('organization', [{ name: 'Acme', sysOrganizationNo: '客户' }]);
		},
	});
	client = clientOf(emulator);
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	clock = 1_700_000_000_000;
	emulator.reset();
});

const create = async (values: Record<string, unknown>) =>
	await client.post('/v1/data', { objectApiName: 'contact', fieldDataList: pairs(values) });
const read = async (id: number) =>
	fieldsOf((await client.get('/v1/data', { objectApiName: 'contact', id })).data.data);

describe('create', () => {
	it('answers an id and no message', async () => {
		const { status, data } = await create({ name: '测试联系人1' });
		expect(status).toBe(200);
		expect(data).toEqual({ code: 200, visible: false, data: { id: expect.any(Number) as number } });
	});

	it("takes the page's lookup by the target's unique field", async () => {
		const organization = {
			fieldApiName: 'organization',
			fieldValue: '客户',
			foreignExternalFieldApiName: 'sysOrganizationNo',
		};
		const { data } = await client.post('/v1/data', {
			objectApiName: 'contact',
			fieldDataList: [...pairs({ name: 'A' }), organization],
		});
		const fields = await read((data.data as { id: number }).id);
		expect(fields.organization).toMatchObject({ fieldValue: String(org), foreignDataName: 'Acme' });
	});

	it('reads back every type in its own shape', async () => {
		const id = await client.contact({
			name: 'All',
			organization: String(org),
			weiyibiaoshi: '13',
			youxiang: 'a@qq.com,b@qq.com',
			phone: '13912345678,01082961234,4001234567,10086',
			gender: '女',
			tags: '重要,老客户',
			birthday: '2024-02-29',
			lastVisit: '2024-02-29 23:59:59',
			score: '10',
			discount: '0.3',
			staff: 'zhangsan@example.com',
			coStaff: 'zhangsan@example.com,lisi@example.com',
			region: '广东省,深圳市',
			serviceTime: '7*24',
			description: '<p>hi</p>',
			zidingyi: 'anything',
		});
		const fields = await read(id);
		expect(fields.name).toEqual({
			fieldApiName: 'name',
			fieldTypeApiName: 'field_type_single_line',
			fieldValue: 'All',
		});
		expect(fields.youxiang?.tagValueList).toHaveLength(2);
		expect(fields.gender).toMatchObject({ fieldValue: '7002', optionNameList: ['女'] });
		expect(fields.tags).toMatchObject({
			fieldValue: '7001,7003',
			optionNameList: ['重要', '老客户'],
		});
		expect(fields.region?.optionNameList).toEqual(['广东省', '深圳市']);
		expect(fields.staff?.userEmail).toBe('zhangsan@example.com');
		expect(fields.coStaff?.userEmail).toBe('zhangsan@example.com,lisi@example.com');
		expect(fields.description?.richText).toEqual({ content: '<p>hi</p>', attachmentList: [] });
		expect(fields.owner?.ownerResult).toEqual({ ownerType: 1, ownerName: 'Admin' });
		expect(fields.calcFormula).toMatchObject({
			fieldTypeApiName: 'field_type_formular',
			fieldValue: '15.00',
		});
		expect(fields.coordinate?.fieldValue).toBe('');
		expect(fields.zidongbianhao?.fieldValue).toBe('2023-01');
		expect(fields.createTime?.fieldValue).toBe('2023-11-15 06:13:20');
		emulator.switches.selectValue = 'name';
		expect((await read(id)).tags?.fieldValue).toBe('重要,老客户');
		emulator.switches.systemColumns = 'hidden';
		expect(await read(id)).not.toHaveProperty('updateTime');
		emulator.switches.emptyFields = 'leftOut';
		expect(await read(id)).not.toHaveProperty('coordinate');
	});

	it.each([
		['a number as value', { score: 10 }],
		['text for a number', { score: 'ten' }],
		['an impossible date', { birthday: '2023-02-29' }],
		['a date with time', { birthday: '2023-02-28 00:00:00' }],
		['a date-time in ISO', { lastVisit: '2023-02-28T00:00:00' }],
		['a date-time without time', { lastVisit: '2023-02-28' }],
		['an unknown option', { gender: '其他' }],
		["an option's id", { gender: '7001' }],
		['one unknown option of many', { tags: '重要,x' }],
		['an unknown path of a cascade', { region: '浙江省,深圳市' }],
		['an unknown staff email', { staff: 'x@example.com' }],
		['a landline with hyphen', { phone: '010-82961234' }],
		['an email without host', { youxiang: 'a@b' }],
		['an unknown lookup target', { organization: '1' }],
		["a lookup's text without its key field", { organization: '客户' }],
		['an auto number', { zidongbianhao: '1' }],
		['a formula', { calcFormula: '1' }],
		['the owner', { owner: 'zhangsan@example.com' }],
		['a file field', { attachment: 'x' }],
		['an image field', { photo: 'x' }],
		['a system column', { createTime: '2023-02-28 00:00:00' }],
		['an unknown field', { nope: 'x' }],
		['too long a line', { weiyibiaoshi: 'x'.repeat(256) }],
	])('refuses %s', async (_what, values) => {
		const { status, data } = await create({ name: 'A', ...values });
		expect([status, data.code]).toEqual([400, 400]);
		expect(data.message).toEqual(expect.any(String));
		expect(
			[...emulator.store.records.values()].filter(({ object }) => object === 'contact'),
		).toEqual([]);
	});

	it('demands required fields, an object and a list', async () => {
		expect((await create({ score: '1' })).status).toBe(400);
		expect((await create({ name: '' })).status).toBe(400);
		expect((await create({})).status).toBe(400);
		const fieldDataList = pairs({ name: 'A' });
		expect((await client.post('/v1/data', { fieldDataList })).status).toBe(400);
		const wrongCase = { objectApiName: 'Contact', fieldDataList };
		expect((await client.post('/v1/data', wrongCase)).status).toBe(400);
	});

	it('refuses a second record with the same unique value', async () => {
		expect((await create({ name: 'A', weiyibiaoshi: '13' })).status).toBe(200);
		expect((await create({ name: 'B', weiyibiaoshi: '13' })).status).toBe(400);
	});

	it('can refuse inside a 200', async () => {
		Object.assign(emulator.switches, { refusal: 'body', refusalCode: 2001 });
		const { status, data } = await create({ name: 'A', gender: 'x' });
		expect([status, data.code]).toEqual([200, 2001]);
	});

	it('may not take several staff', async () => {
		emulator.switches.multiStaffWrite = 'refused';
		expect((await create({ name: 'A', coStaff: 'lisi@example.com' })).status).toBe(400);
	});
});

describe('update', () => {
	const update = async (locator: object, values: Record<string, unknown>) =>
		await client.put('/v1/data', {
			objectApiName: 'contact',
			...locator,
			fieldDataList: pairs(values),
		});

	it('changes what was sent, keeps the rest, moves updateTime', async () => {
		const id = await client.contact({ name: 'A', weiyibiaoshi: '13', gender: '男' });
		clock += 61_500;
		const { data } = await update({ id }, { gender: '女' });
		expect(data).toEqual({ code: 200, message: 'OK', visible: false });
		const fields = await read(id);
		expect(fields.weiyibiaoshi?.fieldValue).toBe('13');
		expect(fields.gender?.optionNameList).toEqual(['女']);
		expect(fields.createTime?.fieldValue).toBe('2023-11-15 06:13:20');
		expect(fields.updateTime?.fieldValue).toBe('2023-11-15 06:14:21');
	});

	it('locates by an external unique field only', async () => {
		const id = await client.contact({ name: 'A', weiyibiaoshi: '13' });
		const by = (uniqueFieldApiName: string, uniqueFieldValue: string) => ({
			uniqueFieldApiName,
			uniqueFieldValue,
		});
		expect((await update(by('weiyibiaoshi', '13'), { name: 'B' })).status).toBe(200);
		expect((await read(id)).name?.fieldValue).toBe('B');
		expect((await update(by('name', 'B'), { name: 'C' })).status).toBe(400);
		expect((await update(by('weiyibiaoshi', '14'), { name: 'C' })).status).toBe(404);
		expect((await update({}, { name: 'C' })).status).toBe(400);
		expect((await update({ id: String(id) }, { name: 'C' })).status).toBe(400);
	});

	it('stores all fields or none', async () => {
		const id = await client.contact({ name: 'A' });
		expect((await update({ id }, { name: 'B', gender: 'x' })).status).toBe(400);
		expect((await read(id)).name?.fieldValue).toBe('A');
	});

	it('clears by "", or refuses to', async () => {
		const id = await client.contact({ name: 'A', gender: '男' });
		emulator.switches.clearing = 'refused';
		expect((await update({ id }, { gender: '' })).status).toBe(400);
		emulator.switches.clearing = 'clears';
		expect((await update({ id }, { gender: '' })).status).toBe(200);
		expect((await read(id)).gender).toMatchObject({ fieldValue: '', optionNameList: [] });
		expect((await update({ id }, { name: '' })).status).toBe(400);
	});

	it('a unique value may be written again to its own record', async () => {
		const id = await client.contact({ name: 'A', weiyibiaoshi: '13' });
		await client.contact({ name: 'B', weiyibiaoshi: '14' });
		expect((await update({ id }, { weiyibiaoshi: '13' })).status).toBe(200);
		expect((await update({ id }, { weiyibiaoshi: '14' })).status).toBe(400);
	});

	it('may demand the key field of lookups', async () => {
		const id = await client.contact({ name: 'A' });
		expect((await update({ id }, { organization: String(org) })).status).toBe(200);
		emulator.switches.lookupKeyOnUpdate = 'required';
		expect((await update({ id }, { organization: String(org) })).status).toBe(400);
	});

	it('prints times of the tenant, without a zone', async () => {
		const id = await client.contact({ name: 'A' });
		emulator.switches.utcOffsetMinutes = -60;
		expect((await read(id)).createTime?.fieldValue).toBe('2023-11-14 21:13:20');
	});

	it('stamps minutes where the tenant has no seconds', async () => {
		emulator.switches.timeResolution = 'minute';
		const id = await client.contact({ name: 'A' });
		expect((await read(id)).updateTime?.fieldValue).toBe('2023-11-15 06:13:00');
	});
});

describe('get and delete', () => {
	it('gets by id with or without the object, and by unique field with it', async () => {
		const id = await client.contact({ name: 'A', weiyibiaoshi: '13' });
		const { data } = await client.get('/v1/data', { id });
		expect(Object.keys(data)).toEqual(['code', 'visible', 'data']);
		const unique = { uniqueFieldApiName: 'weiyibiaoshi', uniqueFieldValue: '13' };
		const found = await client.get('/v1/data', { objectApiName: 'contact', ...unique });
		expect(found.data.data).toMatchObject({ id });
		expect((await client.get('/v1/data', unique)).status).toBe(400);
		expect((await client.get('/v1/data', { objectApiName: 'case', id })).status).toBe(404);
		emulator.switches.objectNameById = 'required';
		expect((await client.get('/v1/data', { id })).status).toBe(400);
	});

	it.each([
		['http404', 404, { code: 404 }],
		['body404', 200, { code: 404 }],
		['nullData', 200, { code: 200, data: null }],
		['emptyData', 200, { code: 200, data: {} }],
	] as const)('a missing record as %s', async (notFound, status, body) => {
		emulator.switches.notFound = notFound;
		const reply = await client.get('/v1/data', { objectApiName: 'contact', id: 1 });
		expect(reply.status).toBe(status);
		expect(reply.data).toMatchObject(body);
		const gone = await client.remove('/v1/data', { objectApiName: 'contact', id: 1 });
		expect(gone.data.code).toBe(404);
	});

	it('deletes once', async () => {
		const params = { objectApiName: 'contact', id: await client.contact({ name: 'A' }) };
		const { data } = await client.remove('/v1/data', params);
		expect(data).toEqual({ code: 200, message: 'OK', visible: false });
		expect((await client.remove('/v1/data', params)).status).toBe(404);
		expect((await client.remove('/v1/data', { ...params, id: 'x' })).status).toBe(400);
	});
});
