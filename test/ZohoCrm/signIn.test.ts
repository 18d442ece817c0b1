/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- evaluates the credential's own expression */
import { ZohoCrmOAuth2Api } from '../../credentials/ZohoCrmOAuth2Api.credentials';
import { baseURL, origins, uploadURL } from '../../nodes/ZohoCrm/hosts';
import { scopeOf } from '../../nodes/ZohoCrm/scopes';
import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { execute, outputs } from '../support/contexts';
import { benchOf, record } from './bench';

let emulator: ZohoCrmEmulator;
beforeAll(async () => {
	emulator = await startZohoCrm();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const properties = new ZohoCrmOAuth2Api().properties;
const preset = (name: string) =>
	String(properties.find((property) => property.name === name)?.default);

describe('credential', () => {
	it('has every data center, asks for consent and for all scopes', () => {
		const centres = properties.find(({ name }) => name === 'dataCentre')?.options as Array<{
			value: string;
		}>;
		expect(centres.map(({ value }) => value).sort()).toEqual([
			'ae',
			'ca',
			'com',
			'com.au',
			'com.cn',
			'eu',
			'in',
			'jp',
			'sa',
			'uk',
		]);
		expect(preset('authQueryParameters')).toBe('access_type=offline&prompt=consent');
		for (const scope of [
			'ZohoCRM.modules.ALL',
			'ZohoCRM.coql.READ',
			'ZohoCRM.bulk.ALL',
			'ZohoFiles.files.ALL',
			'ZohoSearch.securesearch.READ',
		])
			expect(preset('scopes').split(',')).toContain(scope);
		expect(preset('scopes')).not.toContain(' ');
	});

	it.each([
		['com', '', 'https://accounts.zoho.com/oauth/v2/token'],
		['com.au', '', 'https://accounts.zoho.com.au/oauth/v2/token'],
		['ca', '', 'https://accounts.zohocloud.ca/oauth/v2/token'],
		['uk', 'https://accounts.example.uk/', 'https://accounts.example.uk/oauth/v2/token'],
	])('%s %s signs in at %s', (dataCentre, accountsUrl, url) => {
		const text = preset('accessTokenUrl').replace(/^=\{\{|\}\}$/g, '');
		const names: Record<string, string> = { dataCentre, accountsUrl };
		// the expression is plain JavaScript over $self
		const read = new Function('$self', `return ${text}`) as (self: object) => string;
		expect(read(names)).toBe(url);
	});

	it('uses the host of the token within the data center, and no other', () => {
		const host = (dataCentre: string, api_domain: string, more = {}) =>
			baseURL({ dataCentre, oauthTokenData: { api_domain }, ...more });
		expect(host('eu', 'https://www.zohoapis.eu')).toBe('https://www.zohoapis.eu');
		expect(host('eu', 'https://sandbox.zohoapis.eu')).toBe('https://sandbox.zohoapis.eu');
		for (const strange of [
			'https://evil.example',
			'https://www.zohoapis.eu.evil.example',
			'http://www.zohoapis.eu',
			'https://www.zohoapis.com',
			'nonsense',
		])
			expect(host('eu', strange)).toBe('https://www.zohoapis.eu');
		expect(host('com', '', { environment: 'developer' })).toBe('https://developer.zohoapis.com');
		expect(host('com', 'https://www.zohoapis.com', { baseUrl: 'http://127.0.0.1:1/' })).toBe(
			'http://127.0.0.1:1',
		);
		for (const bad of [
			'http://example.com',
			'https://a:b@example.com',
			'https://example.com/crm/v8',
			'https://example.com?x',
			'x y',
		])
			expect(() => host('com', '', { baseUrl: bad })).toThrow('"Base URL"');
	});

	it('tells what Zoho said instead of giving a token, which n8n calls connected', () => {
		const oauthTokenData = { error: 'invalid_client_secret' };
		expect(() => baseURL({ dataCentre: 'com', oauthTokenData })).toThrow(
			/invalid_client_secret.*check "Client ID"/,
		);
		// n8n adds the next answer to what was there
		const again = { ...oauthTokenData, access_token: 'good' };
		expect(baseURL({ dataCentre: 'com', oauthTokenData: again })).toBe('https://www.zohoapis.com');
	});

	it('uploads to the data center, or to the host that the user gave', () => {
		expect(uploadURL({ dataCentre: 'com' })).toBe('https://content.zohoapis.com');
		expect(uploadURL({ dataCentre: 'sa' })).toBe('https://files.zoho.sa');
		expect(uploadURL({ dataCentre: 'uk' })).toBeUndefined();
		expect(uploadURL({ dataCentre: 'uk', uploadUrl: 'https://up.example/' })).toBe(
			'https://up.example',
		);
		expect(origins({ dataCentre: 'ca' })).toEqual(['https://upload.zohocloud.ca']);
	});
});

it.each([
	['/crm/v8/coql', 'ZohoCRM.coql.READ'],
	['/crm/v8/Leads/search', 'ZohoSearch.securesearch.READ (and ZohoCRM.modules.ALL)'],
	['/crm/v8/Deals/1/actions/share', 'ZohoCRM.share.deals.ALL'],
	['https://content.zohoapis.com/crm/v8/upload', 'ZohoFiles.files.ALL'],
	['/crm/v8/Leads', 'ZohoCRM.modules.ALL'],
])('%s needs %s', (url, scope) => {
	expect(scopeOf({ url })).toBe(scope);
});

it('renews a dead token once for 50 items, and signs with Bearer', async () => {
	const bench = benchOf(emulator);
	const ids = emulator.seed.records(
		'Leads',
		Array.from({ length: 50 }, () => ({ Last_Name: 'A' })),
	);
	emulator.store.tokens.clear();
	const parameters = record('get', { recordId: '={{ $json.id }}' });
	expect(await outputs(bench, { parameters, items: ids.map((id) => ({ id })) })).toHaveLength(50);
	expect(emulator.log.of('POST', '/oauth/v2/token')).toHaveLength(1);
	expect(emulator.log.entries.at(-1)?.headers.authorization).toMatch(/^Bearer 1000\./);
});

it('says what to do when a new token does not help, or none comes', async () => {
	const parameters = record('getAll', { fieldNames: ['Last_Name'] });
	emulator.switches.tokenLifeMs = 0;
	const dead = benchOf(emulator);
	await expect(execute(dead, { parameters })).rejects.toMatchObject({
		message: 'Zoho CRM does not take the access token',
		description: expect.stringContaining('reconnect'),
	});
	const wrong = benchOf(emulator, { clientSecret: 'wrong-secret' });
	const error = await execute(wrong, { parameters }).then(
		() => undefined,
		(thrown: Error) => thrown,
	);
	expect(error?.message).toMatch(/invalid_client|secret|access token/i);
	expect(JSON.stringify(error)).not.toContain('wrong-secret');
});

describe('limits', () => {
	it('keeps to the requests at once that Zoho allows', async () => {
		const ids = emulator.seed.records(
			'Leads',
			Array.from({ length: 40 }, () => ({ Last_Name: 'A' })),
		);
		Object.assign(emulator.switches, { latencyMs: 15, concurrency: 5 });
		const parameters = record('get', { recordId: '={{ $json.id }}' });
		expect(
			await outputs(benchOf(emulator), { parameters, items: ids.map((id) => ({ id })) }),
		).toHaveLength(40);
		expect(emulator.log.entries.filter(({ status }) => status === 429)).toHaveLength(0);
	});

	it('slows down where Zoho refuses, and loses nothing', async () => {
		const ids = emulator.seed.records(
			'Leads',
			Array.from({ length: 20 }, () => ({ Last_Name: 'A' })),
		);
		Object.assign(emulator.switches, { latencyMs: 10, concurrency: 2 });
		const parameters = record('get', { recordId: '={{ $json.id }}' });
		expect(
			await outputs(benchOf(emulator), { parameters, items: ids.map((id) => ({ id })) }),
		).toHaveLength(20);
		expect(emulator.log.entries.some(({ status }) => status === 429)).toBe(true);
	}, 60_000);

	it('holds heavy calls to ten at once', async () => {
		Object.assign(emulator.switches, { latencyMs: 10, concurrency: 25, subConcurrency: 10 });
		const items = Array.from({ length: 30 }, (_, n) => ({ n }));
		emulator.seed.records('Leads', [{ Last_Name: 'Ann' }]);
		const parameters = record('search', {
			searchBy: 'word',
			word: '=An{{ $json.n > 99 ? 1 : "n" }}',
			fieldNames: ['Last_Name'],
			limit: '={{ $json.n + 1 }}',
		});
		expect(
			await outputs(benchOf(emulator, { concurrency: 25 }), { parameters, items }),
		).toHaveLength(30);
		expect(emulator.log.entries.filter(({ status }) => status === 429)).toHaveLength(0);
	});
});
