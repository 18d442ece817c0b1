import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { execute, outputs } from '../support/contexts';
import { benchOf, mapped, of, record } from './bench';
import type { Bench } from '../support/contexts';
import type { INodeParameters } from 'n8n-workflow';

let emulator: ZohoCrmEmulator;
let bench: Bench;
beforeAll(async () => {
	emulator = await startZohoCrm();
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.reset();
	emulator.switches.bulkPolls = 0;
	bench = benchOf(emulator);
});

const out = async (parameters: INodeParameters, items?: object[]) =>
	await outputs(bench, {
		parameters,
		...(items && { items: items as Array<Record<string, string>> }),
	});
const leads = (count: number, values: object = {}) =>
	emulator.seed.records(
		'Leads',
		Array.from({ length: count }, (_, n) => ({ Last_Name: `L${n}`, ...values })),
	);
const lead = (id: unknown) => emulator.store.records.get('Leads')?.get(String(id));
const J = JSON.stringify;

describe('record actions', () => {
	it('changes owners, 500 in a request', async () => {
		const ids = leads(501);
		const [, owner] = [...emulator.store.users.keys()];
		const rows = await out(
			record('changeOwner', { recordId: '={{ $json.id }}', ownerId: owner }),
			ids.map((id) => ({ id })),
		);
		expect(rows).toHaveLength(501);
		expect(emulator.log.of('POST', '/crm/v8/Leads/actions/change_owner')).toHaveLength(2);
		expect(lead(ids[500])?.owner).toBe(owner);
	});

	it('updates and deletes many alike, by IDs and by a custom view', async () => {
		const ids = leads(3, { Lead_Status: 'Contacted' });
		const cvid = emulator.store.modules.get('Leads')?.views.at(-1)?.id;
		emulator.switches.bulkPolls = 1;
		const [job] = await out(
			record('massUpdate', { selectBy: 'view', cvid, fieldsJson: '{"Company":"X"}' }),
		);
		expect(job).toMatchObject({ Status: 'COMPLETED', Updated_Count: 3 });
		expect(lead(ids[1])?.values.Company).toBe('X');
		const [some] = await out(record('massDelete', { selectBy: 'ids', ids: `${ids[0]},999999999` }));
		expect(some).toMatchObject({ done: 1, failed: 1 });
		await expect(
			out(
				record('massUpdate', {
					selectBy: 'ids',
					ids: ids[1],
					fieldsJson: '{"Company":"X","Phone":"1"}',
				}),
			),
		).rejects.toThrow('exactly one');
		const [last] = await out(
			record('massDelete', { selectBy: 'view', cvid, options: { doNotWait: true } }),
		);
		expect(last).toEqual({ job_id: expect.any(String) });
	});

	it('merges and clones', async () => {
		const [master, other] = leads(2, { Company: 'C' });
		emulator.seed.update('Leads', other, { Phone: '42' });
		await out(
			record('merge', { recordId: master, mergeIds: other, takeFields: J({ [other]: ['Phone'] }) }),
		);
		expect(lead(master)?.values.Phone).toBe('42');
		expect(lead(other)).toBeUndefined();
		const [copy] = await out(record('clone', { recordId: master, fieldsJson: '{"Company":"D"}' }));
		expect(lead(copy.id)?.values).toMatchObject({ Company: 'D', Phone: '42' });
	});

	it('converts leads once, and inventory', async () => {
		const [id] = leads(1, { Company: 'Zy' });
		const parameters = record('convertLead', {
			recordId: id,
			deal: J({ Deal_Name: 'D', Stage: 'Qualification' }),
		});
		expect(await out(parameters)).toMatchObject([
			{ Accounts: { name: 'Zy' }, Contacts: {}, Deals: { name: 'D' }, converted: true },
		]);
		await expect(out(parameters)).rejects.toMatchObject({
			context: { code: 'ID_ALREADY_CONVERTED' },
		});
		await expect(out({ ...parameters, options: { overwrite: true } })).rejects.toThrow(
			'"Overwrite" works only together',
		);
		const [quote] = emulator.seed.records('Quotes', [{ Subject: 'Q' }]);
		const [made] = await out(
			record('convertInventory', { recordId: quote, convertTo: ['Sales_Orders'] }, 'Quotes'),
		);
		expect(made).toMatchObject({ converted_to: [{ module: { api_name: 'Sales_Orders' } }] });
	});

	it('sends what is not in the notes as the user writes it: tags, targets, shares', async () => {
		const last = (method: string, path: RegExp) => emulator.log.of(method, path).at(-1)?.body;
		const [id, other] = leads(2, { Company: 'Zy' });
		const tags = { Contacts: [{ name: 'Hot' }], Deals: [] };
		await out(record('convertLead', { recordId: id, options: { carryOverTags: J(tags) } }));
		expect(last('POST', /convert$/)).toMatchObject({ data: [{ carry_over_tags: tags }] });
		const [quote] = emulator.seed.records('Quotes', [{ Subject: 'Q' }]);
		const convert = async (convertTo: string[], options: Record<string, string> = {}) =>
			await out(record('convertInventory', { recordId: quote, convertTo, options }, 'Quotes'));
		await convert(['Sales_Orders'], { otherModules: 'Invoices' });
		expect(last('POST', /convert$/)).toEqual({
			data: [
				{
					convert_to: [
						{ module: { api_name: 'Sales_Orders' } },
						{ module: { api_name: 'Invoices' } },
					],
				},
			],
		});
		const row = { convert_to: [{ module: { api_name: 'Invoices', id: '1' }, carry: 'x' }] };
		await convert([], { row: J(row) });
		expect(last('POST', /convert$/)).toEqual({ data: [row] });
		await expect(convert([])).rejects.toThrow('"Convert To" is empty');
		const [, userId] = [...emulator.store.users.keys()];
		emulator.switches.sharePermissions = ['edit'];
		const share = { recordId: other, userId, permission: 'other', otherPermission: 'edit' };
		await out(record('share', share));
		expect(last('POST', /share$/)).toEqual({
			share: [{ permission: 'edit', shared_with: { type: 'users', id: userId }, type: 'private' }],
		});
		const options = { receiverKind: 'groups', moreValues: J({ type: null, note: 'n' }) };
		await out(record('share', { ...share, options }));
		expect(last('POST', /share$/)).toEqual({
			share: [{ permission: 'edit', shared_with: { type: 'groups', id: userId }, note: 'n' }],
		});
		await expect(out(record('share', { ...share, permission: 'read_only' }))).rejects.toMatchObject(
			{ context: { code: 'INVALID_DATA' } },
		);
	});

	it('assigns and removes territories', async () => {
		const [id] = leads(1);
		const [north] = [...emulator.store.territories.keys()];
		await out(record('assignTerritory', { recordId: id, territories: [north] }));
		expect(lead(id)?.territories).toEqual([north]);
		await out(record('removeTerritory', { recordId: id, territories: [north] }));
		expect(lead(id)?.territories).toEqual([]);
	});

	it('counts related records, and tells the timeline', async () => {
		const [account] = emulator.seed.records('Accounts', [{ Account_Name: 'A' }]);
		emulator.seed.records('Contacts', [{ Last_Name: 'C', Account_Name: { id: account } }]);
		expect(
			await out(
				record(
					'relatedCount',
					{ recordId: account, relatedLists: ['Contacts', 'Deals'] },
					'Accounts',
				),
			),
		).toMatchObject([{ count: 1 }, { count: 0 }]);
		expect(
			await out(record('timeline', { recordId: account, limit: 5 }, 'Accounts')),
		).toMatchObject([{ action: 'added' }]);
	});

	it('locks and unlocks', async () => {
		const [id] = leads(1);
		await out(record('lock', { recordId: id, reason: 'Audit' }));
		await expect(
			out(record('update', { recordId: id, fieldsJson: '{"Company":"X"}' })),
		).rejects.toMatchObject({ context: { code: 'RECORD_LOCKED' } });
		expect(await out(record('unlock', { recordId: id }))).toEqual([{ id, unlocked: true }]);
		await expect(out(record('unlock', { recordId: id }))).rejects.toThrow('is not locked');
	});

	it('shares, changes, lists and revokes', async () => {
		const [id] = leads(1);
		const [, userId] = [...emulator.store.users.keys()];
		await out(record('share', { recordId: id, userId, permission: 'read_only' }));
		await out(record('updateShare', { recordId: id, userId, permission: 'full_access' }));
		expect(await out(record('getShares', { recordId: id }))).toMatchObject([
			{ permission: 'full_access', shared_with: { id: userId } },
		]);
		await out(record('revokeShare', { recordId: id }));
		expect(await out(record('getShares', { recordId: id }))).toEqual([]);
		emulator.switches.scopes = ['ZohoCRM.modules.ALL'];
		await expect(out(record('getShares', { recordId: id }))).rejects.toMatchObject({
			description: expect.stringContaining('ZohoCRM.share.leads.ALL'),
		});
	});
});

it('links, lists and unlinks related records', async () => {
	const [campaign] = emulator.seed.records('Campaigns', [{ Campaign_Name: 'C' }]);
	const ids = leads(3);
	const on = (operation: string, more: INodeParameters = {}) =>
		of('relation', operation, { recordId: campaign, relatedList: 'Leads', ...more }, 'Campaigns');
	const rows = await outputs(bench, {
		parameters: on('link', {
			relatedId: '={{ $json.id }}',
			linkFields: '{"Member_Status":"Invited"}',
		}),
		items: [...ids, '999999999'].map((id) => ({ id })),
		node: { onError: 'continueRegularOutput' },
	});
	expect(rows.map(({ linked, details }) => linked ?? (details as { code: string }).code)).toEqual([
		true,
		true,
		true,
		'INVALID_DATA',
	]);
	expect(emulator.log.of('PUT')).toHaveLength(1);
	const list = await out(on('getAll', { relatedFields: 'Last_Name', limit: 10 }));
	expect(list).toMatchObject(ids.map(() => ({ Member_Status: 'Invited' })));
	await out(on('unlink', { relatedId: ids[0] }));
	expect(await out(on('getAll', { relatedFields: 'Last_Name', returnAll: true }))).toHaveLength(2);
	await expect(
		out(
			of(
				'relation',
				'link',
				{ recordId: campaign, relatedList: 'Deals', relatedId: ids[0] },
				'Campaigns',
			),
		),
	).rejects.toThrow('does not link Campaigns with it');
});

it('sets, lists and removes contact roles of a deal', async () => {
	const [deal] = emulator.seed.records('Deals', [{ Deal_Name: 'D' }]);
	const [contact] = emulator.seed.records('Contacts', [{ Last_Name: 'C' }]);
	const on = (operation: string, more: INodeParameters = {}): INodeParameters => ({
		resource: 'relation',
		operation,
		recordId: deal,
		contactId: contact,
		...more,
	});
	await out(on('setContactRole', { roleId: '3652397000000006800' }));
	expect(await out(on('getContactRoles', { relatedFields: 'Last_Name' }))).toMatchObject([
		{ id: contact, Last_Name: 'C', Contact_Role: { id: '3652397000000006800' } },
	]);
	await out(on('removeContactRole'));
	expect(await out(on('getContactRoles', { relatedFields: 'Last_Name' }))).toEqual([]);
});

it('lists, restores, deletes and empties the recycle bin', async () => {
	const ids = leads(3);
	await out(
		record('delete', { recordId: '={{ $json.id }}' }),
		ids.map((id) => ({ id })),
	);
	const bin = (operation: string, more: INodeParameters = {}): INodeParameters => ({
		resource: 'recycleBin',
		operation,
		...more,
	});
	expect(await out(bin('getAll', { returnAll: true }))).toHaveLength(3);
	await out(bin('restore', { recordId: ids[0] }));
	await out(bin('delete', { recordId: ids[1] }));
	expect(await out(bin('getAll', { returnAll: true }))).toMatchObject([{ id: ids[2] }]);
	await out(bin('empty'));
	expect(await out(bin('getAll', { returnAll: true }))).toEqual([]);
	expect(
		await out(record('getDeleted', { deletedType: 'permanent', returnAll: true })),
	).toHaveLength(2);
});

it('writes, lists, changes and deletes notes', async () => {
	const [id] = leads(1);
	const on = (operation: string, more: INodeParameters = {}) =>
		of('note', operation, { recordId: id, ...more });
	const made = await out(
		on('create', { noteTitle: '=T{{ $itemIndex }}', noteContent: 'Text' }),
		Array.from({ length: 150 }, () => ({})),
	);
	expect(emulator.log.of('POST', '/crm/v8/Notes')).toHaveLength(2);
	await out(on('update', { noteId: String(made[0].id), noteContent: 'New' }));
	const list = await out(on('getAll', { returnAll: true }));
	expect(list).toHaveLength(150);
	expect(list.find((note) => note.id === made[0].id)).toMatchObject({
		Note_Content: 'New',
		Note_Title: 'T0',
	});
	await out(on('delete', { noteId: '={{ $json.id }}' }), made);
	expect(await out(on('getAll', { returnAll: true }))).toEqual([]);
	await expect(out(on('create'))).rejects.toThrow('"Content" is empty');
});

it('makes tags, puts them on records and takes them off', async () => {
	const ids = leads(2);
	const on = (operation: string, more: INodeParameters = {}) => of('tag', operation, more);
	const [tag] = await out(on('create', { tagName: 'Hot', tagColor: '#57B1FD' }));
	await out(
		on('add', { recordId: '={{ $json.id }}', tagNames: ['Hot', 'New'] }),
		ids.map((id) => ({ id })),
	);
	expect(emulator.log.of('POST', '/crm/v8/Leads/actions/add_tags')).toHaveLength(1);
	expect(lead(ids[1])?.tags).toEqual(['Hot', 'New']);
	await out(on('remove', { recordId: ids[1], tagNames: ['New'] }));
	expect(lead(ids[1])?.tags).toEqual(['Hot']);
	await out(on('update', { tagId: String(tag.id), tagName: 'Cold' }));
	expect(await out(on('getAll'))).toMatchObject([{ id: tag.id, name: 'Cold' }]);
	await out(on('delete', { tagId: String(tag.id) }));
	expect(await out(on('getAll'))).toEqual([]);
	await expect(out(on('create', { tagName: 'x'.repeat(26) }))).rejects.toThrow('takes 25');
});

describe('approvals', () => {
	it('lists by state, merged, with owner and time as criteria', async () => {
		const pending = leads(205);
		for (const id of pending)
			emulator.seed.set('Leads', id, { approval: 'approval_process_pending' });
		const [rejected] = leads(1);
		emulator.seed.set('Leads', rejected, { approval: 'approval_process_rejected' });
		leads(5);
		const approvalStates = [
			'approval_process_pending',
			'approval_process_rejected',
			'approval_process_pending',
		];
		const parameters = of('approval', 'getAll', {
			approvalStates,
			fieldNames: ['Last_Name'],
			returnAll: true,
		});
		expect(await out(parameters)).toHaveLength(206);
		expect(
			emulator.log.of('GET', '/crm/v8/Leads/search').map(({ query }) => query.approval_state),
		).toContain('approval_process_rejected');
		const owner = emulator.store.me.id;
		await out({
			...parameters,
			options: { ownerId: owner, modifiedSince: '2020-01-01T00:00:00Z' },
		});
		expect(emulator.log.entries.at(-1)?.query.criteria).toBe(
			`((Owner:equals:${owner})and(Modified_Time:greater_than:2020-01-01T00:00:00+00:00))`,
		);
	});

	it('stops at 2,000 of a state, and says so', async () => {
		for (const id of leads(2001))
			emulator.seed.set('Leads', id, { approval: 'review_process_pending' });
		const parameters = of('approval', 'getAll', {
			approvalStates: ['review_process_pending'],
			fieldNames: ['Last_Name'],
			returnAll: true,
		});
		await expect(out(parameters)).rejects.toMatchObject({
			message: expect.stringContaining('2,000 records of such a list at most'),
			description: expect.stringContaining('"review_process_pending"'),
		});
	});

	it('gets the state of a record, and submits through a write', async () => {
		const [id] = leads(1);
		emulator.seed.set('Leads', id, { approval: 'approval_process_pending' });
		expect(await out(of('approval', 'get', { recordId: id }))).toMatchObject([
			{
				id,
				approvalState: 'approval_process_pending',
				approval: { approve: true },
				reviewProcess: { approve: false },
			},
		]);
		await out(
			record('update', {
				recordId: id,
				fieldsJson: '{"Company":"X"}',
				options: { trigger: ['approval'] },
			}),
		);
		expect(emulator.log.of('PUT')[0].body).toMatchObject({ trigger: ['approval'] });
	});

	it('acts by the undocumented path where there is one, and says where there is none', async () => {
		const [id] = leads(1);
		emulator.seed.set('Leads', id, { approval: 'approval_process_pending' });
		const list: INodeParameters = {
			resource: 'approval',
			operation: 'getPending',
			waitingFor: 'awaiting',
			returnAll: true,
		};
		expect(await out(list)).toMatchObject([{ entity: { id } }]);
		await out(of('approval', 'act', { recordId: id, decision: 'approve' }));
		expect(lead(id)?.approval).toBe('approved');
		emulator.switches.approvalsPath = 'absent';
		await expect(out(list)).rejects.toMatchObject({ context: { code: 'INVALID_URL_PATTERN' } });
	});
});

it('runs a blueprint', async () => {
	const [id] = leads(1);
	const on = (operation: string, more: INodeParameters = {}) =>
		of('blueprint', operation, { recordId: id, ...more });
	await expect(out(on('getTransitions'))).rejects.toMatchObject({
		context: { code: 'RECORD_NOT_IN_PROCESS' },
	});
	emulator.seed.set('Leads', id, {
		blueprint: [{ id: '77', name: 'Call', next: 'Called', needs: ['Phone'] }],
	});
	expect(await out(on('getTransitions'))).toMatchObject([{ id: '77', name: 'Call' }]);
	await expect(out(on('run', { transitionId: '77' }))).rejects.toMatchObject({
		context: { code: 'MANDATORY_NOT_FOUND' },
	});
	await out(on('run', { transitionId: '77', transitionData: '{"Phone":"1"}' }));
	expect(lead(id)?.values.Phone).toBe('1');
});

it('sends mail and lists it by tens', async () => {
	const [id] = leads(1);
	const from = emulator.store.me.email;
	const send = of('email', 'send', {
		recordId: id,
		from,
		to: 'a@b.co, c@d.co',
		subject: 'Hi',
		content: '<p>x</p>',
	});
	await out(
		send,
		Array.from({ length: 12 }, () => ({})),
	);
	expect(await out(of('email', 'getAll', { recordId: id, returnAll: true }))).toHaveLength(12);
	expect(emulator.log.of('GET', /Emails$/)).toHaveLength(2);
	await expect(out({ ...send, subject: '' })).rejects.toThrow('"Subject" is empty');
});

it.each([
	['module', 'getAll', {}, 'api_name'],
	['module', 'get', {}, 'api_name'],
	['field', 'getAll', {}, 'data_type'],
	['layout', 'getAll', {}, 'sections'],
	['relatedList', 'getAll', {}, 'href'],
	['customView', 'getAll', {}, 'name'],
	['pipeline', 'getAll', { layoutId: '1' }, 'maps'],
	['user', 'getAll', { userType: 'ActiveUsers', limit: 2 }, 'email'],
	['organization', 'get', {}, 'zgid'],
])('%s: %s', async (resource, operation, more, key) => {
	const [first] = await out(of(resource, operation, more));
	expect(first).toHaveProperty(key);
});

it('gets a field, a layout and a user by ID', async () => {
	const [field] = await out(of('field', 'getAll'));
	expect(await out(of('field', 'get', { fieldId: String(field.id) }))).toEqual([field]);
	const [layout] = await out(of('layout', 'getAll'));
	expect(await out(of('layout', 'get', { layoutId: String(layout.id) }))).toEqual([layout]);
	expect(await out(of('user', 'get', { userId: emulator.store.me.id }))).toMatchObject([
		{ id: emulator.store.me.id },
	]);
});

it('makes requests of your own, by token, by page, and tells the credits', async () => {
	leads(250);
	const custom = (operation: string, more: INodeParameters): INodeParameters => ({
		resource: 'api',
		operation,
		...more,
	});
	emulator.switches.credits = emulator.store.creditsUsed + 1;
	const [org] = await out(custom('request', { method: 'GET', path: '/crm/v8/org' }));
	expect(org).toMatchObject({ org: [{ zgid: '7400001' }], creditsRemaining: 0 });
	emulator.switches.credits = 5_000;
	const byToken = custom('requestMany', {
		path: '/crm/v8/Leads',
		query: '{"fields":"Last_Name"}',
		paging: 'token',
		rowsKey: 'data',
		returnAll: true,
	});
	expect(await out(byToken)).toHaveLength(250);
	expect(await out({ ...byToken, paging: 'page' })).toHaveLength(250);
	await expect(
		out(custom('request', { method: 'GET', path: 'https://evil.example/x' })),
	).rejects.toThrow('must be a path');
	await expect(
		out(
			custom('request', { method: 'GET', path: '/crm/v8/org', headers: '{"Authorization":"x"}' }),
		),
	).rejects.toThrow('which the node sets itself');
});

it('searches by conditions, email, phone, word and approval state', async () => {
	emulator.seed.records('Leads', [
		{
			Last_Name: 'Smith (x), J\\',
			Email: 'a@b.co',
			Phone: '+1 555',
			Last_Visit: '2026-03-01T10:00:00+02:00',
		},
		{ Last_Name: 'Ann', Company: 'Zy' },
	]);
	const by = (parameters: INodeParameters) =>
		record('search', { fieldNames: ['Last_Name'], limit: 9, ...parameters });
	const found = async (condition: INodeParameters[], more: INodeParameters = {}) =>
		(await out(by({ searchBy: 'criteria', conditions: { condition }, ...more }))).map(
			({ Last_Name }) => Last_Name,
		);
	expect(
		await found([{ field: 'Last_Name', operator: 'equals', value: 'Smith (x), J\\' }]),
	).toEqual(['Smith (x), J\\']);
	expect(
		await found([
			{
				field: 'Last_Visit',
				operator: 'between',
				value: '2026-03-01T07:00:00Z,2026-03-01T09:00:00Z',
			},
		]),
	).toHaveLength(1);
	expect(emulator.log.entries.at(-1)?.rawUrl).toContain('%2B00%3A00');
	expect(
		await found([], {
			conditionsJson: J([
				{
					any: [
						{ field: 'Company', operator: 'equals', value: 'Zy' },
						{
							all: [
								{ field: 'Email', operator: 'starts_with', value: 'a@' },
								{ field: 'Phone', operator: 'equals', value: '555' },
							],
						},
					],
				},
			]),
		}),
	).toHaveLength(2);
	for (const [searchBy, value] of [
		['email', 'a@b.co'],
		['phone', '+1 555'],
		['word', 'smith'],
	])
		expect(await out(by({ searchBy, [searchBy]: value }))).toHaveLength(1);
	expect(
		await found([{ field: 'Last_Name', operator: 'equals', value: 'Ann' }], {
			options: { approvalState: 'approval_process_pending' },
		}),
	).toEqual([]);
});

it('lets fields be chosen from lists of the panel', async () => {
	const [id] = leads(1);
	await out(record('update', { recordId: id, fields: mapped({ Company: 'X' }) }));
	await expect(execute(bench, { parameters: record('nothing') })).rejects.toThrow(
		'which the resource',
	);
});
