import { demoSeed, startFxiaoke, type FxiaokeEmulator } from './fxiaoke';
import { clientOf } from './fxiaoke/testClient';

let clock = 1_700_000_000_000;
let emulator: FxiaokeEmulator;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
	emulator = await startFxiaoke({ now: () => clock, seed: demoSeed });
	client = clientOf(emulator);
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	clock = 1_700_000_000_000;
	emulator.reset();
	client.forget();
});

const app = {
	appId: 'FSAID_demo',
	appSecret: 'demo-app-secret',
	permanentCode: 'demo-permanent-code',
};
const LIST = '/cgi/crm/v2/object/list';

describe('signing in', () => {
	it('gives a token, the enterprise and the seconds that are left', async () => {
		const { data, status } = await client.raw('/oauth2.0/token', {
			...app,
			grantType: 'app_secret',
		});
		expect(status).toBe(200);
		expect(data).toMatchObject({ ea: 'demo_ea', expiresIn: 7200, errorCode: 0 });
	});

	it.each([
		['appId', undefined, 10001],
		['appSecret', undefined, 10002],
		['permanentCode', undefined, 10012],
		['appId', 'x', 20006],
		['appSecret', 'x', 10006],
		['permanentCode', 'x', 20015],
		['grantType', 'x', 15002],
	])('with %s %s answers %i inside a 200', async (key, value, code) => {
		const body = { ...app, grantType: 'app_secret', [key]: value };
		const { data, status } = await client.raw('/oauth2.0/token', body);
		expect([status, data.errorCode]).toEqual([200, code]);
		expect(data.traceId).toMatch(/^E-O\./);
	});

	it('gives the same token until it is 6,600 s old, then a new one while both work until 7,200 s', async () => {
		const first = await client.signIn();
		clock += 6_599_000;
		expect(await client.signIn()).toBe(first);
		clock += 2_000;
		const second = await client.signIn();
		expect(second).not.toBe(first);
		const ask = async (token: string) =>
			(
				await client.raw(
					LIST,
					{},
					{ authorization: `Bearer ${token}`, 'x-fs-ea': 'demo_ea', 'x-fs-userid': '1000' },
				)
			).data.errorCode;
		expect([await ask(first), await ask(second)]).toEqual([0, 0]);
		clock += 600_000;
		expect([await ask(first), await ask(second)]).toEqual([20016, 0]);
	});

	it('refuses a second one at the same time, and the eleventh in a minute', async () => {
		const body = { ...app, grantType: 'app_secret' };
		const both = await Promise.all(
			[1, 2].map(async () => await client.raw('/oauth2.0/token', body)),
		);
		expect(both.map(({ data }) => data.errorCode).sort()).toEqual([0, 14001]);
		for (let n = 2; n <= 10; n++) await client.signIn();
		expect((await client.raw('/oauth2.0/token', body)).data.errorCode).toBe(14001);
		clock += 60_001;
		expect((await client.raw('/oauth2.0/token', body)).data.errorCode).toBe(0);
	});

	it('knows the legacy generation, by keys in the body, and never both at once', async () => {
		const { data } = await client.raw('/cgi/corpAccessToken/get/V2', app);
		expect(data).toMatchObject({ corpId: 'FSCID_demo', errorCode: 0 });
		const { corpAccessToken, corpId } = data;
		const found = await client.raw('/cgi/user/getByMobile', {
			corpAccessToken,
			corpId,
			mobile: '13800000001',
		});
		const [{ openUserId: currentOpenUserId }] = found.data.empList as Array<{ openUserId: string }>;
		const keys = { corpAccessToken, corpId, currentOpenUserId };
		expect((await client.raw(LIST, keys)).data.errorCode).toBe(0);
		expect((await client.raw(LIST, { ...keys, currentOpenUserId: 'x' })).data.errorCode).toBe(
			20012,
		);
		expect((await client.raw(LIST, { ...keys, corpAccessToken: 'x' })).data.errorCode).toBe(20016);
		expect(
			(await client.raw(LIST, keys, { authorization: 'Bearer x', 'x-fs-ea': 'demo_ea' })).data
				.errorCode,
		).toBe(15002);
	});

	it.each([
		[{}, 20017],
		[{ authorization: 'Bearer x', 'x-fs-ea': 'demo_ea', 'x-fs-userid': '1000' }, 20016],
	])('refuses %o with %i', async (headers: Record<string, string>, code) => {
		expect((await client.raw(LIST, {}, headers)).data.errorCode).toBe(code);
	});

	it('refuses an unknown employee and can say 20005 for a dead token', async () => {
		expect((await client.post(LIST, {}, '4711')).errorCode).toBe(30027);
		emulator.auth.expireTokens();
		emulator.switches.bearerCode = 20005;
		expect((await client.post(LIST, {})).errorCode).toBe(20005);
	});
});

describe('limits', () => {
	it.each(['fixed', 'sliding'] as const)(
		'100 calls per 20 s and interface, %s window',
		async (window) => {
			emulator.switches.window = window;
			clock = 1_700_000_000_000;
			for (let n = 0; n < 100; n++) expect((await client.post(LIST, {})).errorCode).toBe(0);
			expect((await client.post(LIST, {})).errorCode).toBe(30004);
			const other = { data: { apiName: 'AccountObj' } };
			expect((await client.post('/cgi/crm/v2/object/describe', other)).errorCode).toBe(0);
			clock += 20_000;
			expect((await client.post(LIST, {})).errorCode).toBe(0);
		},
	);

	it.each([
		['dailyQuota', 1, 30002],
		['quotaPack', false, 30003],
	] as const)('%s %s answers %i', async (name, value, code) => {
		Object.assign(emulator.switches, { [name]: value });
		await client.post(LIST, {});
		expect((await client.post(LIST, {})).errorCode).toBe(code);
	});
});

describe('envelope', () => {
	it.each([
		['/cgi/nothing', {}, 10006],
		['/cgi/crm/v2/data/create', {}, 600001],
		['/cgi/crm/v2/data/create', { data: { object_data: {} } }, 32000],
		['/cgi/crm/v2/data/get', { data: { dataObjectApiName: 'NoObj', objectDataId: 'x' } }, 13002],
		[
			'/cgi/crm/v2/data/get',
			{ data: { dataObjectApiName: 'AccountObj', objectDataId: 'x' } },
			32000,
		],
		[
			'/cgi/crm/v2/data/get',
			{ data: { dataObjectApiName: 'project__c', objectDataId: 'x' } },
			32000,
		],
		[
			'/cgi/crm/custom/v2/data/get',
			{ data: { dataObjectApiName: 'AccountObj', objectDataId: 'x' } },
			32000,
		],
	])('%s %j answers %i', async (path, body, code) => {
		expect(await client.post(path, body)).toMatchObject({
			errorCode: code,
			traceId: expect.stringMatching(/^E-O/),
		});
	});

	it('wants thirdTraceId unless told otherwise', async () => {
		const answer = async () =>
			(
				(await (await fetch(`${emulator.url}${LIST}`, { method: 'POST' })).json()) as {
					errorCode: number;
				}
			).errorCode;
		expect(await answer()).toBe(15002);
		emulator.switches.withoutTraceId = 'accepted';
		expect(await answer()).toBe(20017);
	});
});

it('describes objects with fields by name, and details where asked', async () => {
	const body = { data: { apiName: 'SalesOrderObj', includeDetail: true } };
	const { data } = (await client.post('/cgi/crm/v2/object/describe', body)) as unknown as {
		data: { describe: { fields: Record<string, object> }; details: Array<{ api_name: string }> };
	};
	expect(data.describe.fields.account_id).toMatchObject({
		type: 'object_reference',
		target_api_name: 'AccountObj',
	});
	expect(data.details.map(({ api_name }) => api_name)).toEqual(['SalesOrderProductObj']);
	emulator.switches.includeDetailIn = 'top';
	expect((await client.post('/cgi/crm/v2/object/describe', body)).errorCode).toBe(600001);
});
