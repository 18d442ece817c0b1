import type { INodeParameters } from 'n8n-workflow';
import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { dropdown, execute, mapperColumns, searchList } from '../support/contexts';
import { benchOf, mapped, object, of, record } from './bench';

let emulator: ZohoCrmEmulator;
beforeAll(async () => {
	emulator = await startZohoCrm();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const refused = async (parameters: INodeParameters) =>
	await execute(benchOf(emulator), { parameters }).then(
		() => Promise.reject(new Error('it went through')),
		(error: { message: string; description?: string; context: Record<string, unknown> }) => error,
	);
const create = (values: object) => record('create', { fieldsJson: JSON.stringify(values) });
const lead = () => emulator.seed.records('Leads', [{ Last_Name: 'A' }])[0];
const raw = (path: string, query: object): INodeParameters => ({
	resource: 'api',
	operation: 'request',
	method: 'GET',
	path,
	query: JSON.stringify(query),
});
const condition = (field: string, operator: string, value: string) => ({
	condition: [{ field, operator, value }],
});

const cases: Array<[string, () => INodeParameters, RegExp, RegExp]> = [
	[
		'a module that is not there',
		() => record('getAll', { fieldNames: ['id'] }, 'Contcts'),
		/module name/,
		/did you mean Contacts/,
	],
	[
		'the same for a write',
		() => record('create', { fieldsJson: '{}' }, 'Lead'),
		/module name/,
		/did you mean Leads/,
	],
	[
		'a missing mandatory field',
		() => create({ Company: 'x' }),
		/required field/,
		/Field: Last_Name/,
	],
	[
		'a wrong picklist value',
		() => create({ Last_Name: 'A', Lead_Source: 'Cold Cal' }),
		/no option "Cold Cal"/,
		/./,
	],
	[
		'a value over the length',
		() => create({ Last_Name: 'x'.repeat(81) }),
		/takes 80 characters at most/,
		/./,
	],
	[
		'a field that is not there',
		() => create({ Last_Nam: 'A' }),
		/unknown field "Last_Nam"/,
		/Last_Name/,
	],
	[
		'a date that is none',
		() => create({ Last_Name: 'A', Birth_Date: '31.12.2020' }),
		/wants a date/,
		/./,
	],
	[
		'an ID that lost digits',
		() => create({ Last_Name: 'A', Owner: Number('3652397000000281001') }),
		/as text/,
		/./,
	],
	[
		'a record ID that is none',
		() => record('get', { recordId: 'https://crm.zoho.com/x' }),
		/is no ID/,
		/./,
	],
	[
		'a page past 2,000',
		() => raw('/crm/v8/Leads', { fields: 'id', page: 11, per_page: 200 }),
		/discrete pagination/,
		/"Get Many"/,
	],
	[
		'51 fields',
		() => record('getAll', { fieldNames: Array.from({ length: 51 }, (_, n) => `F${n}`) }),
		/holds 51 fields/,
		/./,
	],
	[
		'51 fields, sent all the same',
		() => raw('/crm/v8/Leads', { fields: Array.from({ length: 51 }, (_, n) => `F${n}`).join() }),
		/maximum limit of fields/,
		/Limit: 50/,
	],
	[
		'unescaped signs',
		() => raw('/crm/v8/Leads/search', { criteria: '(Last_Name:equals:A (b))' }),
		/Invalid query/,
		/unescaped bracket/,
	],
	[
		'a foreign page token',
		() => raw('/crm/v8/Leads', { fields: 'id', page_token: 'x' }),
		/invalid data/,
		/page_token/,
	],
	[
		'an operator that the type does not know',
		() =>
			record('search', {
				searchBy: 'criteria',
				conditions: condition('Email_Opt_Out', 'greater_than', 'true'),
			}),
		/does not know "Greater Than"/,
		/It knows: Equals/,
	],
	[
		'a search without conditions',
		() => record('search', { searchBy: 'criteria' }),
		/are empty/,
		/"Get Many"/,
	],
	[
		'16 conditions',
		() =>
			record('search', {
				searchBy: 'criteria',
				conditionsJson: JSON.stringify(
					Array.from({ length: 16 }, () => ({ field: 'Company', operator: 'equals', value: 'ab' })),
				),
			}),
		/hold 16 conditions/,
		/./,
	],
	[
		'criteria over 3,000 characters',
		() =>
			record('search', {
				searchBy: 'criteria',
				conditionsJson: JSON.stringify(
					Array.from({ length: 15 }, () => ({
						field: 'Website',
						operator: 'equals',
						value: 'w'.repeat(240),
					})),
				),
			}),
		/search takes 3000/,
		/./,
	],
	[
		'COQL without where',
		() => record('coql', { coqlQuery: 'select id from Leads' }),
		/has no "where"/,
		/./,
	],
	[
		'COQL with a limit of its own',
		() =>
			record('coql', { coqlQuery: "select id from Leads where Last_Name = ' limit 5' limit 3" }),
		/holds a "limit"/,
		/./,
	],
	[
		'COQL that Zoho cannot read',
		() =>
			record('coql', { coqlQuery: "select id from Leads where a = 'b' and c = 'd' and e = 'f'" }),
		/parsing|invalid/,
		/./,
	],
	[
		'upsert of tasks',
		() => record('upsert', { fieldsJson: '{"Subject":"x"}' }, 'Tasks'),
		/no "Create or Update" for it/,
		/./,
	],
	[
		'nothing to write',
		() => record('update', { recordId: lead(), fields: mapped({}) }),
		/holds no value/,
		/./,
	],
	[
		'a list where link fields should be',
		() =>
			of(
				'relation',
				'link',
				{ recordId: '1', relatedList: 'Leads', relatedId: '2', linkFields: '[1]' },
				'Campaigns',
			),
		/"Link Fields \(JSON\)" must be an object such as \{ "Member_Status": "Invited" \}/,
		/./,
	],
	[
		'text where fields of a transition should be',
		() => of('blueprint', 'run', { recordId: '1', transitionId: '7', transitionData: '"Called"' }),
		/"Data \(JSON\)" must be an object such as \{ "Notes": "Called" \}/,
		/./,
	],
	[
		'a deal that is a list',
		() => record('convertLead', { recordId: '1', deal: '[]' }),
		/"Deal \(JSON\)" must be an object/,
		/./,
	],
	[
		'fields to take that are no list',
		() => record('merge', { recordId: '1', mergeIds: '2', takeFields: '{ "2": "Phone" }' }),
		/"Fields to Take \(JSON\)" holds "2", which is no list/,
		/./,
	],
	[
		'fields to take of a record that is not merged',
		() => record('merge', { recordId: '1', mergeIds: '2', takeFields: '{ "3": ["Phone"] }' }),
		/"Fields to Take \(JSON\)" holds "3"/,
		/./,
	],
	[
		'related modules that are no list',
		() =>
			record('changeOwner', {
				recordId: '1',
				ownerId: '2',
				options: { relatedModules: '{ "api_name": "Tasks" }' },
			}),
		/"Related Modules \(JSON\)" must be a list of objects such as \[\{ "api_name": "Tasks"/,
		/./,
	],
	[
		'related modules that are names',
		() =>
			record('changeOwner', {
				recordId: '1',
				ownerId: '2',
				options: { relatedModules: '["Tasks"]' },
			}),
		/must be a list of objects/,
		/./,
	],
	[
		'criteria of a bulk read that are a list',
		() => of('bulk', 'read', { options: { criteria: '[]' } }),
		/"Criteria \(JSON\)" must be an object/,
		/./,
	],
	['an unlockable record', () => record('unlock', { recordId: lead() }), /is not locked/, /./],
	[
		'a bulk job that is not there',
		() => of('bulk', 'getJob', { jobKind: 'write', jobId: '1' }),
		/does not exist/,
		/./,
	],
];

it.each(cases)('%s is refused in words', async (_, parameters, message, description) => {
	const error = await refused(parameters());
	expect(error.message).toMatch(message);
	expect(`${error.description ?? ''} .`).toMatch(description);
});

it('an expired page token says so', async () => {
	const times = { now: 1_700_000_000_000 };
	const old = await startZohoCrm({ now: () => times.now });
	old.seed.records(
		'Leads',
		Array.from({ length: 3 }, () => ({ Last_Name: 'A' })),
	);
	const ask = async (query: object) =>
		await execute(benchOf(old), { parameters: raw('/crm/v8/Leads', query) });
	const [{ json }] = await ask({ fields: 'id', per_page: 2 });
	const { next_page_token: page_token } = json.info as { next_page_token: string };
	times.now += 86_400_001;
	await expect(ask({ fields: 'id', per_page: 2, page_token })).rejects.toMatchObject({
		message: expect.stringContaining('expired'),
		description: expect.stringContaining('24 hours'),
	});
	await old.close();
});

describe('panel', () => {
	const at = { resource: 'record', operation: 'create', objectType: object('Deals') };

	it('offers modules, custom ones too, and none that the API lacks', async () => {
		const { results } = await searchList(benchOf(emulator), 'searchObjects', at);
		const values = results.map(({ value }) => value);
		expect(values).toEqual(expect.arrayContaining(['Leads', 'Listings']));
		expect(values).not.toContain('Documents');
		expect(
			(await searchList(benchOf(emulator), 'searchObjects', at, 'listi')).results,
		).toHaveLength(1);
	});

	it('offers operators by the type of the field', async () => {
		const operators = async (field: string) =>
			(
				await dropdown(
					benchOf(emulator),
					'getOperators',
					{
						...at,
						operation: 'search',
						searchBy: 'criteria',
						conditions: { condition: [{ field }] },
					},
					'parameters.conditions.condition[0].operator',
				)
			).map(({ value }) => value);
		expect(await operators('Amount')).toContain('between');
		expect(await operators('Stage')).toEqual(['equals', 'not_equal', 'in']);
		expect(await operators('Description')).toEqual(['equals', 'not_equal', 'starts_with']);
	});

	it('maps writable fields: mandatory ones shown, picklists as dropdowns', async () => {
		const columns = await mapperColumns(benchOf(emulator), at);
		const column = (id: string) => columns.find((one) => one.id === id);
		expect(column('Deal_Name')).toMatchObject({ removed: false, type: 'string' });
		expect(column('Stage')).toMatchObject({ type: 'options' });
		expect(column('Amount')).toMatchObject({ removed: true, type: 'string' });
		expect(column('id')).toBeUndefined();
		expect(column('Created_Time')).toBeUndefined();
	});

	it.each([
		['getViews', 'All Deals'],
		['getLayouts', 'Standard'],
		['getRelatedLists', 'Products'],
		['getTemplates', 'Welcome'],
		['getUsers', 'Patricia Boyle'],
		['getTerritories', 'North'],
		['getContactRoles', 'Decision Maker'],
		['getMultiSelectFields', 'Foreign Languages (Foreign_Languages)'],
		['getListFields', 'Image Upload (Image_Upload)'],
		['getFileFields', 'Image Upload (Image_Upload)'],
	])('fills %s', async (method, name) => {
		expect((await dropdown(benchOf(emulator), method, at)).map((one) => one.name)).toContain(name);
	});
});
