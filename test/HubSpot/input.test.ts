import type { INodeParameters } from 'n8n-workflow';
import type { HubSpotEmulator } from '../emulator/hubSpot';
import { binary, detailsOf, execute, outputs } from '../support/contexts';
import { benchOf, carryOn, object, operation, record, start } from './bench';

let emulator: HubSpotEmulator;
beforeAll(async () => {
	emulator = await start();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const failure = async (parameters: INodeParameters, items: object[] = [{}], changes = {}) => {
	const out = await execute(benchOf(emulator, changes), {
		parameters,
		items: items as never,
		node: carryOn,
	});
	const failed = out.find(({ json }) => json.error)?.json ?? {};
	return `${String(failed.error)} | ${String(detailsOf(failed).description)}`;
};
const writes = () =>
	emulator.log.entries.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/read'));
const create = (fields: object, type = 'contacts') =>
	record('create', { fieldsJson: JSON.stringify(fields) }, type);
const search = (...conditions: object[]) =>
	record('search', { returnAll: true, conditionsJson: JSON.stringify(conditions) });

describe('bad input is refused before anything is sent', () => {
	it.each<[string, INodeParameters, RegExp]>([
		[
			'an unknown property',
			create({ fristname: 'x' }),
			/unknown field "fristname".*Did you mean firstname/,
		],
		[
			'a wrong option',
			create({ property_dropdown: 'choice_c' }),
			/has no option "choice_c".*Choice a, Choice b/,
		],
		[
			'a read-only property',
			create({ hs_email_domain: 'x' }),
			/"Email domain" \(hs_email_domain\) is read-only/,
		],
		[
			"a value against the account's rule",
			create({ zip_rule: '12a' }),
			/breaks a rule of the account: ALPHANUMERIC NUMERIC_ONLY/,
		],
		['a number under the rule', create({ number_rule: 0 }), /MIN_NUMBER 1/],
		['no value at all', create({}), /holds no value to write/],
		['an unknown owner', create({ hubspot_owner_id: 'x@example.com' }), /no owner with the email/],
		[
			'BETWEEN with one value',
			search({ field: 'property_number', operator: 'BETWEEN', value: '1' }),
			/needs two values/,
		],
		[
			'an operator that the type lacks',
			search({ field: 'property_checkbox', operator: 'GT', value: '1' }),
			/does not know "Greater Than"/,
		],
		[
			'seven conditions in a group',
			search(
				...Array.from({ length: 7 }, (_, n) => ({
					field: 'firstname',
					operator: 'NEQ',
					value: `${n}`,
				})),
			),
			/7 conditions in one group/,
		],
		[
			'more than 18 conditions',
			search({
				any: Array.from({ length: 5 }, () => ({
					all: Array.from({ length: 4 }, () => ({
						field: 'firstname',
						operator: 'EQ',
						value: 'x',
					})),
				})),
			}),
			/20 conditions in all, and HubSpot takes 18/,
		],
		[
			'six groups',
			search({
				any: Array.from({ length: 6 }, () => ({ field: 'firstname', operator: 'EQ', value: 'x' })),
			}),
			/6 groups of conditions/,
		],
		[
			'3,000 characters',
			search({ field: 'firstname', operator: 'EQ', value: 'x'.repeat(2950) }),
			/characters, and HubSpot takes 3000/,
		],
		[
			'six conditions with Return All, which needs one more',
			search(
				...Array.from({ length: 6 }, (_, n) => ({
					field: 'firstname',
					operator: 'NEQ',
					value: `${n}`,
				})),
			),
			/hs_object_id that going past 10,000 records needs.*7 conditions in one group/,
		],
		[
			'an update by a property that is not unique',
			record('update', {
				locateBy: 'uniqueField',
				uniqueField: 'firstname',
				uniqueValue: 'x',
				fieldsJson: '{"lastname":"y"}',
			}),
			/values of "firstname" are not unique.*email, external_id/,
		],
		['an ID that is none', record('get', { recordId: '12/../3' }), /is no ID/],
		[
			'a quote set to APPROVED',
			operation('approval', 'setQuoteStatus', { quoteId: '1', status: 'APPROVED' }),
			/done by a person/,
		],
	])('%s', async (_, parameters, text) => {
		expect(await failure(parameters)).toMatch(text);
		expect(writes()).toHaveLength(0);
	});

	it('an association type that does not exist between two objects', async () => {
		const [product] = emulator.seed.records('products', [{ name: 'p' }]);
		const [cart] = emulator.seed.records('carts', [{ hs_name: 'c' }]);
		const ends = {
			objectType: object('products'),
			recordId: product,
			toObjectType: object('carts'),
			toRecordId: cart,
		};
		expect(await failure(operation('relation', 'create', ends))).toMatch(
			/no default association from products to carts.*cannot be associated/,
		);
		const contact = {
			...ends,
			objectType: object('contacts'),
			toObjectType: object('companies'),
			associationType: 'Boss',
		};
		expect(await failure(operation('relation', 'create', contact))).toMatch(
			/no association type "Boss" from contacts to companies.*Primary \(HUBSPOT_DEFINED:1\)/,
		);
		expect(writes()).toHaveLength(0);
	});
});

describe('what only HubSpot knows is told in its own words', () => {
	it('an archived record, an unknown object type, a required property', async () => {
		const [id] = emulator.seed.records('contacts', [{ firstname: 'a' }]);
		emulator.seed.archive('contacts', id);
		expect(await failure(record('get', { recordId: id }))).toMatch(/no such thing.*"Archived"/);
		expect(
			await failure(record('update', { recordId: id, fieldsJson: '{"lastname":"x"}' })),
		).toMatch(/no such thing/);
		expect(await failure(record('getAll', {}, 'unicorns'))).toMatch(
			/Unable to infer object type from: unicorns/,
		);
		expect(await failure(create({ firstname: 'x' }, 'unicorns'))).toMatch(
			/Unable to infer object type/,
		);
		emulator.seed.property('contacts', { name: 'region', required: true });
		expect(await failure(create({ firstname: 'x' }), [{}], { apiVersion: '2026-09' })).toMatch(
			/Property "region": Required property region is not set.*No API lists such rules beforehand/,
		);
	});

	it('a contact that is there already', async () => {
		const [id] = emulator.seed.records('contacts', [{ email: 'a@b.cd' }]);
		expect(await failure(create({ email: 'a@b.cd' }))).toMatch(
			new RegExp(`already exists. Existing ID: ${id}.*Create or Update`),
		);
	});

	it('duplicate IDs in one run go into successive requests', async () => {
		const [id] = emulator.seed.records('contacts', [{ firstname: 'a' }]);
		const parameters = record('update', {
			recordId: id,
			fieldsJson: '={{ JSON.stringify({ lastname: "L" + $json.n }) }}',
		});
		const out = await outputs(benchOf(emulator), {
			parameters,
			items: [{ n: 1 }, { n: 2 }, { n: 3 }],
		});
		expect(out.map(({ lastname }) => lastname)).toEqual(['L1', 'L2', 'L3']);
	});

	it('a file over the limit: of the account, or of the option', async () => {
		emulator.switches.largestFile = 3;
		const items = [{ json: {}, binary: { data: binary('a.txt', 'hello', 'text/plain') } }];
		const upload = (options: INodeParameters) =>
			operation('file', 'upload', {
				binaryPropertyName: 'data',
				folder: '/x',
				access: 'PRIVATE',
				options,
			});
		expect(await failure(upload({}), items)).toMatch(/File is too large: 5 bytes.*plan/);
		const large = [
			{ json: {}, binary: { data: binary('a.txt', Buffer.alloc(1_100_000), 'text/plain') } },
		];
		expect(await failure(upload({ largestFile: 1 }), large)).toMatch(/takes 1048576 at most/);
	});
});

describe('limits and access', () => {
	const impatient = (seconds: number) => record('getAll', { options: { longestWait: seconds } });

	it('names the scopes that are missing', async () => {
		emulator.tokens.set('poor', { until: Infinity, scopes: ['oauth'] });
		expect(await failure(record('getAll'), [{}], { accessToken: 'poor' })).toMatch(
			/Any one of these scopes is enough: crm\.objects\.contacts\.read, crm\.objects\.contacts\.sensitive\.read\.v2/,
		);
	});

	it('stops at once when the day is used up, and says when it resets', async () => {
		emulator.switches.dailyLimit = 0;
		expect(await failure(record('getAll'))).toMatch(
			/daily limit.*midnight in the time zone of the HubSpot account/,
		);
		// a wait would end in a second request
		expect(emulator.log.entries).toHaveLength(1);
	});

	it('waits by the policy: 10 s for the burst, 1 s for searches', async () => {
		emulator.switches.burstLimit = 0;
		expect(await failure(impatient(3))).toMatch(/the next try would come in 10 s/);
		emulator.reset();
		emulator.switches.searchesPerSecond = 2;
		const parameters = record('search', { returnAll: true, query: '={{ $json.q }}' });
		const before = Date.now();
		const items = [{ q: 'a' }, { q: 'b' }, { q: 'c' }];
		await outputs(benchOf(emulator), { parameters, items });
		expect(Date.now() - before).toBeGreaterThanOrEqual(950);
	});

	it('paces itself by the headers, without a single refusal', async () => {
		emulator.switches.burstLimit = 40;
		emulator.seed.records(
			'contacts',
			Array.from({ length: 60 }, () => ({ firstname: 'x' })),
		);
		const parameters = record('getAll', { returnAll: true, options: { pageSize: 10 } });
		const before = Date.now();
		expect(
			await outputs(benchOf(emulator, { requestsPer10Seconds: 1000 }), { parameters }),
		).toHaveLength(60);
		expect(emulator.log.entries.filter(({ status }) => status === 429)).toEqual([]);
		expect(Date.now() - before).toBeGreaterThan(200);
	});

	it('uses five searches a second by itself', async () => {
		// what arrives at once on a busy machine is not refused here: the pace is that of sending
		const items = Array.from({ length: 11 }, (_, n) => ({ q: `${n}` }));
		const parameters = record('search', { query: '={{ $json.q }}' });
		const before = Date.now();
		await outputs(benchOf(emulator, { searchesPerSecond: 5 }), { parameters, items });
		expect(Date.now() - before).toBeGreaterThanOrEqual(2_000);
		expect(emulator.log.of('POST', /\/search$/)).toHaveLength(11);
	});
});
