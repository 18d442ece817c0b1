import FormData from 'form-data';
import type { ZohoCrmEmulator } from './zohoCrm';
import { startZohoCrm } from './zohoCrm';
import { clientOf, rowsOf } from './zohoCrm/testClient';

let clock = 1_700_000_000_000;
let emulator: ZohoCrmEmulator;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
	emulator = await startZohoCrm({ now: () => clock });
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	clock = 1_700_000_000_000;
	emulator.reset();
	client = clientOf(emulator);
});

const names = (count: number) => Array.from({ length: count }, (_, n) => ({ Last_Name: `L${n}` }));
const fields = 'Last_Name,Email';

describe('sign-in', () => {
	const refresh = {
		grant_type: 'refresh_token',
		client_id: '1000.CLIENT',
		client_secret: 'client-secret',
		refresh_token: 'demo-refresh',
	};
	const form = (values: object) => new URLSearchParams(values as Record<string, string>);

	it('gives tokens, and says what is wrong inside a 200', async () => {
		const good = await client.post('/oauth/v2/token', form(refresh));
		expect(good.data).toMatchObject({
			token_type: 'Bearer',
			api_domain: emulator.url,
			expires_in: 3600,
		});
		expect(good.data).not.toHaveProperty('refresh_token');
		const bad = await client.post('/oauth/v2/token', form({ ...refresh, refresh_token: 'x' }));
		expect([bad.status, bad.data]).toEqual([200, { error: 'invalid_code' }]);
	});

	it('asks a person, and takes the code of the answer once', async () => {
		const redirect_uri = 'http://127.0.0.1:1/back';
		const asked = { client_id: '1000.CLIENT', response_type: 'code', scope: 'a,b', state: 's' };
		const page = await client.get('/oauth/v2/auth', { ...asked, redirect_uri });
		const [, href = ''] = /href="(http[^"]+)">Accept/.exec(String(page.data)) ?? [];
		const back = new URL(href.replaceAll('&amp;', '&'));
		expect(`${back.origin}${back.pathname}`).toBe(redirect_uri);
		expect(back.searchParams.get('state')).toBe('s');
		const code = back.searchParams.get('code') ?? '';
		const exchange = { ...refresh, grant_type: 'authorization_code', code };
		const first = await client.post('/oauth/v2/token', form(exchange));
		expect(first.data).toMatchObject({ refresh_token: 'demo-refresh' });
		const second = await client.post('/oauth/v2/token', form(exchange));
		expect(second.data).toEqual({ error: 'invalid_code' });
		const stranger = await client.get('/oauth/v2/auth', { ...asked, client_id: 'x', redirect_uri });
		expect(stranger.status).toBe(400);
	});

	it('takes both prefixes, no expired token, and no call outside the scopes', async () => {
		const token = emulator.token();
		const ask = async (authorization: string) =>
			await client.call('GET', '/crm/v8/org', { headers: { authorization } });
		expect((await ask(`Bearer ${token}`)).status).toBe(200);
		expect((await ask(`Zoho-oauthtoken ${token}`)).status).toBe(200);
		expect((await ask(`Basic ${token}`)).data.code).toBe('AUTHENTICATION_FAILURE');
		emulator.switches.scopes = ['ZohoCRM.modules.ALL'];
		const refused = await ask(`Bearer ${token}`);
		expect([refused.status, refused.data.code]).toEqual([401, 'OAUTH_SCOPE_MISMATCH']);
		clock += 3_600_000;
		expect((await ask(`Bearer ${token}`)).data.code).toBe('INVALID_TOKEN');
	});
});

describe('paths', () => {
	it.each([
		['GET', '/crm/v8/Nothing?fields=id', 400, 'INVALID_MODULE'],
		['GET', '/crm/v8/Documents?fields=id', 400, 'INVALID_MODULE'],
		['PATCH', '/crm/v8/Leads', 400, 'INVALID_REQUEST_METHOD'],
		['GET', '/crm/v9/Leads', 404, 'INVALID_URL_PATTERN'],
		['GET', '/crm/v8/Leads', 400, 'REQUIRED_PARAM_MISSING'],
	])('%s %s', async (method, path, status, code) => {
		const answer = await client.call(method, path);
		expect([answer.status, answer.data.code]).toEqual([status, code]);
	});
});

describe('writes', () => {
	it('inserts at most 100 rows, each with its own answer', async () => {
		const over = await client.post('/crm/v8/Leads', { data: names(101) });
		expect(over.data.code).toBe('LIMIT_EXCEEDED');
		const mixed = await client.post('/crm/v8/Leads', {
			data: [{ Last_Name: 'A' }, { Company: 'no name' }, { Last_Name: 'B', Serial: 12 }],
		});
		expect(mixed.status).toBe(207);
		expect(rowsOf(mixed).map(({ code }) => code)).toEqual([
			'SUCCESS',
			'MANDATORY_NOT_FOUND',
			'INVALID_DATA',
		]);
		emulator.switches.allBadStatus = 'http202';
		expect((await client.post('/crm/v8/Leads', { data: [{}] })).status).toBe(202);
		emulator.switches.mixedStatus = 'success';
		expect((await client.post('/crm/v8/Leads', { data: [{}, { Last_Name: 'C' }] })).status).toBe(
			201,
		);
	});

	it.each([
		[{ Last_Name: 'x'.repeat(81) }, { maximum_length: 80 }],
		[
			{ Lead_Source: 'Nope' },
			{ supported_values: expect.arrayContaining(['Cold Call']) as unknown },
		],
		[{ Last_Visit: '2024-01-15T15:26:49.000+05:30' }, { expected_data_type: 'datetime' }],
		[{ Birth_Date: '15/01/2024' }, { expected_data_type: 'date' }],
		[{ Owner: '123' }, { expected_data_type: 'jsonobject' }],
		[{ Annual_Revenue: '12' }, { expected_data_type: 'double' }],
		[{ Email_Opt_Out: 'true' }, { expected_data_type: 'boolean' }],
		[{ Photo_Field: [{ File_Id__s: 'nothing' }] }, { api_name: 'Photo_Field' }],
	])('refuses %j', async (row, details) => {
		const [answer] = rowsOf(
			await client.post('/crm/v8/Leads', { data: [{ Last_Name: 'A', ...row }] }),
		);
		expect(answer).toMatchObject({ code: 'INVALID_DATA', details });
	});

	it('names the duplicate, and upserts by it', async () => {
		const [id] = emulator.seed.records('Leads', [{ Last_Name: 'A', Email: 'a@b.co' }]);
		const again = { Last_Name: 'B', Email: 'A@b.co' };
		const [refused] = rowsOf(await client.post('/crm/v8/Leads', { data: [again] }));
		expect(refused).toMatchObject({ code: 'DUPLICATE_DATA', details: { id, api_name: 'Email' } });
		const upserted = await client.post('/crm/v8/Leads/upsert', {
			data: [again, { Last_Name: 'New' }],
			duplicate_check_fields: ['Email'],
		});
		expect(rowsOf(upserted)).toMatchObject([
			{ action: 'update', duplicate_field: 'Email', details: { id } },
			{ action: 'insert' },
		]);
		const wrong = await client.post('/crm/v8/Leads/upsert', {
			data: [again],
			duplicate_check_fields: ['Company'],
		});
		expect(wrong.data.code).toBe('INVALID_DATA');
		expect((await client.post('/crm/v8/Tasks/upsert', { data: [{}] })).data.code).toBe(
			'NOT_SUPPORTED',
		);
	});

	it('appends or replaces multi-select values, and removes entries', async () => {
		const [id = ''] = emulator.seed.records('Deals', [
			{
				Deal_Name: 'D',
				Foreign_Languages: ['Korean'],
				Image_Upload: [{ id: '738964000002363016' }],
			},
		]);
		await client.put('/crm/v8/Deals', {
			data: [
				{
					id,
					Foreign_Languages: ['German'],
					$append_values: { Foreign_Languages: true },
					Image_Upload: [{ id: '738964000002363016', _delete: null }],
				},
			],
		});
		const held = emulator.store.records.get('Deals')?.get(id)?.values;
		expect(held).toMatchObject({ Foreign_Languages: ['Korean', 'German'], Image_Upload: [] });
	});

	it('refuses what has changed, is locked, or is gone', async () => {
		const [id = ''] = emulator.seed.records('Leads', names(1));
		const late = { 'If-Unmodified-Since': '2020-01-01T00:00:00+00:00' };
		const data = [{ id, Last_Name: 'Z' }];
		expect((await client.put('/crm/v8/Leads', { data }, late)).status).toBe(412);
		emulator.seed.set('Leads', id, { state: 'locked' });
		expect(rowsOf(await client.put('/crm/v8/Leads', { data }))[0]?.code).toBe('RECORD_LOCKED');
		expect(rowsOf(await client.remove(`/crm/v8/Leads/${id}`))[0]?.code).toBe('RECORD_LOCKED');
		expect(rowsOf(await client.remove('/crm/v8/Leads/123456789'))[0]?.code).toBe('INVALID_DATA');
	});

	it('deletes long lists of ids, or refuses them', async () => {
		const ids = emulator.seed.records('Leads', names(100)).join(',');
		emulator.switches.longIds = 'refused';
		expect((await client.remove('/crm/v8/Leads', { ids })).data.code).toBe('LIMIT_EXCEEDED');
		emulator.switches.longIds = 'accepted';
		expect(rowsOf(await client.remove('/crm/v8/Leads', { ids }))).toHaveLength(100);
	});
});

describe('lists', () => {
	it('wants fields, at most 50', async () => {
		const many = Array.from({ length: 51 }, (_, n) => `F${n}`).join(',');
		expect((await client.get('/crm/v8/Leads', { fields: many })).data.code).toBe('LIMIT_EXCEEDED');
		expect((await client.get('/crm/v8/Leads', { fields })).status).toBe(204);
	});

	it('pages by token, bound to the other parameters, for a day', async () => {
		emulator.seed.records('Leads', names(450));
		const query = { fields, per_page: 200 };
		const first = await client.get('/crm/v8/Leads', query);
		const page_token = first.data.info?.next_page_token;
		const second = await client.get('/crm/v8/Leads', { ...query, page_token });
		expect(second.data.data).toHaveLength(200);
		const code = async (params: object) =>
			(await client.get('/crm/v8/Leads', { ...query, page_token, ...params })).data.code;
		expect(await code({ fields: 'Email' })).toBe('TOKEN_BOUND_DATA_MISMATCH');
		expect(await code({ page: 2 })).toBe('AMBIGUITY_DURING_PROCESSING');
		expect(await code({ page_token: 'x' })).toBe('INVALID_DATA');
		expect(await code({ page_token: undefined, page: 11 })).toBe(
			'DISCRETE_PAGINATION_LIMIT_EXCEEDED',
		);
		clock += 86_400_001;
		client = clientOf(emulator);
		expect(await code({})).toBe('EXPIRED_VALUE');
	});

	it('answers 304 when nothing changed, and ids stay text', async () => {
		const [id] = emulator.seed.records('Leads', names(1));
		const since = { 'If-Modified-Since': new Date(clock + 1000).toISOString() };
		expect((await client.get('/crm/v8/Leads', { fields }, since)).status).toBe(304);
		expect((await client.get('/crm/v8/Leads', { fields })).data.data?.[0]?.id).toBe(id);
		expect(Number.isSafeInteger(Number(id))).toBe(false);
	});
});

describe('search', () => {
	const search = async (criteria: string) =>
		await client.get('/crm/v8/Leads/search', { criteria, fields });

	it.each([
		['(Last_Name:equals:Smith (x))', 'INVALID_QUERY'],
		['(Last_Name:equals:Smith, J)', 'INVALID_QUERY'],
		['(Last_Name:like:Smith)', 'INVALID_QUERY'],
		['(Last_Visit:greater_than:2024-01-15T15:26:49.000Z)', 'INVALID_QUERY'],
		['((Last_Name:equals:Ann)and(Last_Name:equals:Bob)or(Last_Name:equals:Cob))', 'INVALID_QUERY'],
		[
			`(${Array.from({ length: 16 }, () => '(Company:equals:xx)').join('or')})`,
			'CRITERIA_LIMIT_EXCEEDED',
		],
	])('refuses %s', async (criteria, code) => {
		expect((await search(criteria)).data.code).toBe(code);
	});

	it('takes escaped signs, groups, and is late', async () => {
		emulator.seed.records('Leads', [
			{ Last_Name: 'Smith (x), J' },
			{ Last_Name: 'Ann', Company: 'Zy' },
		]);
		expect((await search('(Last_Name:equals:Smith \\(x\\)\\, J)')).data.data).toHaveLength(1);
		const group = '((Company:equals:Zy)and((Last_Name:equals:Ann)or(Last_Name:equals:Bob)))';
		expect((await search(group)).data.data).toHaveLength(1);
		emulator.switches.searchLagMs = 60_000;
		expect((await search(group)).status).toBe(204);
		const coql = { select_query: "select Last_Name from Leads where Last_Name = 'Ann'" };
		expect((await client.post('/crm/v8/coql', coql)).data.data).toHaveLength(1);
	});

	it.each([
		["select Last_Name from Leads where (A = '1' and B = '2' and C = '3')", 'INVALID_QUERY'],
		[
			"select Last_Name from Leads where Last_Name = 'a' and Email = 'b' and Phone = 'c'",
			'SYNTAX_ERROR',
		],
		['select Last_Name from Leads', 'SYNTAX_ERROR'],
		['select Last_Name from Leads where id is not null limit 0, 2001', 'LIMIT_EXCEEDED'],
	])('COQL refuses %s', async (select_query, code) => {
		expect((await client.post('/crm/v8/coql', { select_query })).data.code).toBe(code);
	});

	it('COQL joins, counts and orders', async () => {
		const [account] = emulator.seed.records('Accounts', [{ Account_Name: "O'Hara" }]);
		emulator.seed.records('Contacts', [
			{ Last_Name: 'B', Account_Name: { id: account } },
			{ Last_Name: 'A', Account_Name: { id: account } },
		]);
		const rows = async (select_query: string) =>
			(await client.post('/crm/v8/coql', { select_query })).data.data;
		expect(
			await rows(
				"select Last_Name from Contacts where Account_Name.Account_Name = 'O\\'Hara' order by Last_Name asc",
			),
		).toMatchObject([{ Last_Name: 'A' }, { Last_Name: 'B' }]);
		expect(await rows('select COUNT(id) as n from Contacts where id is not null')).toEqual([
			{ n: 2 },
		]);
	});
});

it('limits concurrency and credits', async () => {
	emulator.switches.latencyMs = 30;
	emulator.switches.concurrency = 2;
	const calls = await Promise.all([1, 2, 3, 4].map(async () => await client.get('/crm/v8/org')));
	expect(calls.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429]);
	emulator.switches.credits = emulator.store.creditsUsed + 12;
	const hundred = await client.post('/crm/v8/Leads', { data: names(100) });
	expect(hundred.headers['x-api-credits-remaining']).toBe('2');
	expect((await client.post('/crm/v8/Leads', { data: names(30) })).status).toBe(429);
});

it('keeps files, attachments and links', async () => {
	const [id = ''] = emulator.seed.records('Leads', names(1));
	const form = new FormData();
	form.append('file', Buffer.from('bytes'), { filename: 'ü.txt' });
	const path = `/crm/v8/Leads/${id}/Attachments`;
	const put = await client.call('POST', path, { data: form, headers: form.getHeaders() });
	const file = String(rowsOf(put)[0]?.details.id);
	expect((await client.get(`${path}/${file}`)).data).toBe('bytes');
	const link = new FormData();
	link.append('attachmentUrl', 'https://example.com/x');
	const linked = await client.call('POST', path, { data: link, headers: link.getHeaders() });
	const refused = await client.get(`${path}/${String(rowsOf(linked)[0]?.details.id)}`);
	expect(refused.data.code).toBe('DOWNLOAD_NOT_ALLOWED');
	expect((await client.get(path)).data.code).toBe('REQUIRED_PARAM_MISSING');
});
