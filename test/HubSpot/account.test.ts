import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { HubSpotEmulator } from '../emulator/hubSpot';
import { binary, dropdown, execute, mapperColumns, outputs, searchList } from '../support/contexts';
import { benchOf, carryOn, object, operation, record, start } from './bench';

let emulator: HubSpotEmulator;
beforeAll(async () => {
	emulator = await start();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const run = async (
	resource: string,
	name: string,
	parameters: INodeParameters = {},
	items: IDataObject[] = [{}],
	changes: Record<string, string> = {},
) =>
	await outputs(benchOf(emulator, changes), {
		parameters: operation(resource, name, parameters),
		items,
	});

const pair = () => {
	const [contact] = emulator.seed.records('contacts', [{ email: 'a@b.cd' }]);
	const [company] = emulator.seed.records('companies', [{ name: 'X' }]);
	const ends = {
		objectType: object('contacts'),
		recordId: contact,
		toObjectType: object('companies'),
		toRecordId: company,
	};
	return { contact, company, ends };
};
const VERSIONS = ['2026-03', '2026-09', 'v3', 'objects-v3'];

describe.each(VERSIONS)('associations on %s', (apiVersion) => {
	it('are made, listed, lose a label, and are deleted', async () => {
		const { ends, company } = pair();
		const relation = async (name: string, more: INodeParameters = {}) =>
			await run('relation', name, { ...ends, ...more }, [{}], { apiVersion });
		expect(await relation('create')).toMatchObject([{ associated: true, typeId: 279 }]);
		const label = { label: 'Boss', internalName: 'boss', inverseLabel: 'Staff' };
		const [made] = await relation('createLabel', label);
		expect(made).toMatchObject({ label: 'Boss', category: 'USER_DEFINED' });
		await relation('create', { associationType: 'Boss' });
		expect(await relation('getAll', { returnAll: true })).toMatchObject([
			{ toObjectId: company, associationTypes: [{ label: null }, { label: 'Boss' }] },
		]);
		await relation('removeLabel', { associationType: 'Boss' });
		expect(await relation('getAll')).toMatchObject([{ associationTypes: [{ label: null }] }]);
		await relation('updateLabel', { labelId: String(made.typeId), label: 'Chief' });
		expect((await relation('getAllLabels')).map(({ label: text }) => text)).toContain('Chief');
		expect(await relation('deleteLabel', { labelId: String(made.typeId) })).toMatchObject([
			{ deleted: true },
		]);
		expect(await relation('delete')).toMatchObject([{ deleted: true }]);
		expect(await relation('getAll')).toEqual([]);
	});
});

it('fails one bad link alone', async () => {
	const { ends, contact, company } = pair();
	const out = await execute(benchOf(emulator), {
		parameters: operation('relation', 'create', { ...ends, recordId: '={{ $json.id }}' }),
		items: [{ id: contact }, { id: '424242' }, { id: contact }],
		node: carryOn,
	});
	expect(out.map(({ json }) => json.associated ?? json.error)).toEqual([
		true,
		expect.stringContaining('424242 does not exist'),
		true,
	]);
	expect(company).toBeTruthy();
});

it.each(VERSIONS)('keeps lists and their members (%s)', async (apiVersion) => {
	const { contact } = pair();
	const list = async (
		name: string,
		parameters: INodeParameters = {},
		items: IDataObject[] = [{}],
	) => await run('list', name, parameters, items, { apiVersion });
	const made = async (listName: string) =>
		String(
			(
				await list('create', { listName, objectType: object('contacts'), processingType: 'MANUAL' })
			)[0].listId,
		);
	const [a, b] = [await made('A'), await made('B')];
	const id = (value: string) => ({ __rl: true, mode: 'id', value });
	const members = { listId: id(a), recordId: '={{ $json.id }}' };
	expect(await list('addMembers', members, [{ id: contact }, { id: contact }])).toMatchObject([
		{ member: true, added: true },
		{ member: true },
	]);
	expect(await list('getMembers', { listId: id(a) })).toMatchObject([{ recordId: contact }]);
	expect(
		await list('getOfRecord', { objectType: object('contacts'), recordId: contact }),
	).toMatchObject([{ listId: a }]);
	await list('moveAllMembers', { sourceListId: id(a), listId: id(b), emptySource: true });
	expect(await list('getMembers', { listId: id(a) })).toEqual([]);
	expect(await list('removeMembers', { listId: id(b), recordId: contact })).toMatchObject([
		{ member: false },
	]);
	await list('updateName', { listId: id(a), listName: 'A2' });
	expect(await list('get', { listId: id(a) })).toMatchObject([{ name: 'A2' }]);
	await list('delete', { listId: id(a) });
	expect((await list('getAll', { returnAll: true })).map(({ name }) => name)).toEqual(['B']);
	await list('restore', { listId: id(a) });
	expect(await list('getAll', { query: 'a2' })).toHaveLength(1);
	const { listId } = emulator.seed.list({ name: 'D', processingType: 'DYNAMIC', filterBranch: {} });
	const branch = { filterBranchType: 'OR', filterBranches: [] };
	await list('updateFilters', { listId: id(listId), filterBranch: JSON.stringify(branch) });
	expect(emulator.store.lists.get(listId)?.filterBranch).toEqual(branch);
	const dynamic = list('addMembers', { listId: id(listId), recordId: contact });
	await expect(dynamic).rejects.toThrow('DYNAMIC');
	const missing = list('addMembers', { listId: id(b), recordId: '9' });
	await expect(missing).rejects.toThrow("no record 9 of this list's kind");
});

describe('activities', () => {
	it.each([
		['note', 'notes', { hs_note_body: 'Hello' }],
		['task', 'tasks', { hs_task_subject: 'Call back', hs_task_status: 'WAITING' }],
		['call', 'calls', { hs_call_title: 'Intro', hs_call_direction: 'INBOUND' }],
		[
			'meeting',
			'meetings',
			{ hs_meeting_title: 'Kick-off', hs_meeting_start_time: '2026-11-22T08:30:00Z' },
		],
		['email', 'emails', { hs_email_direction: 'EMAIL', hs_email_subject: 'Hi' }],
		[
			'communication',
			'communications',
			{ hs_communication_channel_type: 'SMS', hs_communication_body: 'Hi' },
		],
		['postalMail', 'postal_mail', { hs_postal_mail_body: 'Dear' }],
	])(
		'%s: is created on a record in one request, and pinned',
		async (resource, type, properties) => {
			const { contact } = pair();
			const on = { objectType: object('contacts'), recordId: contact };
			const [made] = await run(resource, 'create', {
				...properties,
				...on,
				simplify: false,
				options: { ownerId: 'ada@example.com' },
			});
			const { typeId } = [...emulator.store.types.values()].find(({ name }) => name === type) ?? {};
			const kept = emulator.store.records.get(String(typeId))?.get(String(made.id));
			expect(Object.fromEntries(kept?.values ?? [])).toMatchObject({
				hubspot_owner_id: '41',
				hs_timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
				...(resource === 'meeting' ? { hs_meeting_title: 'Kick-off' } : properties),
			});
			expect(emulator.store.links.get(`${typeId}:${String(made.id)}>0-1`)?.has(contact)).toBe(true);
			expect(emulator.log.of('POST', /batch\/create$/)).toHaveLength(1);
			await run(resource, 'pin', { ...on, engagementId: String(made.id) });
			expect(
				emulator.store.records.get('0-1')?.get(contact)?.values.get('hs_pinned_engagement_id'),
			).toBe(made.id);
		},
	);
});

describe('approvals', () => {
	it('are found by status, owner, pipeline and time, read, and started on 2026-09', async () => {
		const [a, b] = emulator.seed.records('deals', [
			{ dealname: 'A', pipeline: 'default', hubspot_owner_id: '41' },
			{ dealname: 'B', pipeline: 'default', hubspot_owner_id: '42' },
		]);
		emulator.seed.approval(a, 'PENDING');
		emulator.seed.approval(b, 'APPROVED');
		const found = async (options: INodeParameters, dealStatuses = ['PENDING', 'APPROVED']) =>
			(
				await run('approval', 'getAll', { source: 'deals', dealStatuses, simplify: true, options })
			).map(({ dealname }) => dealname);
		expect(await found({}, ['PENDING'])).toEqual(['A']);
		expect(await found({ ownerId: 'alan@example.com' })).toEqual(['B']);
		expect(await found({ pipelineId: 'default' })).toEqual(['A', 'B']);
		expect(await found({ since: '2100-01-01T00:00:00Z' })).toEqual([]);
		expect(await run('approval', 'get', { dealId: a })).toMatchObject([
			{ approvalStatus: 'PENDING' },
		]);
		expect(await run('approval', 'start', { dealId: b }, [{}], { apiVersion: 'v3' })).toMatchObject(
			[{ approvalStatus: 'PENDING', objectId: Number(b) }],
		);
		expect(emulator.log.entries.at(-1)?.path).toBe(
			'/crm/pipelines-rules/2026-09/0-3/default/approvals/start',
		);
	});

	it('of quotes are found and set, in one request for all', async () => {
		const ids = emulator.seed.records('quotes', [
			{ hs_title: 'Q1', hs_status: 'DRAFT', hs_expiration_date: '2027-01-01' },
			{ hs_title: 'Q2', hs_status: 'DRAFT', hs_expiration_date: '2027-01-01' },
		]);
		const set = { quoteId: '={{ $json.id }}', status: 'PENDING_APPROVAL' };
		await run(
			'approval',
			'setQuoteStatus',
			set,
			ids.map((id) => ({ id })),
		);
		expect(emulator.log.of('POST', /quotes\/batch\/update$/)).toHaveLength(1);
		const pending = { source: 'quotes', quoteStatuses: ['PENDING_APPROVAL'], simplify: true };
		expect((await run('approval', 'getAll', pending)).map(({ hs_title: title }) => title)).toEqual([
			'Q1',
			'Q2',
		]);
	});
});

describe.each(VERSIONS)('definitions on %s', (apiVersion) => {
	const call = async (resource: string, name: string, parameters: INodeParameters = {}) =>
		await run(resource, name, parameters, [{}], { apiVersion });
	const contacts = { objectType: object('contacts') };

	it('properties and groups', async () => {
		await call('fieldGroup', 'create', { ...contacts, groupName: 'extra', label: 'Extra' });
		const made = {
			...contacts,
			fieldName: 'colour',
			label: 'Colour',
			groupName: 'extra',
			fieldType: 'enumeration:select',
		};
		const options = [{ label: 'Red', value: 'red', displayOrder: 0, hidden: false }];
		await call('field', 'create', { ...made, definition: JSON.stringify({ options }) });
		const key = { ...contacts, fieldName: 'colour' };
		expect(await call('field', 'get', key)).toMatchObject([{ options }]);
		await call('field', 'update', { ...key, definition: '{"label":"Color"}' });
		expect((await call('field', 'getAll', contacts)).map(({ label }) => label)).toContain('Color');
		expect(await call('field', 'delete', key)).toMatchObject([{ deleted: true }]);
		const group = { ...contacts, groupName: 'spare' };
		await call('fieldGroup', 'create', { ...group, label: 'Spare' });
		await call('fieldGroup', 'update', { ...group, definition: '{"label":"S"}' });
		expect(await call('fieldGroup', 'get', group)).toMatchObject([{ label: 'S' }]);
		expect(await call('fieldGroup', 'getAll', contacts)).toHaveLength(3);
		await call('fieldGroup', 'delete', group);
	});

	it('pipelines and stages', async () => {
		const deals = { objectType: object('deals') };
		const stages = [{ label: 'New', displayOrder: 0, metadata: { probability: '0.1' } }];
		const [pipeline] = await call('pipeline', 'create', {
			...deals,
			label: 'P',
			displayOrder: 1,
			definition: JSON.stringify({ stages }),
		});
		const key = { ...deals, pipelineId: String(pipeline.id) };
		const [stage] = await call('stage', 'create', {
			...key,
			label: 'S',
			displayOrder: 1,
			definition: '{"metadata":{"probability":"0.5"}}',
		});
		const one = { ...key, stageId: String(stage.id) };
		await call('stage', 'update', { ...one, definition: '{"label":"T"}' });
		expect(await call('stage', 'get', one)).toMatchObject([{ label: 'T' }]);
		expect(await call('stage', 'getAll', key)).toHaveLength(2);
		await call('stage', 'delete', one);
		await call('pipeline', 'update', { ...key, definition: '{"label":"P2"}' });
		expect(await call('pipeline', 'get', key)).toMatchObject([{ label: 'P2' }]);
		expect(await call('pipeline', 'getAll', deals)).toHaveLength(2);
		emulator.seed.records('deals', [{ dealname: 'x', pipeline: 'default' }]);
		await expect(call('pipeline', 'delete', { ...deals, pipelineId: 'default' })).rejects.toThrow(
			'in use',
		);
		await call('pipeline', 'delete', key);
	});

	it('owners and schemas', async () => {
		expect(await call('user', 'getAll', { email: 'ada@example.com' })).toMatchObject([
			{ id: '41' },
		]);
		expect(await call('user', 'get', { idProperty: 'userId', ownerId: '1042' })).toMatchObject([
			{ id: '42' },
		]);
		const schema = {
			schemaName: 'boat',
			singular: 'Boat',
			plural: 'Boats',
			primaryDisplayProperty: 'hull',
		};
		const definition = JSON.stringify({
			properties: [{ name: 'hull', label: 'Hull', type: 'string', fieldType: 'text' }],
		});
		const [made] = await call('schema', 'create', { ...schema, definition });
		const key = { schemaName: String(made.objectTypeId) };
		await call('schema', 'update', {
			...key,
			definition: '{"labels":{"singular":"Ship","plural":"Ships"}}',
		});
		expect(await call('schema', 'get', key)).toMatchObject([{ labels: { singular: 'Ship' } }]);
		expect(await call('schema', 'getAll')).toHaveLength(2);
		expect(await call('schema', 'delete', key)).toMatchObject([{ deleted: true }]);
	});
});

describe('bulk', () => {
	it('imports a CSV file and items, tells the state, the bad rows, and cancels', async () => {
		const csv = 'E-Mail,firstname\na@b.cd,"A, B"\nnobody,C\n';
		const parameters = operation('bulk', 'importFile', {
			importName: 'I',
			objectType: object('contacts'),
			importMode: 'UPSERT',
			keyColumn: 'email',
			binaryPropertyName: 'data',
			options: { columns: '{"E-Mail":"email"}' },
		});
		const items = [{ json: {}, binary: { data: binary('a.csv', csv, 'text/csv') } }];
		const [{ id }] = await outputs(benchOf(emulator), { parameters, items });
		const importId = { importId: String(id) };
		expect(await run('bulk', 'getImport', importId)).toMatchObject([{ state: 'PROCESSING' }]);
		expect(await run('bulk', 'getImport', importId)).toMatchObject([
			{ state: 'DONE', metadata: { counters: { CREATED_OBJECTS: 1, ERRORS: 1 } } },
		]);
		expect(await run('bulk', 'getImportErrors', importId)).toMatchObject([
			{ errorMessage: expect.stringContaining('INVALID_EMAIL') },
		]);
		const rows = [
			{ email: 'a@b.cd', firstname: 'New' },
			{ email: 'x@y.zz', firstname: 'He said "hi"' },
		];
		const more = {
			importName: 'J',
			objectType: object('contacts'),
			importMode: 'UPSERT',
			keyColumn: 'email',
		};
		const started = await run('bulk', 'importItems', more, rows);
		expect(started).toEqual(
			[1, 2].map(() => ({ importId: expect.any(String), state: 'STARTED', rows: 2 })),
		);
		const second = { importId: String(started[0].importId) };
		await run('bulk', 'getImport', second);
		expect(await run('bulk', 'getImport', second)).toMatchObject([
			{ metadata: { counters: { CREATED_OBJECTS: 1, UPDATED_OBJECTS: 1 } } },
		]);
		const [third] = await run('bulk', 'importItems', more, rows);
		expect(await run('bulk', 'cancelImport', { importId: String(third.importId) })).toMatchObject([
			{ cancelled: true },
		]);
	});

	it('exports, waits, and downloads without the token', async () => {
		emulator.seed.records('contacts', [{ firstname: 'A' }, { firstname: 'B, C' }]);
		const parameters = operation('bulk', 'export', {
			objectType: object('contacts'),
			exportType: 'VIEW',
			properties: ['firstname'],
			format: 'CSV',
			outputBinaryField: 'file',
		});
		const [{ json, binary: files }] = await execute(benchOf(emulator), { parameters });
		const text = Buffer.from(String(files?.file.data), 'base64').toString();
		expect(text).toMatch(/^Record ID,firstname\n\d+,A\n\d+,"B, C"\n$/);
		expect(emulator.otherHost.log.entries[0].headers.authorization).toBeUndefined();
		expect(await run('bulk', 'getExport', { exportId: String(json.exportId) })).toMatchObject([
			{ exportState: 'DONE', recordCount: 2 },
		]);
	});
});

it('sends custom requests, with pages on wish', async () => {
	emulator.seed.records(
		'contacts',
		Array.from({ length: 120 }, () => ({ firstname: 'x' })),
	);
	const get = { method: 'GET', path: '/crm/v3/objects/contacts', query: '{}' };
	expect(await run('api', 'request', get)).toMatchObject([{ results: expect.any(Array) }]);
	expect(await run('api', 'requestMany', { ...get, returnAll: true })).toHaveLength(120);
	const search = {
		method: 'POST',
		path: '/crm/v3/objects/contacts/search',
		query: '{}',
		body: '{"query":"x"}',
	};
	expect(await run('api', 'requestMany', { ...search, returnAll: true })).toHaveLength(120);
	await expect(run('api', 'request', { ...get, path: 'https://evil.example/x' })).rejects.toThrow(
		'below the base URL',
	);
});

describe('the panel', () => {
	const of = (type: string) => ({ ...record('create', {}, type) });

	it('lists objects, standard and custom; properties, unique ones, operators by type, association types, lists', async () => {
		const bench = benchOf(emulator);
		const { results } = await searchList(bench, 'searchObjects', of('contacts'), 'car');
		expect(results.map(({ value }) => value)).toEqual(['p62515_cars', 'carts']);
		const unique = await dropdown(bench, 'getUniqueFields', of('contacts'));
		expect(unique.map(({ value }) => value)).toEqual(['email', 'external_id']);
		const parameters = {
			...of('contacts'),
			operation: 'search',
			conditions: { condition: [{ field: 'property_checkbox', operator: '', value: '' }] },
		};
		const operators = await dropdown(
			bench,
			'getOperators',
			parameters,
			'parameters.conditions.condition[0].operator',
		);
		expect(operators.map(({ value }) => value).sort()).toEqual([
			'EQ',
			'HAS_PROPERTY',
			'NEQ',
			'NOT_HAS_PROPERTY',
		]);
		const types = await dropdown(bench, 'getAssociationTypes', {
			...operation('relation', 'create'),
			objectType: object('contacts'),
			toObjectType: object('companies'),
		});
		expect(types.map(({ value }) => value)).toContain('HUBSPOT_DEFINED:1');
		const { listId } = emulator.seed.list({ name: 'Manual' });
		expect((await searchList(bench, 'getLists', operation('list', 'get'))).results).toMatchObject([
			{ value: listId },
		]);
	});

	it('maps writable properties only, with options, those that HubSpot wants first', async () => {
		const columns = await mapperColumns(benchOf(emulator), of('deals'));
		expect(columns.slice(0, 3).map(({ id }) => id)).toEqual(['dealname', 'pipeline', 'dealstage']);
		expect(columns.slice(0, 4).map(({ removed }) => removed)).toEqual([false, false, false, true]);
		const ids = columns.map(({ id }) => id);
		expect(ids).not.toContain('hs_object_id');
		expect(ids).not.toContain('hs_latest_approval_status');
		expect(columns.find(({ id }) => id === 'property_radio')).toMatchObject({
			type: 'options',
			options: [{ value: 'option_1' }, { value: 'option_2' }],
		});
	});
});
