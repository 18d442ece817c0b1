/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- evaluates the credential's own expressions */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { HubSpotCrmApi } from '../../credentials/HubSpotCrmApi.credentials';
import { HubSpotCrmOAuth2Api } from '../../credentials/HubSpotCrmOAuth2Api.credentials';
import type { HubSpotEmulator } from '../emulator/hubSpot';
import { clientOf } from '../emulator/hubSpot/testClient';
import { execute, outputs, searchList } from '../support/contexts';
import { benchOf, carryOn, operation, record, start } from './bench';

let emulator: HubSpotEmulator;
beforeAll(async () => {
	emulator = await start();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const lists = () => emulator.log.of('GET', /objects\/2026-03\/(contacts|deals)$/);

describe("faults of n8n's own node that this one does not have", () => {
	it('1: options and offsets of one item do not leak into the next', async () => {
		emulator.seed.records(
			'contacts',
			Array.from({ length: 120 }, (_, n) => ({ firstname: `N${n}` })),
		);
		const parameters = record('getAll', {
			returnAll: true,
			properties: '={{ $json.properties }}' as unknown as string[],
			options: { archived: '={{ $json.archived }}' as unknown as boolean },
		});
		const items = [
			{ properties: ['firstname'], archived: false },
			{ properties: [], archived: true },
			{ properties: ['lastname'], archived: false },
		];
		const out = await execute(benchOf(emulator), { parameters, items });
		const of = (item: number) =>
			out.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item);
		expect([0, 1, 2].map((item) => of(item).length)).toEqual([120, 0, 120]);
		const first = (properties?: string) =>
			lists().filter(({ query }) => query.properties === properties && query.after === undefined);
		expect([first('firstname'), first('lastname'), first()].map(({ length }) => length)).toEqual([
			1, 1, 1,
		]);
		expect(first()[0].query).toEqual({ limit: '100', archived: 'true' });
	});

	it('2, 3: the properties asked for are sent, and come', async () => {
		const [deal] = emulator.seed.records('deals', [{ dealname: 'D', property_number: '7' }]);
		const [contact] = emulator.seed.records('contacts', [{ property_string: 'x' }]);
		const ask = async (type: string, recordId: string, property: string) =>
			(
				await outputs(benchOf(emulator), {
					parameters: record(
						'get',
						{ recordId, properties: [property], options: { propertiesWithHistory: [property] } },
						type,
					),
				})
			)[0];
		expect(await ask('deals', deal, 'property_number')).toMatchObject({
			property_number: '7',
			propertiesWithHistory: { property_number: [{ value: '7' }] },
		});
		expect(await ask('contacts', contact, 'property_string')).toMatchObject({
			property_string: 'x',
		});
	});

	it('4: every value comes from its own field, and every item tells its own ID', async () => {
		const ids = emulator.seed.records(
			'tickets',
			[1, 2, 3].map((n) => ({ subject: `T${n}` })),
		);
		const items = ids.map((id, n) => ({ id, subject: `S${n}` }));
		const parameters = record(
			'update',
			{
				recordId: '={{ $json.id }}',
				fieldsJson: '={{ JSON.stringify({ subject: $json.subject }) }}',
			},
			'tickets',
		);
		expect(
			(await outputs(benchOf(emulator), { parameters, items })).map(({ id, subject }) => ({
				id,
				subject,
			})),
		).toEqual(items);
		const gone = record('delete', { recordId: '={{ $json.id }}' }, 'tickets');
		expect(
			(await outputs(benchOf(emulator), { parameters: gone, items })).map(({ id }) => id),
		).toEqual(ids);
	});

	it('5: 0, false and clearing are values', async () => {
		const [id] = emulator.seed.records('contacts', [
			{ firstname: 'a', property_number: '5', property_checkbox: 'true' },
		]);
		const parameters = record('update', {
			recordId: id,
			fieldsJson: '{"property_number":0,"property_checkbox":false,"firstname":null}',
		});
		await outputs(benchOf(emulator), { parameters });
		const values = emulator.store.records.get('0-1')?.get(id)?.values;
		expect([
			values?.get('property_number'),
			values?.get('property_checkbox'),
			values?.has('firstname'),
		]).toEqual(['0', 'false', false]);
	});

	it('6: no picker reads all records', async () => {
		emulator.seed.records(
			'contacts',
			Array.from({ length: 500 }, (_, n) => ({ firstname: `N${n}` })),
		);
		await searchList(benchOf(emulator), 'searchObjects', record('get'), 'cont');
		expect(emulator.log.entries).toHaveLength(1);
		expect(lists()).toHaveLength(0);
	});

	it('11: the credential test asks for the account details, which only a good token gets', async () => {
		const { test } = new HubSpotCrmApi();
		expect(new HubSpotCrmOAuth2Api().test).toEqual(test);
		expect(test.request.url).toContain('/account-info/');
		// a text for the refused token, and nothing that would take another refusal for a success
		expect(test.rules).toEqual([
			{
				type: 'responseCode',
				properties: { value: 401, message: expect.stringContaining('access token') as string },
			},
		]);
		emulator.tokens.set('old', { until: 0 });
		for (const version of ['2026-03', '2026-09', 'v3']) {
			const status = async (token: string, path: string) =>
				(await clientOf(emulator, token).get(path)).status;
			expect(await status(emulator.token, `/account-info/${version}/details`)).toBe(200);
			expect(await status('old', `/account-info/${version}/details`)).toBe(401);
			expect(await status(emulator.token, `/x/account-info/${version}/details`)).toBe(404);
		}
	});

	it('12: an error item carries the category, the correlation ID, the property and its item', async () => {
		const parameters = record('create', { fieldsJson: '={{ JSON.stringify($json) }}' });
		const items: IDataObject[] = [{ email: 'a@b.cd' }, { email: 'nobody' }];
		const [, failed] = await execute(benchOf(emulator), { parameters, items, node: carryOn });
		expect(failed.json).toMatchObject({
			error: expect.stringContaining('Property "email"'),
			details: { code: 'VALIDATION_ERROR', outcome: 'failed', item: 1 },
		});
		expect(failed.pairedItem).toEqual({ item: 1 });
		const alone = await execute(benchOf(emulator), {
			parameters: operation('api', 'request', {
				method: 'GET',
				path: '/crm/v3/objects/unicorns',
				query: '{}',
			}),
			node: carryOn,
		});
		expect(alone[0].json).toMatchObject({
			details: { code: 'VALIDATION_ERROR', traceId: expect.stringMatching(/^0{8}-/) },
		});
	});
});

describe('versions and sign-in', () => {
	const paths = async (apiVersion: string, parameters: INodeParameters) => {
		emulator.log.clear();
		await execute(benchOf(emulator, { apiVersion }), { parameters, node: carryOn });
		return emulator.log.entries.map(({ path }) => path);
	};

	it('uses the nearest version that has an operation', async () => {
		const file = operation('file', 'get', { fileId: '1' });
		const of = async (version: string, parameters: INodeParameters) =>
			(await paths(version, parameters)).at(-1);
		expect(await of('2026-09', file)).toBe('/files/2026-03/files/1');
		expect(await of('objects-v3', file)).toBe('/files/v3/files/1');
		expect(await of('2026-09', operation('file', 'getAll'))).toBe('/files/2026-09/files/search');
		expect(await of('objects-v3', record('getAll'))).toBe('/crm/objects/v3/contacts');
		expect(await of('v3', record('getAll'))).toBe('/crm/v3/objects/contacts');
		const approval = operation('approval', 'get', {
			dealId: '1',
			options: { pipelineId: 'default' },
		});
		for (const version of ['2026-03', '2026-09', 'v3', 'objects-v3'])
			expect(await of(version, approval)).toBe(
				'/crm/pipelines-rules/2026-09/0-3/default/approvals/1',
			);
	});

	/** A hidden field of the credential as n8n makes it: `=text {{ expression over $self }}`. */
	const derived = (name: string, self: object) =>
		String(new HubSpotCrmOAuth2Api().properties.find((field) => field.name === name)?.default)
			.replace(/^=/, '')
			.replace(/\{\{(.*?)\}\}/g, (_, code: string) =>
				String((new Function('$self', `return ${code}`) as (of: object) => unknown)(self)),
			);
	const connected = (accessToken: string, changes: Record<string, string> = {}) => {
		const bench = benchOf(emulator);
		const own = { baseUrl: `${emulator.url}/`, apiVersion: '2026-03', ...changes };
		bench.store.set('oauth', 'hubSpotCrmOAuth2Api', {
			requestsPer10Seconds: 1_000_000,
			grantType: 'authorizationCode',
			clientId: 'client',
			clientSecret: 'secret',
			accessTokenUrl: derived('accessTokenUrl', own),
			authentication: 'body',
			scope: 'oauth',
			oauthTokenData: {
				access_token: accessToken,
				refresh_token: 'refresh-1',
				token_type: 'bearer',
			},
			...own,
		});
		return { ...bench, credential: 'oauth' };
	};
	const asOAuth2 = (parameters: INodeParameters) => ({ authentication: 'oAuth2', ...parameters });
	const refreshes = () => emulator.log.of('POST', /\/oauth\/.*token$/);

	it('signs in by OAuth2', async () => {
		emulator.seed.records('contacts', [{ firstname: 'A' }]);
		const parameters = asOAuth2(record('getAll', { properties: ['firstname'] }));
		const out = await outputs(connected(emulator.token), { parameters });
		expect(out).toMatchObject([{ firstname: 'A' }]);
		expect(emulator.log.entries[0].headers.authorization).toBe(`Bearer ${emulator.token}`);
		expect(refreshes()).toHaveLength(0);
	});

	it.each([
		['2026-03', '/oauth/2026-03/token'],
		['2026-09', '/oauth/2026-09/token'],
		['v3', '/oauth/v3/token'],
		['objects-v3', '/oauth/v3/token'],
	])("has n8n's own client renew a dead token (%s), and goes on", async (apiVersion, path) => {
		emulator.tokens.set('dead', { until: 0 });
		const ids = emulator.seed.records('companies', [{ name: 'A' }, { name: 'B' }]);
		const bench = connected('dead', { apiVersion });
		const parameters = asOAuth2(
			record('update', { recordId: '={{ $json.id }}', fieldsJson: '{"name":"N"}' }, 'companies'),
		);
		const items = Array.from({ length: 150 }, (_, n) => ({ id: ids[n % 2] }));
		const out = await outputs(bench, { parameters, items });
		expect(out.map(({ name }) => name)).toEqual(items.map(() => 'N'));
		expect(refreshes()[0]).toMatchObject({ path, status: 200 });
		expect(String(refreshes()[0].body)).toContain('refresh_token=refresh-1');
		const { oauthTokenData } = bench.store.read('oauth');
		expect(oauthTokenData).toMatchObject({ access_token: expect.stringMatching(/^oauth-/) });
		// the next run begins with it
		const before = refreshes().length;
		await outputs(bench, { parameters, items: items.slice(0, 1) });
		expect(refreshes()).toHaveLength(before);
	});

	it('says what to do when the token cannot be renewed, without a secret', async () => {
		emulator.tokens.set('dead', { until: 0 });
		const bench = connected('dead', { clientSecret: 'no-such-secret' });
		const error = await execute(bench, { parameters: asOAuth2(record('getAll')) }).then(
			() => undefined,
			(thrown: Error & { description?: string; failure?: unknown }) => thrown,
		);
		expect(`${error?.message} ${error?.description}`).toMatch(
			/client ID or secret|reconnect|token/i,
		);
		expect(error?.failure).toMatchObject({ cause: 'credential-invalid' });
		const shown = JSON.stringify([error, error?.message, error?.stack]);
		for (const secret of ['no-such-secret', 'refresh-1']) expect(shown).not.toContain(secret);
	});

	it('tries again when the token endpoint is down for a moment', async () => {
		emulator.tokens.set('dead', { until: 0 });
		const [id] = emulator.seed.records('companies', [{ name: 'A' }]);
		const path = /\/oauth\/.*token$/;
		emulator.faults.add({ when: { method: 'POST', path }, before: true, answer: { status: 503 } });
		const parameters = asOAuth2(record('create', { fieldsJson: '{"name":"N"}' }, 'companies'));
		expect(await outputs(connected('dead'), { parameters })).toMatchObject([{ name: 'N' }]);
		expect(refreshes().map(({ status }) => status)).toEqual([503, 200]);
		expect(emulator.store.records.get('0-2')?.size).toBe(2);
		expect(id).toBeTruthy();
	});

	it('asks for the consent that the credential describes', () => {
		const self = {
			authorizeHost: ' https://app-eu1.hubspot.com/ ',
			optionalScope: 'tickets files',
			baseUrl: 'https://api.hubapi.com/',
			apiVersion: '2026-09',
		};
		expect(derived('authUrl', self)).toBe('https://app-eu1.hubspot.com/oauth/authorize');
		expect(derived('authQueryParameters', self)).toBe('optional_scope=tickets%20files');
		expect(derived('authQueryParameters', { ...self, optionalScope: '' })).toBe('');
		expect(derived('accessTokenUrl', self)).toBe('https://api.hubapi.com/oauth/2026-09/token');
		expect(derived('accessTokenUrl', { ...self, apiVersion: 'objects-v3' })).toBe(
			'https://api.hubapi.com/oauth/v3/token',
		);
	});
});
