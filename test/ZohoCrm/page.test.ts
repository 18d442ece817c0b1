import type { INodeParameters } from 'n8n-workflow';
import type { Answer } from '../emulator/frame';
import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { execute, outputs } from '../support/contexts';
import { benchOf, mapped, of, record } from './bench';

/** The vendor's page "Update Records": its sample, and each of its 18 error blocks. */
let emulator: ZohoCrmEmulator;
beforeAll(async () => {
	emulator = await startZohoCrm();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const path = '/crm/v8/Deals';
const ID = '3652397000003852095';

const sample = {
	data: [
		{
			id: ID,
			Deal_Name: 'v7 Update',
			Stage: 'Closed Won',
			Pipeline: 'Standard (Standard)',
			Foreign_Languages: ['Korean', 'Spanish'],
			$append_values: { Foreign_Languages: false },
			Image_Upload: [{ File_Id__s: '2cxx2fa' }, { id: '738964000002363016', _delete: null }],
			Listings: [
				{ Interested_Listings: { id: '3652397000001988001' } },
				{ id: '431581000000697244', _delete: null },
			],
			AssociatedUser: [
				{ User: { id: '3652397000000281001' } },
				{ id: '431581000000701821', _delete: null },
			],
		},
	],
	skip_feature_execution: [{ name: 'cadences' }],
};

/** The page's own answer, read into an item. */
const person = { name: 'Patricia Boyle', id: '554023000000235011' };
const answer = {
	data: [
		{
			code: 'SUCCESS',
			details: {
				Modified_Time: '2021-05-02T11:17:33+05:30',
				Modified_By: person,
				Created_Time: '2021-05-02T11:17:33+05:30',
				id: '554023000000527003',
				Created_By: person,
			},
			message: 'record updated',
			status: 'success',
		},
	],
};

const panel: INodeParameters = record(
	'update',
	{
		recordId: ID,
		fields: mapped({
			Deal_Name: 'v7 Update',
			Stage: 'Closed Won',
			Pipeline: 'Standard (Standard)',
			Foreign_Languages: 'Korean,Spanish',
			Image_Upload: '2cxx2fa',
			Listings: '3652397000001988001',
		}),
		options: {
			skipCadences: true,
			appendValues: { field: [{ name: 'Foreign_Languages', append: false }] },
			listEntries: {
				field: [
					{ name: 'Image_Upload', remove: '738964000002363016' },
					{ name: 'Listings', lookup: 'Interested_Listings', remove: '431581000000697244' },
					{
						name: 'AssociatedUser',
						lookup: 'User',
						add: '3652397000000281001',
						remove: '431581000000701821',
					},
				],
			},
		},
	},
	'Deals',
);

it("sends the page's sample from the panel's own controls, and reads its answer", async () => {
	emulator.faults.add({
		when: { method: 'PUT', path },
		before: true,
		answer: { status: 200, body: answer },
	});
	const [item] = await outputs(benchOf(emulator), { parameters: panel });
	expect(emulator.log.of('PUT', path)[0].body).toEqual(sample);
	expect(item).toEqual({ ...answer.data[0].details, updated: true });
});

it('and the emulator takes it as the vendor would', async () => {
	emulator.seed.records(
		'Deals',
		[
			{
				Deal_Name: 'Old',
				Foreign_Languages: ['German'],
				Image_Upload: [{ id: '738964000002363016' }, { id: '738964000002363017' }],
				Listings: [{ id: '431581000000697244' }],
				AssociatedUser: [{ id: '431581000000701821' }],
			},
		],
		{ id: ID },
	);
	emulator.seed.records('Listings', [{ Name: 'House' }], { id: '3652397000001988001' });
	emulator.store.files.set('2cxx2fa', {
		id: '2cxx2fa',
		name: 'a.png',
		type: 'image/png',
		content: Buffer.from('x'),
	});
	await outputs(benchOf(emulator), { parameters: panel });
	expect(emulator.store.records.get('Deals')?.get(ID)?.values).toMatchObject({
		Deal_Name: 'v7 Update',
		Foreign_Languages: ['Korean', 'Spanish'],
		Image_Upload: [{ id: '738964000002363017' }, { File_Id__s: '2cxx2fa' }],
		Listings: [{ Interested_Listings: { id: '3652397000001988001' } }],
		AssociatedUser: [{ User: { id: '3652397000000281001' } }],
	});
});

const said = (status: number, code: string, message: string): Answer => ({
	status,
	body: { code, details: {}, message, status: 'error' },
});

interface Block {
	code: string;
	message: string;
	/** Words of the cause and of the next step. */
	hint: RegExp;
	/** What brings the emulator to say it. */
	cause: () => INodeParameters;
}

const lead = (values: object = {}) =>
	emulator.seed.records('Leads', [{ Last_Name: 'A', ...values }])[0];
const update = (
	recordId: string,
	values: object,
	module = 'Leads',
	options: INodeParameters = {},
) => record('update', { recordId, fieldsJson: JSON.stringify(values), options }, module);
/** Fields are asked for first: what the panel would refuse itself goes as a custom request. */
const raw = (method: string, to: string, body: object): INodeParameters => ({
	resource: 'api',
	operation: 'request',
	method,
	path: to,
	body: JSON.stringify(body),
});
const stated = (state: 'locked' | 'zia' | 'unapproved') => {
	const id = lead();
	emulator.seed.set('Leads', id, { state });
	return update(id, { Company: 'x' });
};
const planned = (status: number, code: string, message: string) => {
	emulator.faults.add({
		when: { method: 'PUT' },
		before: true,
		answer: said(status, code, message),
	});
	return update(lead(), { Company: 'x' });
};

const blocks: Block[] = [
	{
		code: 'INVALID_MODULE',
		message: 'module name given seems to be invalid',
		hint: /did you mean Leads.*"Module"/,
		cause: () => update(ID, { Company: 'x' }, 'Leds'),
	},
	{
		code: 'INVALID_MODULE',
		message: 'not supported in API',
		hint: /not in its API/,
		cause: () => raw('PUT', '/crm/v8/Documents', { data: [{ id: ID }] }),
	},
	{
		code: 'INVALID_DATA',
		message: 'the id given seems to be invalid',
		hint: /No record has this ID/,
		cause: () => update('3652397000001111111', { Company: 'x' }),
	},
	{
		code: 'MANDATORY_NOT_FOUND',
		message: 'required field not found',
		hint: /Field: id.*ID of the record/,
		cause: () => raw('PUT', '/crm/v8/Leads', { data: [{ Company: 'x' }] }),
	},
	{
		code: 'INVALID_URL_PATTERN',
		message: 'Please check if the URL',
		hint: /check it and its version/,
		cause: () => raw('PUT', '/crm/v8/Leads/1/2/3/4/5', {}),
	},
	{
		code: 'NO_PERMISSION',
		message: 'Permission denied to update',
		hint: /administrator/,
		cause: () => planned(403, 'NO_PERMISSION', 'Permission denied to update'),
	},
	{
		code: 'ALREADY_MODIFIED',
		message: 'already passed if-unmodified-since',
		hint: /read it again/,
		cause: () =>
			update(lead(), { Company: 'x' }, 'Leads', { unmodifiedSince: '2024-01-15T15:26:49+05:30' }),
	},
	{
		code: 'INVALID_REQUEST_METHOD',
		message: 'http request method type',
		hint: /another "Method"/,
		cause: () => raw('PATCH', '/crm/v8/Leads', {}),
	},
	{
		code: 'AUTHORIZATION_FAILED',
		message: 'sufficient privilege',
		hint: /administrator/,
		cause: () =>
			planned(
				400,
				'AUTHORIZATION_FAILED',
				'User does not have sufficient privilege to update records',
			),
	},
	{
		code: 'DUPLICATE_DATA',
		message: 'duplicate data',
		hint: /Existing record: \d{19}.*"Create or Update"/,
		cause: () => {
			lead({ Email: 'a@b.co' });
			return update(lead(), { Email: 'a@b.co' });
		},
	},
	{
		code: 'LIMIT_EXCEEDED',
		message: 'Only 50 participants',
		hint: /take some out/,
		cause: () => {
			const [id] = emulator.seed.records('Events', [{ Event_Title: 'E' }]);
			return update(
				id,
				{
					Participants: Array.from({ length: 51 }, (_, n) => ({
						type: 'email',
						participant: `p${n}@example.com`,
					})),
				},
				'Events',
			);
		},
	},
	{
		code: 'RECORD_LOCKED',
		message: 'Cannot update record that is not approved yet',
		hint: /Zia, or duplicates/,
		cause: () => stated('zia'),
	},
	{
		code: 'RECORD_LOCKED',
		message: 'You cannot perform this operation',
		hint: /wait until it is unlocked/,
		cause: () => stated('locked'),
	},
	{
		code: 'NOT_APPROVED',
		message: 'Cannot update record that is not approved yet',
		hint: /Zia rejected its image.*or the record waits in an approval/,
		cause: () => stated('unapproved'),
	},
	{
		code: 'RECORD_LOCKED',
		message: 'Sorry, you cannot perform this operation',
		hint: /linked by a multi-select lookup is locked/,
		cause: () => {
			const [listing] = emulator.seed.records('Listings', [{ Name: 'House' }], { state: 'locked' });
			const [id] = emulator.seed.records('Deals', [{ Deal_Name: 'D' }]);
			return update(id, { Listings: [listing] }, 'Deals');
		},
	},
	{
		code: 'DEPENDENT_MISMATCH',
		message: 'Call Duration can not be zero.',
		hint: /duration above zero/,
		cause: () => {
			const [id] = emulator.seed.records('Calls', [{ Subject: 'C' }]);
			return update(id, { Call_Duration: '00:00' }, 'Calls');
		},
	},
];

describe('each error block of the page', () => {
	it.each(blocks)('$code: $message', async ({ code, message, hint, cause }) => {
		await expect(execute(benchOf(emulator), { parameters: cause() })).rejects.toMatchObject({
			message: expect.stringContaining(message),
			description: expect.stringMatching(hint),
			context: { outcome: 'failed', code },
		});
	});

	it('INTERNAL_ERROR: the update is safe to repeat, and is; then it says so', async () => {
		const internal = said(500, 'INTERNAL_ERROR', 'Internal Server Error');
		emulator.faults.add({ when: { method: 'PUT' }, before: true, times: 20, answer: internal });
		const parameters = update(lead(), { Company: 'x' }, 'Leads', { longestWait: 2 });
		await expect(execute(benchOf(emulator), { parameters })).rejects.toMatchObject({
			message: 'Zoho CRM had an internal fault',
			context: { outcome: 'unknown', code: 'INTERNAL_ERROR' },
		});
		expect(emulator.log.of('PUT').length).toBeGreaterThan(1);
	});

	it('OAUTH_SCOPE_MISMATCH: 100 items, one refresh, nothing more sent, and the scope is named', async () => {
		const bench = benchOf(emulator);
		const ids = emulator.seed.records(
			'Leads',
			Array.from({ length: 100 }, () => ({ Last_Name: 'A' })),
		);
		emulator.switches.scopes = ['ZohoCRM.settings.ALL'];
		const out = await execute(bench, {
			parameters: of('record', 'get', { recordId: '={{ $json.id }}' }),
			items: ids.map((id) => ({ id })),
			node: { onError: 'continueRegularOutput' },
		});
		expect(out).toHaveLength(100);
		for (const { json } of out) {
			expect(json).toMatchObject({
				code: 'OAUTH_SCOPE_MISMATCH',
				error: 'The Zoho CRM credential lacks a scope',
				description: expect.stringContaining('It needs: ZohoCRM.modules.ALL'),
			});
		}
		expect(emulator.log.of('POST', '/oauth/v2/token')).toHaveLength(1);
		// five at once, each sent again by n8n with the new token
		expect(emulator.log.of('GET', /^\/crm\/v8\/Leads/).length).toBeLessThanOrEqual(10);
		expect(bench.store.logins).toBe(1);
	});
});
