/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { HubSpotEmulator } from '../emulator/hubSpot';
import { detailsOf, execute, outputs } from '../support/contexts';
import { benchOf, carryOn, record, start } from './bench';

let emulator: HubSpotEmulator;
beforeAll(async () => {
	emulator = await start();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const many = (count: number, more: Record<string, string> = {}) =>
	emulator.seed.records(
		'contacts',
		Array.from({ length: count }, (_, n) => ({ firstname: `N${n}`, ...more })),
	);
const lists = () => emulator.log.of('GET', /objects\/2026-03\/contacts$/);
const searches = () => emulator.log.of('POST', /\/search$/);
const where = (...conditions: object[]) => ({ conditionsJson: JSON.stringify(conditions) });

describe('25,000 records', () => {
	it('come through Get Many and through Search, once each', async () => {
		const ids = many(25_000);
		const bench = benchOf(emulator);
		const listed = await outputs(bench, { parameters: record('getAll', { returnAll: true }) });
		expect(listed.map(({ id }) => id)).toEqual(ids);
		expect(lists()).toHaveLength(250);
		const found = await outputs(bench, { parameters: record('search', { returnAll: true }) });
		expect(found.map(({ id }) => id)).toEqual(ids);
		expect(searches()).toHaveLength(125);
		expect(searches()[0].body).toMatchObject({
			sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
		});
		expect(
			searches().every(({ body }) => Number((body as { after?: string }).after ?? 0) <= 9800),
		).toBe(true);
		emulator.log.clear();
		const some = await outputs(bench, {
			parameters: record('search', {
				returnAll: true,
				...where({
					any: [
						{ field: 'firstname', operator: 'HAS_PROPERTY' },
						{ field: 'lastname', operator: 'HAS_PROPERTY' },
					],
				}),
			}),
		});
		expect(some.map(({ id }) => id)).toEqual(ids);
	}, 120_000);

	it('take no more memory than the output items and two pages', async () => {
		const program = ['--expose-gc', '--import', 'tsx', 'test/HubSpot/manyRecords.ts'];
		const { stdout } = await promisify(execFile)(process.execPath, program, {
			cwd: join(__dirname, '..', '..'),
		});
		const told = JSON.parse(stdout) as Record<'getAll' | 'search', Record<string, number>>;
		for (const { records, twoPages, perRow, perItem, beside } of Object.values(told)) {
			expect(records).toBe(25_000);
			expect(perRow).toBeLessThanOrEqual(perItem);
			expect(beside).toBeLessThanOrEqual(twoPages);
		}
		expect([told.getAll.pages, told.search.pages]).toEqual([250, 125]);
	}, 240_000);

	it('are asked for page by page: nothing is read ahead of what is put out', async () => {
		many(5_000);
		const limit = { returnAll: false, limit: 3_000 };
		await outputs(benchOf(emulator), { parameters: record('getAll', limit) });
		expect(lists()).toHaveLength(30);
		await outputs(benchOf(emulator), { parameters: record('search', limit) });
		expect(searches()).toHaveLength(15);
	});
});

it('takes two requests for 150 by Get Many, one by Search', async () => {
	const ids = many(400);
	const bench = benchOf(emulator);
	const limit = { returnAll: false, limit: 150 };
	const listed = await outputs(bench, { parameters: record('getAll', limit) });
	expect(listed.map(({ id }) => id)).toEqual(ids.slice(0, 150));
	expect(
		emulator.log.of('GET', /objects\/2026-03\/contacts$/).map(({ query }) => query.limit),
	).toEqual(['100', '50']);
	expect(await outputs(bench, { parameters: record('search', limit) })).toHaveLength(150);
	expect(searches()).toHaveLength(1);
});

it('gets many by ID or key in one batch read, in order, with associations; one alone by GET', async () => {
	const ids = emulator.seed.records('contacts', [
		{ external_id: 'A', firstname: 'a' },
		{ external_id: 'b', firstname: 'b' },
	]);
	const [company] = emulator.seed.records('companies', [{ name: 'X' }]);
	emulator.seed.associate('contacts', ids[1], 'companies', company, 'Primary');
	const bench = benchOf(emulator);
	const parameters = record('get', {
		locateBy: 'uniqueField',
		uniqueField: 'external_id',
		uniqueValue: '={{ $json.key }}',
		properties: ['firstname'],
		options: { associations: 'companies' },
	});
	const items = [{ key: 'b' }, { key: 'nobody' }, { key: 'A' }, { key: 'b' }];
	const out = await execute(bench, { parameters, items, node: carryOn });
	expect(out.map(({ json }) => json.firstname ?? detailsOf(json).outcome)).toEqual([
		'b',
		'failed',
		'a',
		'b',
	]);
	expect(out[0].json.associations).toMatchObject({ companies: { results: [{ id: company }] } });
	expect(out[0].json).not.toBe(out[3].json);
	const [alone] = await outputs(bench, { parameters, items: [{ key: 'b' }] });
	expect(alone).toMatchObject({ firstname: 'b', associations: expect.any(Object) });
	const archivedParameters = record('get', { recordId: ids[0], options: { archived: true } });
	emulator.seed.archive('contacts', ids[0]);
	expect(await outputs(bench, { parameters: archivedParameters })).toMatchObject([
		{ archived: true },
	]);
});

it('compiles nested groups, operators by type and owners by email', async () => {
	emulator.seed.records('contacts', [
		{
			firstname: 'Ada',
			property_number: '5',
			hubspot_owner_id: '41',
			property_date: String(Date.UTC(2026, 0, 2)),
		},
		{
			firstname: 'Bob',
			property_number: '50',
			hubspot_owner_id: '42',
			property_date: '2026-01-03',
		},
		{ firstname: 'Cy', property_number: '500', lifecyclestage: 'lead' },
	]);
	const bench = benchOf(emulator);
	const names = async (...conditions: object[]) =>
		(
			await outputs(bench, {
				parameters: record('search', { properties: ['firstname'], ...where(...conditions) }),
			})
		).map(({ firstname }) => firstname);
	const number = { field: 'property_number', operator: 'BETWEEN', value: [1, 60] };
	expect(await names(number)).toEqual(['Ada', 'Bob']);
	expect(await names({ field: 'firstname', operator: 'IN', value: 'ADA,Bob' }, number)).toEqual([
		'Ada',
		'Bob',
	]);
	expect(
		await names({ field: 'hubspot_owner_id', operator: 'EQ', value: 'ada@example.com' }),
	).toEqual(['Ada']);
	expect(await names({ field: 'property_date', operator: 'GT', value: '2026-01-02' })).toEqual([
		'Bob',
	]);
	expect(await names({ field: 'lifecyclestage', operator: 'EQ', value: 'Lead' })).toEqual(['Cy']);
	const nested = {
		all: [
			{
				any: [
					{ field: 'firstname', operator: 'EQ', value: 'Ada' },
					{ field: 'firstname', operator: 'EQ', value: 'Cy' },
				],
			},
			{
				any: [
					{ field: 'property_number', operator: 'GT', value: 100 },
					{ field: 'hubspot_owner_id', operator: 'HAS_PROPERTY' },
				],
			},
		],
	};
	expect(await names(nested)).toEqual(['Ada', 'Cy']);
	const last = searches().at(-1)?.body as { filterGroups: object[] };
	expect(last.filterGroups).toHaveLength(4);
});
