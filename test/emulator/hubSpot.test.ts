/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as sleep } from 'node:timers/promises';
import { startHubSpot, type HubSpotEmulator } from './hubSpot';
import { clientOf } from './hubSpot/testClient';

let emulator: HubSpotEmulator;
let api: ReturnType<typeof clientOf>;
const QUIET = { burstLimit: 100_000, searchesPerSecond: 100_000, searchLagMs: 0 };
beforeAll(async () => {
	emulator = await startHubSpot({ switches: QUIET });
	api = clientOf(emulator);
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const OBJECTS = [
	'/crm/v3/objects',
	'/crm/objects/v3',
	'/crm/objects/2026-03',
	'/crm/objects/2026-09',
];

const create = async (properties: object, type = 'contacts') =>
	(await api.post(`/crm/v3/objects/${type}`, { properties })).data as unknown as { id: string };

describe('objects', () => {
	it.each(OBJECTS)(
		"takes the vendor page's PATCH on %s, by id and by a unique property",
		async (base) => {
			const { id } = await create({ email: 'p@example.com', external_id: 'x-1' });
			const properties = {
				property_checkbox: 'false',
				property_date: '1572480000000',
				property_dropdown: 'choice_b',
				property_multiple_checkboxes: 'chocolate;strawberry',
				property_number: '17',
				property_radio: 'option_1',
				property_string: 'value',
			};
			const reply = await api.patch(`${base}/contacts/${id}`, { properties });
			expect(reply.status).toBe(200);
			expect(reply.data.properties).toMatchObject(properties);
			const by = (name: string, value: string) =>
				api.patch(`${base}/contacts/${value}?idProperty=${name}`, { properties });
			expect((await by('external_id', 'x-1')).status).toBe(200);
			expect((await by('email', 'p@example.com')).status).toBe(200);
			expect((await by('hs_object_id', id)).data.message).toContain('non-unique');
			expect((await by('firstname', 'x')).data.message).toContain('non-unique');
		},
	);

	it('accepts names, type ids, full names and a slash at the end; nothing else', async () => {
		for (const type of ['contacts', '0-1', 'contact', 'p62515_cars', '2-3465404', 'contacts/'])
			expect((await api.get(`/crm/objects/2026-03/${type}`)).status).toBe(200);
		const strange = await api.get('/crm/objects/2026-03/unicorns');
		expect(strange.data.message).toBe('Unable to infer object type from: unicorns');
		expect((await api.get('/crm/objects/2025-01/contacts')).status).toBe(404);
	});

	it('shows strings and nulls, the default set, and leaves unknown names out of reads', async () => {
		const { id } = await create({ email: 'A@example.com', property_number: '17' });
		const plain = (await api.get(`/crm/v3/objects/contacts/${id}`)).data;
		expect(plain.properties).toMatchObject({ email: 'a@example.com', firstname: null });
		expect(plain.properties).not.toHaveProperty('property_number');
		const asked = await api.get(`/crm/v3/objects/contacts/${id}`, {
			properties: 'property_number,nonsense',
		});
		expect(asked.data.properties).toMatchObject({ property_number: '17' });
		expect(asked.data.properties).not.toHaveProperty('nonsense');
	});

	it.each([
		[{ nonsense: 'x' }, 'PROPERTY_DOESNT_EXIST'],
		[{ hs_object_id: '1' }, 'READ_ONLY_VALUE'],
		[{ hs_email_domain: 'x' }, 'READ_ONLY_VALUE'],
		[{ property_dropdown: 'Choice_B' }, 'INVALID_OPTION'],
		[{ property_checkbox: 'yes' }, 'INVALID_OPTION'],
		[{ property_number: '1,000' }, 'INVALID_INTEGER'],
		[{ property_number: ' 1' }, 'LEADING_TRAILING_WHITESPACE'],
		[{ property_number: 1 }, 'INVALID_STRING'],
		[{ property_date: '1572480000001' }, 'INVALID_DATE'],
		[{ email: 'nobody' }, 'INVALID_EMAIL'],
		[{ hubspot_owner_id: '7' }, 'INVALID_OWNER'],
		[{ lifecyclestage: 'x' }, 'INVALID_OPTION'],
	])('refuses %j', async (properties, code) => {
		const { data, status } = await api.post('/crm/v3/objects/contacts', {
			properties: { firstname: 'x', ...properties },
		});
		expect(status).toBe(400);
		expect(data.category).toBe('VALIDATION_ERROR');
		const [, json = '[]'] = /^Property values were not valid: (.*)$/.exec(data.message) ?? [];
		expect(JSON.parse(json)).toMatchObject([{ isValid: false, error: code }]);
	});

	it('clears by "", appends by ";", and keeps the history', async () => {
		const { id } = await create({ firstname: 'A', property_multiple_checkboxes: 'vanilla' });
		await api.patch(`/crm/v3/objects/contacts/${id}`, {
			properties: { firstname: '', property_multiple_checkboxes: ';chocolate' },
		});
		const { data } = await api.get(`/crm/v3/objects/contacts/${id}`, {
			properties: 'firstname,property_multiple_checkboxes',
			propertiesWithHistory: 'firstname',
		});
		expect(data.properties).toMatchObject({
			firstname: null,
			property_multiple_checkboxes: 'vanilla;chocolate',
		});
		expect(data.propertiesWithHistory).toMatchObject({
			firstname: [{ value: '' }, { value: 'A' }],
		});
	});

	it('names the record that holds an email, and wants the minimum of each type', async () => {
		const { id } = await create({ email: 'a@example.com' });
		const again = await api.post('/crm/v3/objects/contacts', {
			properties: { email: 'A@example.com' },
		});
		expect([again.status, again.data.message]).toEqual([
			409,
			`Contact already exists. Existing ID: ${id}`,
		]);
		for (const [type, properties] of [
			['contacts', { phone: '1' }],
			['companies', { city: 'x' }],
			['deals', { dealname: 'x', pipeline: 'default' }],
			['notes', { hs_note_body: 'x' }],
			['emails', { hs_timestamp: '1' }],
		] as const)
			expect((await api.post(`/crm/v3/objects/${type}`, { properties })).data.message).toContain(
				'REQUIRED_PROPERTY',
			);
		const stage = await api.post('/crm/v3/objects/deals', {
			properties: { dealname: 'x', pipeline: 'default', dealstage: '4' },
		});
		expect(stage.data.message).toContain('INVALID_OPTION');
	});

	it("enforces the account's own rules in 2026-09 alone", async () => {
		emulator.seed.property('contacts', { name: 'region', required: true });
		const body = { properties: { email: 'r@example.com', zip_rule: 'abc' } };
		expect((await api.post('/crm/objects/2026-09/contacts', body)).data.message).toContain(
			'VALIDATION_RULE',
		);
		const plain = { properties: { email: 'r@example.com' } };
		expect((await api.post('/crm/objects/2026-09/contacts', plain)).data.message).toContain(
			'Required property region',
		);
		expect((await api.post('/crm/objects/2026-03/contacts', body)).status).toBe(201);
	});

	it('archives, lists what is archived, merges and erases', async () => {
		const [a = '', b = '', c = ''] = emulator.seed.records('contacts', [
			{ email: 'a@x.com' },
			{ email: 'b@x.com', firstname: 'B' },
			{ email: 'c@x.com' },
		]);
		expect((await api.remove(`/crm/v3/objects/contacts/${c}`)).status).toBe(204);
		expect((await api.remove('/crm/v3/objects/contacts/99999')).status).toBe(204);
		expect((await api.get(`/crm/v3/objects/contacts/${c}`)).status).toBe(404);
		const archived = await api.get('/crm/v3/objects/contacts', { archived: true });
		expect(archived.data.results.map(({ id }) => id)).toEqual([c]);
		const merged = await api.post('/crm/v3/objects/contacts/merge', {
			primaryObjectId: a,
			objectIdToMerge: b,
		});
		expect(merged.data.properties).toMatchObject({ email: 'a@x.com', firstname: 'B' });
		expect((await api.get(`/crm/v3/objects/contacts/${b}`)).data.id).toBe(a);
		const erased = await api.post('/crm/v3/objects/contacts/gdpr-delete', {
			objectId: 'a@x.com',
			idProperty: 'email',
		});
		expect(erased.status).toBe(204);
		expect((await api.get(`/crm/v3/objects/contacts/${a}`)).status).toBe(404);
	});

	it('lists in pages of 100, of 50 with history', async () => {
		emulator.seed.records(
			'contacts',
			Array.from({ length: 120 }, (_, n) => ({ firstname: `n${n}` })),
		);
		const first = (await api.get('/crm/v3/objects/contacts', { limit: 100 })).data;
		expect(first.results).toHaveLength(100);
		const after = first.paging?.next.after;
		const rest = (await api.get('/crm/v3/objects/contacts', { limit: 100, after })).data;
		expect(rest.results).toHaveLength(20);
		expect(rest.paging).toBeUndefined();
		expect((await api.get('/crm/v3/objects/contacts', { limit: 101 })).status).toBe(400);
		const history = { limit: 51, propertiesWithHistory: 'firstname' };
		expect((await api.get('/crm/v3/objects/contacts', history)).status).toBe(400);
	});
});

describe('batches', () => {
	const rows = (count: number, bad: number[] = []) =>
		Array.from({ length: count }, (_, n) => ({
			properties: bad.includes(n) ? { nonsense: '1' } : { email: `n${n}@example.com` },
			objectWriteTraceId: String(n),
		}));

	it('answers per row where each has a trace id, shuffled; else refuses all for one', async () => {
		const mixed = await api.post('/crm/v3/objects/contacts/batch/create', { inputs: rows(5, [2]) });
		expect(mixed.status).toBe(207);
		expect(mixed.data.errors).toMatchObject([
			{ category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['2'] } },
		]);
		expect(mixed.data.results.map((row) => row.objectWriteTraceId).sort()).toEqual([
			'0',
			'1',
			'3',
			'4',
		]);
		const dated = await api.post('/crm/objects/2026-09/contacts/batch/create', {
			inputs: rows(2, [0]).map((row) => ({
				...row,
				properties: { ...row.properties, firstname: 'x', email: undefined },
			})),
		});
		expect([dated.status, dated.data.numErrors]).toEqual([201, 1]);
		emulator.reset();
		const bare = rows(5, [2]).map(({ properties }) => ({ properties }));
		const whole = await api.post('/crm/v3/objects/contacts/batch/create', { inputs: bare });
		expect(whole.status).toBe(400);
		expect((await api.get('/crm/v3/objects/contacts')).data.results).toHaveLength(0);
		emulator.switches.badRows = 'whole';
		const switched = await api.post('/crm/v3/objects/contacts/batch/create', {
			inputs: rows(5, [2]),
		});
		expect(switched.status).toBe(400);
		expect((await api.get('/crm/v3/objects/contacts')).data.results).toHaveLength(0);
	});

	it('refuses duplicate ids, 101 rows, an email as the key of an update, and none of an upsert', async () => {
		const path = '/crm/v3/objects/contacts/batch';
		const twice = {
			inputs: [
				{ id: '1', properties: {} },
				{ id: '1', properties: {} },
			],
		};
		expect((await api.post(`${path}/update`, twice)).data.message).toContain('Duplicate IDs');
		expect((await api.post(`${path}/create`, { inputs: rows(101) })).status).toBe(400);
		const byEmail = { inputs: [{ id: 'a@b.c', idProperty: 'email', properties: {} }] };
		expect((await api.post(`${path}/update`, byEmail)).data.message).toContain('non-unique');
		expect((await api.post(`${path}/upsert`, { inputs: [{ id: '1' }] })).status).toBe(400);
	});

	it('upserts by a unique property and says what is new; reads by it; archives in silence', async () => {
		emulator.seed.records('contacts', [{ external_id: 'k1', firstname: 'old' }]);
		const inputs = ['k1', 'k2'].map((id) => ({
			id,
			idProperty: 'external_id',
			properties: { firstname: 'new' },
			objectWriteTraceId: id,
		}));
		const reply = await api.post('/crm/v3/objects/contacts/batch/upsert', { inputs });
		const news = Object.fromEntries(
			reply.data.results.map((row) => [row.objectWriteTraceId, row.new]),
		);
		expect(news).toEqual({ k1: false, k2: true });
		const read = await api.post('/crm/v3/objects/contacts/batch/read', {
			inputs: [{ id: 'k1' }, { id: 'k3' }],
			idProperty: 'external_id',
			properties: ['external_id'],
		});
		expect([read.status, read.data.results.length]).toEqual([207, 1]);
		expect(read.data.errors).toMatchObject([
			{ category: 'OBJECT_NOT_FOUND', context: { ids: ['k3'] } },
		]);
		const gone = await api.post('/crm/v3/objects/contacts/batch/archive', {
			inputs: [{ id: reply.data.results[0]?.id }, { id: '424242' }],
		});
		expect(gone.status).toBe(204);
	});
});

describe('search', () => {
	const search = (body: object, type = 'contacts') =>
		api.post(`/crm/v3/objects/${type}/search`, body);
	const where = (...filters: object[]) => ({ filterGroups: [{ filters }] });

	it('knows its walls', async () => {
		const filter = { propertyName: 'firstname', operator: 'EQ', value: 'x' };
		const groups = (counts: number[]) => ({
			filterGroups: counts.map((count) => ({
				filters: Array.from({ length: count }, () => filter),
			})),
		});
		expect((await search(groups([6, 6, 6]))).status).toBe(200);
		expect((await search(groups([7]))).data.message).toContain('too many filters');
		expect((await search(groups([4, 4, 4, 4, 3]))).data.message).toContain('18');
		expect((await search(groups([1, 1, 1, 1, 1, 1]))).data.message).toContain('maximum is 5');
		expect((await search({ limit: 201 })).status).toBe(400);
		expect((await search({ limit: 100, after: '9901' })).status).toBe(400);
		expect((await search({ query: 'x'.repeat(3001) })).status).toBe(400);
		const half = where({ propertyName: 'property_number', operator: 'BETWEEN', value: '1' });
		expect((await search(half)).data.message).toBe('operator BETWEEN requires a highValue');
	});

	it('runs all 13 operators', async () => {
		emulator.seed.records('contacts', [
			{ firstname: 'Ada Byron', property_number: '1', property_date: '2026-01-01' },
			{ firstname: 'Bob', property_number: '2', property_multiple_checkboxes: 'vanilla;chocolate' },
			{ firstname: 'Cy', property_number: '3' },
		]);
		const count = async (filter: object) => (await search(where(filter))).data.total;
		const n = (operator: string, more: object = { value: '2' }) =>
			count({ propertyName: 'property_number', operator, ...more });
		expect(await n('EQ')).toBe(1);
		expect(await n('NEQ')).toBe(2);
		expect(await n('LT')).toBe(1);
		expect(await n('LTE')).toBe(2);
		expect(await n('GT')).toBe(1);
		expect(await n('GTE')).toBe(2);
		expect(await n('BETWEEN', { value: '1', highValue: '2' })).toBe(2);
		expect(await n('IN', { values: ['1', '3'] })).toBe(2);
		expect(await n('NOT_IN', { values: ['1', '3'] })).toBe(1);
		const name = (operator: string, more: object = {}) =>
			count({ propertyName: 'firstname', operator, ...more });
		expect(await name('HAS_PROPERTY')).toBe(3);
		expect(await name('NOT_HAS_PROPERTY')).toBe(0);
		expect(await name('CONTAINS_TOKEN', { value: 'by*' })).toBe(1);
		expect(await name('NOT_CONTAINS_TOKEN', { value: 'by*' })).toBe(2);
		expect(await name('IN', { values: ['bob'] })).toBe(1);
		expect(await name('IN', { values: ['Bob'] })).toBe(0);
		const date = {
			propertyName: 'property_date',
			operator: 'EQ',
			value: String(Date.UTC(2026, 0, 1)),
		};
		expect(await count(date)).toBe(1);
	});

	it('lags behind writes, never shows archived records, and knows associations', async () => {
		emulator.switches.searchLagMs = 300;
		const { id } = await create({ firstname: 'Late' });
		expect(
			(await search(where({ propertyName: 'firstname', operator: 'EQ', value: 'late' }))).data
				.total,
		).toBe(0);
		await sleep(310);
		expect((await search({ query: 'late' })).data.total).toBe(1);
		await api.patch(`/crm/v3/objects/contacts/${id}`, { properties: { firstname: 'Now' } });
		expect((await search({ query: 'late' })).data.total).toBe(1);
		const [company = ''] = emulator.seed.records('companies', [{ name: 'X' }]);
		emulator.seed.associate('contacts', id, 'companies', company);
		const linked = where({ propertyName: 'associations.company', operator: 'EQ', value: company });
		expect((await search(linked)).data.total).toBe(1);
		emulator.seed.archive('contacts', id);
		expect((await search(linked)).data.total).toBe(0);
	});
});

describe('access and limits', () => {
	it('wants a token, tells an expired one, and names the scopes that are missing', async () => {
		const answer = async (token: string) => {
			const { status, data } = await clientOf(emulator, token).get('/crm/v3/objects/contacts');
			return { status, data };
		};
		expect(await answer('nonsense')).toMatchObject({
			status: 401,
			data: { category: 'INVALID_AUTHENTICATION' },
		});
		emulator.tokens.set('old', { until: emulator.now() - 1 });
		expect(await answer('old')).toMatchObject({ data: { category: 'EXPIRED_AUTHENTICATION' } });
		emulator.tokens.set('poor', { until: Infinity, scopes: ['oauth'] });
		const { status, data } = await answer('poor');
		expect([status, data.category]).toEqual([403, 'MISSING_SCOPES']);
		expect(data.errors[0]?.context.requiredGranularScopes).toContain('crm.objects.contacts.read');
	});

	it('shows its limits on all but searches, and refuses by three policies', async () => {
		emulator.switches.burstLimit = 3;
		const first = await api.get('/crm/v3/objects/contacts');
		expect(first.headers).toMatchObject({
			'x-hubspot-ratelimit-max': '3',
			'x-hubspot-ratelimit-remaining': '2',
			'x-hubspot-ratelimit-interval-milliseconds': '10000',
		});
		const searched = await api.post('/crm/v3/objects/contacts/search', {});
		expect(searched.headers).not.toHaveProperty('x-hubspot-ratelimit-max');
		await api.get('/crm/v3/owners/');
		const refused = await api.get('/crm/v3/owners');
		expect([refused.status, refused.data.policyName]).toEqual([429, 'TEN_SECONDLY_ROLLING']);
		expect(refused.headers).not.toHaveProperty('retry-after');
		emulator.reset();
		Object.assign(emulator.switches, { ...QUIET, searchesPerSecond: 1 });
		await api.post('/crm/v3/objects/contacts/search', {});
		const searches = await api.post('/crm/v3/objects/deals/search', {});
		expect(searches.data).toMatchObject({
			policyName: 'SECONDLY',
			message: 'You have reached your secondly limit.',
		});
		emulator.switches.dailyLimit = 2;
		expect((await api.get('/crm/v3/owners')).data.policyName).toBe('DAILY');
	});
});
