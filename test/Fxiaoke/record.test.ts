import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { dropdown, execute, mapperColumns, outputs, searchList } from '../support/contexts';
import { bodies, mapped, object, of, record, signedIn, WIDE } from './bench';

let emulator: FxiaokeEmulator;
beforeAll(async () => {
	emulator = await startFxiaoke({ switches: WIDE });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const run = async (parameters: INodeParameters, items: IDataObject[] = [{}]) =>
	await outputs(signedIn(emulator), { parameters, items });
const held = (id: unknown) => emulator.store.records.get(String(id))?.values ?? {};
const create = async (values: object, more: INodeParameters = {}) =>
	(await run(record('create', { fieldsJson: JSON.stringify(values), ...more })))[0];
const project = { objectType: object('project__c') };

describe('values', () => {
	it('follow the types that describe gives', async () => {
		const { _id } = await create({
			name: 'Acme',
			amount: 12000.5,
			employees: '7',
			founded: '2020-02-29',
			last_call: '2026-11-22T08:30:00Z',
			vip: 'yes',
			owner: '1001',
			helpers: '1001, 1002',
			level: 'A label',
			industry: 'IT label, Food',
			tags: ['new'],
		});
		expect(held(_id)).toMatchObject({
			amount: '12000.5',
			employees: '7',
			founded: Date.UTC(2020, 1, 28, 16),
			last_call: Date.UTC(2026, 10, 22, 8, 30),
			vip: true,
			owner: ['1001'],
			helpers: ['1001', '1002'],
			level: 'A',
			industry: ['IT', 'Food'],
			tags: ['new'],
		});
	});

	it.each([
		[
			'files',
			'N_1, N_2',
			[
				{ name: 'N_1', path: 'N_1' },
				{ name: 'N_2', path: 'N_2' },
			],
		],
		['files', '[{"name":"a.txt","path":"N_1"}]', [{ name: 'a.txt', path: 'N_1' }]],
		['files', [{ name: 'a.txt', path: 'N_1' }], [{ name: 'a.txt', path: 'N_1' }]],
		['photos', 'N_1', [{ ext: 'png', isImage: true, filename: 'N_1', path: 'N_1' }]],
	])('of files: %s = %j', async (field, value, stored) => {
		for (const path of ['N_1', 'N_2'])
			emulator.seed.file({ path, name: path, type: 'text/plain', content: Buffer.from('x') });
		const { _id } = await create({ name: 'X', [field]: value });
		expect(held(_id)[field]).toEqual(stored);
	});

	it.each(['12345678901234567890.12', '0.0000001'])('keep every digit: %s', async (amount) => {
		const { _id } = await create({ name: 'X', amount });
		expect(held(_id).amount).toBe(amount);
	});

	it.each([
		[{ amount: 'much' }, 'wants a number'],
		[{ founded: 'soon' }, 'wants a date'],
		[{ level: 'Z' }, 'has no option "Z"'],
		[{ vip: 'maybe' }, 'wants true or false'],
		[{ nmae: 'X' }, 'Did you mean name?'],
		[{ account_no: '5' }, 'is read-only'],
		[{ create_time: '5' }, 'is read-only'],
		[{ files: '[{' }, 'wants a list of files'],
	])('that do not fit are refused before anything is sent: %j', async (values, text) => {
		const refused = create({ name: 'X', ...values });
		await expect(refused).rejects.toMatchObject({
			message: expect.stringMatching(/\[item 0]$/),
		});
		await expect(refused).rejects.toMatchObject({
			...(text.startsWith('Did')
				? { description: text }
				: { message: expect.stringContaining(text) }),
		});
		expect(emulator.log.of('POST', '/cgi/crm/v2/data/create')).toHaveLength(0);
	});

	it('can be mapped by hand and automatically', async () => {
		await run(record('create', { fields: mapped({ name: '={{ $json.n }}', level: 'B' }) }), [
			{ n: 'One' },
			{ n: 'Two' },
		]);
		const fields = { mappingMode: 'autoMapInputData', value: null } as unknown as INodeParameters;
		await run(record('create', { fields }), [{ name: 'Three', _id: 'x', strange: 1 }]);
		const names = [...emulator.store.records.values()]
			.filter(({ object: of }) => of === 'AccountObj')
			.map(({ values }) => values.name);
		expect(names).toEqual(['One', 'Two', 'Three']);
	});

	it.each([
		['null', 'null'],
		['empty', 'empty'],
	] as const)('are cleared by %s where the tenant wants it', async (clearing, clearWith) => {
		emulator.switches.clearing = clearing;
		const { _id } = await create({ name: 'X', tel: '1', industry: ['IT'] });
		await run(
			record('update', {
				recordId: String(_id),
				options: { clearFields: ['tel', 'industry'], clearWith },
			}),
		);
		expect(held(_id)).not.toHaveProperty('tel');
		expect(held(_id)).not.toHaveProperty('industry');
	});
});

describe('create', () => {
	it('takes details, triggers, time and author, and gives the child IDs', async () => {
		const [made] = await run(
			record('create', {
				objectType: object('SalesOrderObj'),
				fieldsJson: '{ "name": "O" }',
				detailsJson: '{ "SalesOrderProductObj": [{ "name": "L", "quantity": 3 }] }',
				triggerApprovalFlow: false,
				triggerWorkFlow: false,
				options: {
					includeDetailIds: true,
					createTime: '2020-01-01T00:00:00Z',
					createdBy: '1002',
					convertUserId: false,
					useValidationRule: false,
				},
			}),
		);
		expect(made).toEqual({
			_id: expect.any(String),
			created: true,
			details: { SalesOrderProductObj: [expect.any(String)] },
		});
		expect(held(made._id)).toMatchObject({ create_time: 1_577_836_800_000, created_by: ['1002'] });
		expect(bodies(emulator, '/cgi/crm/v2/data/create')[0]).toMatchObject({
			triggerApprovalFlow: false,
			triggerWorkFlow: false,
			hasSpecifyTime: true,
			hasSpecifyCreatedBy: true,
			includeDetailIds: true,
			convertUserId: false,
			data: {
				details: { SalesOrderProductObj: [{ name: 'L', quantity: '3' }] },
				optionInfo: { useValidationRule: false },
			},
		});
		expect(emulator.store.workflowRuns).toEqual([]);
	});

	it('sends what only custom objects know to their own path', async () => {
		const options = { fillOutOwner: true, needConvertLookup: true, checkDuplicateSearch: true };
		await create({ name: 'P', budget__c: 5 }, { ...project, options });
		expect(bodies(emulator, '/cgi/crm/custom/v2/data/create')[0]).toMatchObject({
			checkDuplicateSearch: true,
			data: { object_data: { budget__c: '5' }, fillOutOwner: true, needConvertLookup: true },
		});
	});

	it.each(['dataId', 'data._id', 'data.dataId', 'none'] as const)(
		'reads the ID where the answer has it: %s',
		async (createReply) => {
			emulator.switches.createReply = createReply;
			const { _id, created } = await create({ name: 'X' });
			expect(created).toBe(true);
			expect(held(_id).name).toBe(createReply === 'none' ? undefined : 'X');
		},
	);
});

describe('update', () => {
	it('leaves other fields alone, and goes to the path of custom objects', async () => {
		const { _id } = await create({ name: 'P', budget__c: 5 }, project);
		emulator.seed.update(String(_id), { lock_status: '1' });
		const parameters = record('update', {
			...project,
			recordId: String(_id),
			fieldsJson: '{ "start__c": "2026-01-01" }',
			options: { skipDataStatusValidate: true },
		});
		expect(await run(parameters)).toEqual([{ _id, updated: true }]);
		expect(held(_id)).toMatchObject({ name: 'P', budget__c: '5', start__c: expect.any(Number) });
	});

	it('keeps the order of items for one record', async () => {
		const { _id } = await create({ name: 'X' });
		const parameters = record('update', {
			recordId: String(_id),
			fieldsJson: '={{ JSON.stringify({ tel: $json.tel }) }}',
		});
		await run(
			parameters,
			Array.from({ length: 12 }, (_, n) => ({ tel: String(n) })),
		);
		expect(held(_id).tel).toBe('11');
	});
});

describe('create or update', () => {
	const upsert = (value: string, more: INodeParameters = {}) =>
		record('upsert', { uniqueField: 'tel', uniqueValue: value, fieldsJson: '{}', ...more });

	it('creates, updates, and refuses several with their IDs', async () => {
		const fieldsJson = '={{ JSON.stringify({ name: $json.name, owner: "1001" }) }}';
		const parameters = upsert('={{ $json.tel }}', { fieldsJson });
		const items = [
			{ tel: '1', name: 'One' },
			{ tel: '2', name: 'Two' },
			{ tel: '1', name: 'One again' },
		];
		const out = await run(parameters, items);
		expect(out.map(({ created }) => created)).toEqual([true, true, false]);
		expect(out[0]._id).toBe(out[2]._id);
		expect(held(out[0]._id)).toMatchObject({ tel: '1', name: 'One again', owner: ['1001'] });
		const ids = emulator.seed.records('AccountObj', [
			{ name: 'a', tel: '3' },
			{ name: 'b', tel: '3' },
		]);
		const several = run(upsert('3'));
		await expect(several).rejects.toThrow(`2 records have "tel" = "3": ${ids.join(', ')}`);
	});

	it.each([
		['owner', '1002'],
		['level', 'B label'],
		['amount', '5.0'],
		['account_no', 'A-1'],
	])('finds by any field that can find one: %s', async (uniqueField, uniqueValue) => {
		const [id] = emulator.seed.records('AccountObj', [
			{ name: 'a', level: 'B', amount: '5', owner: ['1002'] },
		]);
		const [out] = await run(upsert(uniqueValue, { uniqueField, fieldsJson: '{ "tel": "9" }' }));
		expect(out).toEqual({ _id: id, created: false });
		expect(held(id).tel).toBe('9');
	});

	it('looks once more when the answer to a create was lost, and never creates twice', async () => {
		emulator.faults.add({ when: { path: '/cgi/crm/v2/data/create' }, answer: 'reset' });
		const [out] = await run(upsert('7', { fieldsJson: '{ "name": "Lost" }' }));
		expect(out).toEqual({ _id: expect.any(String), created: true });
		expect(emulator.log.of('POST', '/cgi/crm/v2/data/create')).toHaveLength(1);
		expect(held(out._id).name).toBe('Lost');
	});

	it.each([
		[{ fieldsJson: '{ "tel": "2" }' }, 'and the fields say "2"'],
		[{ uniqueField: 'industry' }, 'by which no single record can be found'],
	])('refuses %j', async (more, text) => {
		await expect(run(upsert('1', more))).rejects.toThrow(text);
	});
});

describe('the life of a record', () => {
	it('invalidates, recovers and deletes', async () => {
		const { _id } = await create({ name: 'X' });
		const recordId = String(_id);
		expect(await run(record('invalidate', { recordId, triggerApprovalFlow: true }))).toEqual([
			{ _id, invalidated: true },
		]);
		expect(held(_id).life_status).toBe('invalid');
		expect(await run(record('recover', { recordId }))).toEqual([{ _id, recovered: true }]);
		expect(held(_id).life_status).toBe('normal');
		expect(await run(record('delete', { recordId, invalidateFirst: true }))).toEqual([
			{ _id, deleted: true },
		]);
		expect(emulator.store.records.has(recordId)).toBe(false);
	});

	it('deletes only, for records that are invalid', async () => {
		const { _id } = await create({ name: 'X' });
		emulator.seed.update(String(_id), { life_status: 'invalid' });
		await run(record('delete', { recordId: String(_id), invalidateFirst: false }));
		expect(emulator.store.records.has(String(_id))).toBe(false);
	});

	it('invalidates many records of a custom object, 50 per request, and only the bad one fails', async () => {
		const rows = Array.from({ length: 60 }, (_, n) => ({ name: `P${n}` }));
		const ids = emulator.seed.records('project__c', rows);
		ids[10] = 'nobody';
		const out = await execute(signedIn(emulator), {
			parameters: record('invalidateMany', { ...project, recordId: '={{ $json.id }}' }),
			items: ids.map((id) => ({ id })),
			node: { onError: 'continueRegularOutput' },
		});
		expect(out.map(({ json }) => Boolean(json.error)).indexOf(true)).toBe(10);
		expect(out.filter(({ json }) => json.invalidated)).toHaveLength(59);
		expect(bodies(emulator, '/cgi/crm/custom/data/invalid')[0].data).toMatchObject({
			dataObjectApiName: 'project__c',
			idList: expect.any(Array),
		});
	});

	it('changes owners, locks and unlocks', async () => {
		const { _id } = await create({ name: 'X' });
		const recordId = String(_id);
		await run(record('changeOwner', { recordId, ownerId: '1002' }));
		expect(held(_id).owner).toEqual(['1002']);
		expect(bodies(emulator, '/cgi/crm/v2/data/changeOwner')[0].data).toEqual({
			dataObjectApiName: 'AccountObj',
			Data: [{ objectDataId: recordId, ownerId: ['1002'] }],
		});
		expect(await run(record('lock', { recordId, withDetails: true }))).toEqual([
			{ _id, locked: true },
		]);
		expect(held(_id).lock_status).toBe('1');
		expect(bodies(emulator, '/cgi/crm/v2/object/lock')[0].data).toMatchObject({
			dataIds: [recordId],
			detailObjStrategy: 1,
		});
		await run(record('unlock', { recordId, withDetails: false }));
		expect(held(_id).lock_status).toBe('0');
	});

	it('converts a lead', async () => {
		const [lead = ''] = emulator.seed.records('LeadsObj', [{ name: 'L', company: 'Acme' }]);
		const [out] = await run(
			of('record', 'convertLead', {
				recordId: lead,
				targetsJson: '{ "AccountObj": { "name": "Acme", "is_main_leads": true } }',
				combineCRMFeed: true,
			}),
		);
		expect(out).toMatchObject({ _id: lead, converted: true });
		const { AccountObj } = out.data as Record<string, string>;
		expect(held(AccountObj).name).toBe('Acme');
	});

	it('tells what changed, page by page', async () => {
		const { _id } = await create({ name: 'X' });
		const recordId = String(_id);
		const parameters = record('update', { recordId, fieldsJson: '={{ {tel: $json.tel} }}' });
		await run(
			parameters,
			Array.from({ length: 45 }, (_, n) => ({ tel: String(n) })),
		);
		const log = await run(record('getChangeLog', { recordId, returnAll: true }));
		expect(log).toHaveLength(45);
		expect(log[44]).toMatchObject({ fieldApiName: 'tel', after: '44' });
		expect(bodies(emulator, '/cgi/crm/v2/object/getNewLogInfoListForWeb')).toHaveLength(3);
	});

	it('reads one, with labels or with empty fields', async () => {
		const { _id } = await create({ name: 'X', level: 'A', owner: '1001' });
		const get = (options: INodeParameters, simplify = true) =>
			record('get', { recordId: String(_id), simplify, options });
		const [plain] = await run(get({}));
		expect(plain).toMatchObject({ _id, level: 'A', owner: ['1001'] });
		expect(plain).not.toHaveProperty('owner__r');
		expect((await run(get({}, false)))[0]).toHaveProperty('owner__r');
		expect((await run(get({ labels: true })))[0]).toMatchObject({
			level: 'A label',
			owner: ['张三'],
		});
		expect((await run(get({ includeNull: true })))[0]).toHaveProperty('tel', null);
	});
});

describe('relations', () => {
	it('are read through lookups, and details through their master', async () => {
		const [account = ''] = emulator.seed.records('AccountObj', [{ name: 'A' }]);
		emulator.seed.records('ContactObj', [{ name: 'mine', account_id: account }, { name: 'other' }]);
		const related = of('relation', 'getAll', {
			objectType: object('ContactObj'),
			lookupField: 'account_id',
			recordId: account,
			returnAll: true,
			simplify: true,
		});
		expect((await run(related)).map(({ name }) => name)).toEqual(['mine']);
		const [order = ''] = emulator.seed.records('SalesOrderObj', [{ name: 'O' }]);
		emulator.seed.records('SalesOrderProductObj', [{ name: 'line', order_id: order }]);
		const details = (name: string) =>
			of('relation', 'getDetails', {
				objectType: object(name),
				recordId: order,
				returnAll: true,
				simplify: true,
			});
		expect((await run(details('SalesOrderProductObj'))).map(({ name }) => name)).toEqual(['line']);
		emulator.log.clear();
		await run(details('SalesOrderProductObj'), [{}, {}, {}]);
		expect(bodies(emulator, '/cgi/crm/v2/object/describe').length).toBeLessThanOrEqual(1);
		await expect(run(details('ContactObj'))).rejects.toThrow('no detail of another object');
	});
});

describe('the panel', () => {
	const bench = () => signedIn(emulator);

	it('lists objects, fields, lookups, file fields and pools', async () => {
		const objects = await searchList(bench(), 'searchObjects', record('get'), 'account');
		expect(objects.results.map(({ value }) => value)).toContain('AccountObj');
		const values = async (method: string, parameters: INodeParameters) =>
			(await dropdown(bench(), method, parameters)).map(({ value }) => value);
		const contact = record('get', { objectType: object('ContactObj') });
		expect(await values('getLookupFields', contact)).toEqual(['account_id']);
		expect(await values('getFileFields', record('get'))).toEqual(['files', 'photos']);
		expect(await values('getWritableFields', record('get'))).not.toContain('create_time');
		const pools = await searchList(
			bench(),
			'getPools',
			of('pool', 'return', { poolObject: 'LeadsObj' }),
		);
		expect(pools.results).toEqual([{ name: 'Open leads', value: 'pool-1' }]);
		const tasks = of('approval', 'getAllTasks', {
			fixedObjectType: 'ApprovalTaskObj',
			// what n8n keeps of an operation that was chosen before
			objectType: object('AccountObj'),
		});
		expect(await values('getSearchFields', tasks)).toContain('candidate_ids');
	});

	it('offers writable fields as columns, options as options', async () => {
		const columns = await mapperColumns(bench(), record('create'));
		const byId = new Map(columns.map((column) => [column.id, column]));
		expect(byId.has('account_no')).toBe(false);
		expect(byId.get('name')).toMatchObject({ removed: false, type: 'string' });
		expect(byId.get('level')).toMatchObject({ removed: true, type: 'options' });
		expect(byId.get('vip')).toMatchObject({ type: 'boolean' });
	});
});
