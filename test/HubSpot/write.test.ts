import type { INodeParameters } from 'n8n-workflow';
import type { HubSpotEmulator } from '../emulator/hubSpot';
import { detailsOf, execute, outputs } from '../support/contexts';
import { benchOf, carryOn, mapped, record, start } from './bench';

let emulator: HubSpotEmulator;
beforeAll(async () => {
	emulator = await start();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const PAGE = {
	property_checkbox: 'false',
	property_date: '1572480000000',
	property_dropdown: 'choice_b',
	property_multiple_checkboxes: 'chocolate;strawberry',
	property_number: '17',
	property_radio: 'option_1',
	property_string: 'value',
};
const contacts = () => emulator.store.records.get('0-1') ?? new Map();
const values = (id: unknown) => Object.fromEntries(contacts().get(String(id))?.values ?? []);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const writes = () =>
	emulator.log.entries.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/read'));
const byKey = (uniqueField: string): INodeParameters => ({
	locateBy: 'uniqueField',
	uniqueField,
	uniqueValue: '={{ $json.key }}',
});

describe("the vendor page's example", () => {
	it.each([
		['2026-03', '/crm/objects/2026-03'],
		['v3', '/crm/v3/objects'],
		['objects-v3', '/crm/objects/v3'],
		['2026-09', '/crm/objects/2026-09'],
	])(
		'is sent as it stands on %s: alone as PATCH, with others as a batch',
		async (apiVersion, base) => {
			emulator.seed.records('contacts', [{ external_id: 'a' }, { external_id: 'b' }]);
			const bench = benchOf(emulator, { apiVersion });
			const parameters = record('update', {
				...byKey('external_id'),
				fieldsJson: JSON.stringify(PAGE),
			});
			const timezone = 'America/New_York';
			const [one] = await outputs(bench, { parameters, items: [{ key: 'a' }], timezone });
			expect(one).toMatchObject({ ...PAGE, updated: true });
			const [patch] = emulator.log.of('PATCH');
			expect(patch).toMatchObject({
				path: `${base}/contacts/a`,
				query: { idProperty: 'external_id' },
				body: { properties: PAGE },
			});
			await outputs(bench, { parameters, items: [{ key: 'a' }, { key: 'b' }], timezone });
			const [batch] = emulator.log.of('POST', `${base}/contacts/batch/update`);
			expect(batch?.body).toMatchObject({
				inputs: [
					{ id: 'a', idProperty: 'external_id', properties: PAGE },
					{ id: 'b', idProperty: 'external_id', properties: PAGE },
				],
			});
			expect(emulator.log.of('PATCH')).toHaveLength(1);
		},
	);

	it('comes from the mapper with values as n8n has them', async () => {
		const [{ id }] = await outputs(benchOf(emulator), {
			parameters: record('create', {
				fields: mapped({
					email: '={{ $json.email }}',
					property_checkbox: false,
					property_date: '2019-10-31',
					property_dropdown: 'choice_b',
					property_multiple_checkboxes: 'Chocolate;strawberry',
					property_number: 17,
					property_radio: 'option_1',
					property_string: 'value',
				}),
			}),
			items: [{ email: 'p@example.com' }],
		});
		expect(values(id)).toMatchObject(PAGE);
	});
});

describe('a thousand items', () => {
	const items = numbers(1000).map((n) => ({ n, key: `k${n}`, email: `n${n}@example.com` }));
	const fieldsJson = '={{ JSON.stringify({ firstname: "N" + $json.n, ...$json.extra }) }}';
	const seeded = () =>
		emulator.seed.records(
			'contacts',
			items.map(({ key }) => ({ external_id: key })),
		);
	const cases: Record<string, () => { parameters: INodeParameters; key?: true }> = {
		create: () => ({ parameters: record('create', { fieldsJson }) }),
		update: () => {
			seeded();
			return { parameters: record('update', { ...byKey('external_id'), fieldsJson }) };
		},
		upsert: () => ({
			parameters: record('upsert', {
				uniqueField: 'external_id',
				uniqueValue: '={{ $json.key }}',
				fieldsJson,
			}),
		}),
	};

	it.each(Object.keys(cases))(
		'%s in 10 requests, in order, with results shuffled',
		async (name) => {
			const { parameters } = cases[name]();
			const out = await execute(benchOf(emulator), { parameters, items });
			expect(out.map(({ json }) => json.firstname)).toEqual(items.map(({ n }) => `N${n}`));
			expect(out.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
			expect(writes()).toHaveLength(10);
			expect(contacts().size).toBe(1000);
		},
	);

	it('archives in 10 requests, and counts unknown IDs as archived', async () => {
		const ids = seeded();
		const parameters = record('delete', { recordId: '={{ $json.id }}' });
		const given = ids.map((id, index) => ({ id: index === 7 ? '999999' : id }));
		const out = await outputs(benchOf(emulator), { parameters, items: given });
		expect(out).toEqual(given.map(({ id }) => ({ id, deleted: true })));
		expect(writes()).toHaveLength(10);
		const left = [...contacts().values()].filter(({ archivedAt }) => archivedAt === undefined);
		expect(left).toHaveLength(1);
		const bad = execute(benchOf(emulator), { parameters, items: [{ id: '12a' }, { id: ids[7] }] });
		await expect(bad).rejects.toThrow('is no ID of HubSpot');
		expect(writes()).toHaveLength(10);
	});

	const bad = [5, 250, 999];
	const spoilt = items.map((item, index) =>
		bad.includes(index) ? { ...item, extra: { lifecyclestage: 'nonsense' } } : item,
	);

	it.each(
		Object.keys(cases).flatMap((name) => [
			[name, 'perRow', 10] as const,
			[name, 'whole', 10 + 3 * 14] as const,
		]),
	)('%s: three bad rows fail alone (%s) in at most %i requests', async (name, badRows, most) => {
		const { parameters } = cases[name]();
		emulator.switches.badRows = badRows;
		// options that the panel does not know yet: the property's own list is not to stop them
		emulator.store.types.get('0-1')?.properties.set('lifecyclestage', {
			...emulator.store.types.get('0-1')!.properties.get('lifecyclestage')!,
			externalOptions: true,
			options: [],
		});
		const out = await execute(benchOf(emulator), { parameters, items: spoilt, node: carryOn });
		expect(out).toHaveLength(1000);
		const failed = out.flatMap(({ json }, index) => (json.error ? [index] : []));
		expect(failed).toEqual(bad);
		for (const index of bad) {
			expect(out[index].json).toMatchObject({
				details: { outcome: 'failed', code: 'VALIDATION_ERROR' },
				error: expect.stringMatching(/Property "lifecyclestage": nonsense was not one of/),
			});
			expect(out[index].pairedItem).toEqual({ item: index });
		}
		expect(writes().length).toBeLessThanOrEqual(most);
	});
});

describe('rows and keys', () => {
	it('sends rows of one key one after the other, and the last one wins', async () => {
		const items = numbers(6).map((n) => ({ key: n % 2 ? 'a' : 'b', n }));
		const parameters = record('upsert', {
			uniqueField: 'external_id',
			uniqueValue: '={{ $json.key }}',
			fieldsJson: '={{ JSON.stringify({ firstname: "N" + $json.n }) }}',
		});
		const out = await outputs(benchOf(emulator), { parameters, items });
		expect(out.map(({ created }) => created)).toEqual([true, true, false, false, false, false]);
		expect(writes()).toHaveLength(3);
		expect([...contacts().values()].map(({ values: held }) => held.get('firstname'))).toEqual(
			expect.arrayContaining(['N4', 'N5']),
		);
	});

	it('updates contacts by email: one by PATCH, more by reading their IDs first', async () => {
		emulator.seed.records('contacts', [{ email: 'a@x.com' }, { email: 'b@x.com' }]);
		const parameters = record('update', { ...byKey('email'), fieldsJson: '{"firstname":"N"}' });
		const bench = benchOf(emulator);
		const items = [{ key: 'A@x.com' }, { key: 'gone@x.com' }, { key: 'b@x.com' }];
		const out = await execute(bench, { parameters, items, node: carryOn });
		expect(out.map(({ json }) => json.firstname ?? json.error)).toEqual([
			'N',
			expect.stringContaining('no contact with the email gone@x.com'),
			'N',
		]);
		await outputs(bench, { parameters, items: [{ key: 'a@x.com' }] });
		expect(emulator.log.of('PATCH')).toMatchObject([{ query: { idProperty: 'email' } }]);
	});

	it('sends hs_object_id without idProperty', async () => {
		const ids = emulator.seed.records('contacts', [{ firstname: 'a' }, { firstname: 'b' }]);
		const parameters = record('update', {
			...byKey('hs_object_id'),
			fieldsJson: '{"lastname":"L"}',
		});
		const bench = benchOf(emulator);
		await outputs(bench, { parameters, items: [{ key: ids[0] }] });
		await outputs(bench, { parameters, items: ids.map((key) => ({ key })) });
		expect(emulator.log.of('PATCH')[0]?.query).toEqual({});
		expect(ids.map((id) => values(id).lastname)).toEqual(['L', 'L']);
	});

	it('says that nobody knows whose result it is where HubSpot sends no trace ids', async () => {
		emulator.switches.traceInResults = 'updateAndUpsert';
		const parameters = record('create', { fieldsJson: '{"firstname":"N"}' });
		const out = await execute(benchOf(emulator), { parameters, items: [{}, {}], node: carryOn });
		expect(out.map(({ json }) => detailsOf(json).outcome)).toEqual(['unknown', 'unknown']);
	});

	it('associates on create, and clears, adds and sets falsy values on update', async () => {
		const [company] = emulator.seed.records('companies', [{ name: 'X' }]);
		const bench = benchOf(emulator);
		const [{ id }] = await outputs(bench, {
			parameters: record('create', {
				fieldsJson:
					'{"firstname":"N","property_multiple_checkboxes":"vanilla","hubspot_owner_id":"ada@example.com"}',
				newAssociations: {
					association: [
						{ toObjectType: 'companies', toRecordId: company, associationType: 'Primary' },
					],
				},
			}),
		});
		expect(values(id)).toMatchObject({ hubspot_owner_id: '41' });
		const links = emulator.store.links.get(`0-1:${String(id)}>0-2`);
		expect([...(links?.get(String(company)) ?? [])].sort()).toEqual([1, 279]);
		await outputs(bench, {
			parameters: record('update', {
				recordId: String(id),
				fieldsJson:
					'{"property_multiple_checkboxes":";chocolate","property_number":0,"property_checkbox":false,"lastname":""}',
				options: { clearFields: ['firstname'] },
			}),
		});
		expect(values(id)).toMatchObject({
			property_multiple_checkboxes: 'vanilla;chocolate',
			property_number: '0',
			property_checkbox: 'false',
		});
		expect(values(id)).not.toHaveProperty('firstname');
	});

	it('merges, and erases a contact by its email', async () => {
		const [a, b] = emulator.seed.records('contacts', [{ email: 'a@x.com' }, { firstname: 'B' }]);
		const bench = benchOf(emulator);
		const [merged] = await outputs(bench, {
			parameters: record('merge', { recordId: a, mergeId: b }),
		});
		expect(merged).toMatchObject({ id: a, merged: true });
		const parameters = record('gdprDelete', { contact: 'a@x.com' });
		expect(await outputs(bench, { parameters })).toEqual([{ email: 'a@x.com', deleted: true }]);
		expect(contacts().size).toBe(0);
	});
});
