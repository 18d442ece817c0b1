import FormData from 'form-data';
import { startHubSpot, type HubSpotEmulator } from './hubSpot';
import { clientOf } from './hubSpot/testClient';

let emulator: HubSpotEmulator;
let api: ReturnType<typeof clientOf>;
beforeAll(async () => {
	emulator = await startHubSpot({ switches: { burstLimit: 100_000 } });
	api = clientOf(emulator);
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const pair = () => {
	const [contact = ''] = emulator.seed.records('contacts', [{ email: 'a@b.cd' }]);
	const [company = ''] = emulator.seed.records('companies', [{ name: 'X' }]);
	return { contact, company };
};

describe('associations', () => {
	it('links by default and by label, both ways, and takes one label away', async () => {
		const { contact, company } = pair();
		const path = `/crm/v4/objects/contacts/${contact}/associations`;
		expect((await api.put(`${path}/default/companies/${company}`)).status).toBe(200);
		const label = await api.post('/crm/v4/associations/contacts/companies/labels', {
			label: 'Boss',
			name: 'boss',
			inverseLabel: 'Staff',
		});
		expect(label.data.results).toMatchObject([{ label: 'Boss' }, { label: 'Staff' }]);
		const [{ typeId }] = label.data.results as unknown as [{ typeId: number }];
		const types = [{ associationCategory: 'USER_DEFINED', associationTypeId: typeId }];
		expect((await api.put(`${path}/companies/${company}`, types)).data.labels).toEqual(['Boss']);
		const back = await api.get(`/crm/objects/2026-03/companies/${company}/associations/contacts`);
		expect(back.data.results).toMatchObject([
			{ toObjectId: contact, associationTypes: [{ label: null }, { label: 'Staff' }] },
		]);
		const gone = await api.post(
			'/crm/associations/2026-03/contacts/companies/batch/labels/archive',
			{ inputs: [{ from: { id: contact }, to: { id: company }, types }] },
		);
		expect(gone.status).toBe(200);
		const left = await api.get(`${path}/companies`);
		expect(left.data.results).toMatchObject([{ associationTypes: [{ label: null }] }]);
		expect((await api.remove(`${path}/companies/${company}`)).status).toBe(204);
		expect((await api.get(`${path}/companies`)).data.results).toEqual([]);
	});

	it('refuses types that do not exist between two objects, and tells missing records', async () => {
		const { contact, company } = pair();
		const wrong = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 9999 }];
		const one = await api.put(
			`/crm/v4/objects/contacts/${contact}/associations/companies/${company}`,
			wrong,
		);
		expect(one.data.message).toContain("doesn't exist between");
		expect((await api.get('/crm/v4/associations/products/carts/labels')).data.results).toEqual([]);
		const inputs = [
			{ from: { id: contact }, to: { id: company } },
			{ from: { id: contact }, to: { id: '9' } },
		].map((input) => ({
			...input,
			types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }],
		}));
		const batch = await api.post('/crm/v4/associations/contacts/companies/batch/create', {
			inputs,
		});
		expect([batch.status, batch.data.results.length, batch.data.errors.length]).toEqual([
			207, 1, 1,
		]);
		const read = await api.post('/crm/v4/associations/contacts/companies/batch/read', {
			inputs: [{ id: contact }, { id: '9' }],
		});
		expect([read.status, read.data.results.length]).toEqual([207, 1]);
	});

	it('comes with a create and with a read', async () => {
		const { company } = pair();
		const made = await api.post('/crm/v3/objects/contacts', {
			properties: { email: 'n@b.cd' },
			associations: [
				{
					to: { id: company },
					types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }],
				},
			],
		});
		expect(made.status).toBe(201);
		const id = String(made.data.id);
		const read = await api.get(`/crm/v3/objects/contacts/${id}`, { associations: 'companies' });
		expect(read.data.associations).toEqual({
			companies: { results: [{ id: company, type: 'contact_to_company' }] },
		});
	});
});

describe('files', () => {
	const upload = async (options: object, folder: object = { folderPath: '/x' }) => {
		const form = new FormData();
		form.append('file', Buffer.from('hello'), { filename: 'a.txt' });
		form.append('options', JSON.stringify(options));
		for (const [name, value] of Object.entries(folder)) form.append(name, value);
		return await api.call('POST', '/files/v3/files', form, { headers: form.getHeaders() });
	};

	it('keeps a file, signs its link, and hides it without a signature', async () => {
		expect((await upload({})).status).toBe(400);
		expect((await upload({ access: 'PRIVATE' }, {})).status).toBe(400);
		const { data } = await upload({ access: 'PRIVATE' });
		expect(data).toMatchObject({ name: 'a', extension: 'txt', size: 5, path: '/x/a.txt' });
		expect((await fetch(String(data.url))).status).toBe(403);
		const signed = await api.get(`/files/v3/files/${String(data.id)}/signed-url`);
		expect(await (await fetch(String(signed.data.url))).text()).toBe('hello');
		emulator.switches.largestFile = 4;
		expect((await upload({ access: 'PRIVATE' })).status).toBe(413);
	});

	it('imports from a URL in the background, 2026-09 with all that it wants', async () => {
		const { id } = emulator.seed.file('b.txt', Buffer.from('b'), { access: 'PUBLIC_INDEXABLE' });
		const url = `${emulator.otherHost.url}/public/${id}/b.txt`;
		const body = { url, access: 'PRIVATE', folderPath: '/y', name: 'c.txt' };
		const path = (version: string) => `/files/${version}/files/import-from-url/async`;
		expect((await api.post(path('2026-09'), body)).data.message).toContain('duplicateValidation');
		const task = await api.post(path('2026-03'), body);
		expect(task.status).toBe(202);
		const status = async () =>
			(await api.get(`${path('2026-03')}/tasks/${String(task.data.id)}/status`)).data;
		expect(await status()).toMatchObject({ status: 'PROCESSING' });
		expect(await status()).toMatchObject({ status: 'COMPLETE', result: { name: 'c' } });
	});
});

describe('the rest of the account', () => {
	it('keeps properties, groups, pipelines, stages, owners and schemas', async () => {
		const made = await api.post('/crm/v3/properties/contacts', {
			name: 'colour',
			label: 'Colour',
			type: 'enumeration',
			fieldType: 'select',
			groupName: 'contactsinformation',
			options: [{ label: 'Red', value: 'red', displayOrder: 0, hidden: false }],
		});
		expect(made.status).toBe(201);
		const all = (await api.get('/crm/v3/properties/contacts')).data.results;
		const byName = (name: string) => all.find((property) => property.name === name);
		expect(byName('hs_email_domain')).toMatchObject({ calculated: true });
		expect(byName('hubspot_owner_id')).toMatchObject({ referencedObjectType: 'OWNER' });
		expect((await api.remove('/crm/v3/properties/contacts/colour')).status).toBe(204);
		const pipelines = await api.get('/crm/v3/pipelines/deals');
		expect(pipelines.data.results).toMatchObject([{ id: 'default' }]);
		expect(
			(await api.get('/crm/v3/owners/', { email: 'ada@example.com' })).data.results,
		).toMatchObject([{ id: '41' }]);
		expect((await api.get('/crm-object-schemas/v3/schemas')).data.results).toMatchObject([
			{ fullyQualifiedName: 'p62515_cars' },
		]);
		expect((await api.get('/crm/property-validations/2026-03/0-1')).data.results).toHaveLength(2);
	});

	it('lets members into manual lists only', async () => {
		const { contact } = pair();
		const { listId } = emulator.seed.list({ name: 'Manual' });
		const { listId: live } = emulator.seed.list({ name: 'Live', processingType: 'DYNAMIC' });
		const added = await api.put(`/crm/v3/lists/${listId}/memberships/add`, [contact, '9']);
		expect(added.data).toMatchObject({ recordsIdsAdded: [contact], recordIdsMissing: ['9'] });
		expect((await api.put(`/crm/v3/lists/${live}/memberships/add`, [contact])).status).toBe(400);
		const of = await api.get(`/crm/v3/lists/records/0-1/${contact}/memberships`);
		expect(of.data.results).toMatchObject([{ listId }]);
	});

	it('reads and starts approvals of deals on 2026-09 alone', async () => {
		const [deal = ''] = emulator.seed.records('deals', [{ dealname: 'x', pipeline: 'default' }]);
		const path = '/crm/pipelines-rules/2026-09/0-3/default/approvals';
		expect((await api.get(`${path}/${deal}`)).data.approvalStatus).toBe('NOT_APPLICABLE');
		await api.post(`${path}/start`, { objectId: Number(deal) });
		expect((await api.get(`${path}/${deal}`)).data.approvalStatus).toBe('PENDING');
		expect((await api.get(path.replace('2026-09', '2026-03') + `/${deal}`)).status).toBe(404);
	});

	it('answers the three old paths', async () => {
		const contact = await api.post('/contacts/v1/contact/createOrUpdate/email/a@b.cd', {
			properties: [{ property: 'firstname', value: 'A' }],
		});
		expect(contact.data).toMatchObject({ isNew: true });
		const profile = await api.get(`/contacts/v1/contact/vid/${String(contact.data.vid)}/profile`);
		expect(profile.data.properties).toMatchObject({ firstname: { value: 'A' } });
		const company = await api.post('/companies/v2/companies', {
			properties: [{ name: 'name', value: 'X' }],
		});
		expect(company.data.companyId).toEqual(expect.any(Number));
	});
});
