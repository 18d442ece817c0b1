import { startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { inside } from '../contract/panel';
import { execute, outputs } from '../support/contexts';
import { benchOf, bodies, legacy, object, of, record, signedIn, WIDE } from './bench';

/** The vendor's two pages: "Update Preset Object" and "Query Object Approval Flow Instances". */

const UPDATE = '/cgi/crm/v2/data/update';
const APPROVALS = '/cgi/crm/object/approvalInstances/query';

/** Rows of the page's "Request Parameters". */
const UPDATE_PARAMETERS = [
	'corpAccessToken',
	'corpId',
	'currentOpenUserId',
	'triggerApprovalFlow',
	'triggerWorkFlow',
	'data',
	'object_data',
	'dataObjectApiName',
	'_id',
	'details',
	'igonreMediaIdConvert',
	'optionInfo',
	'skipFuncValidate',
	'useValidationRule',
	'isDuplicateSearch',
];

let emulator: FxiaokeEmulator;
beforeAll(async () => {
	emulator = await startFxiaoke({ switches: WIDE });
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.reset();
	emulator.seed.object('api_name', 'Detail of the example', [
		{
			api_name: 'member',
			label: 'Member',
			type: 'master_detail',
			target_api_name: 'CampaignMembersObj',
		},
	]);
	emulator.seed.record('CampaignMembersObj', 'hello', { name: 'Member' });
	emulator.seed.record('api_name', '88888888', { name: 'before', member: 'hello' });
});

const example = record('update', {
	objectType: object('CampaignMembersObj'),
	recordId: 'hello',
	detailsJson: '{ "api_name": [{ "_id": "88888888", "name": "modify" }] }',
	triggerApprovalFlow: true,
	triggerWorkFlow: true,
	options: {
		skipFuncValidate: true,
		isDuplicateSearch: true,
		useValidationRule: true,
		igonreMediaIdConvert: false,
	},
});

describe('Update Preset Object', () => {
	it('sends the example of the page with the legacy sign-in', async () => {
		const out = await outputs(benchOf(emulator, legacy), { parameters: example });
		expect(out).toEqual([{ _id: 'hello', updated: true }]);
		const [sent] = emulator.log.of('POST', UPDATE);
		expect(sent.body).toEqual({
			corpAccessToken: expect.stringMatching(/^legacy-token/),
			triggerWorkFlow: true,
			currentOpenUserId: 'FSUID_1000',
			corpId: 'FSCID_demo',
			data: {
				object_data: { _id: 'hello', dataObjectApiName: 'CampaignMembersObj' },
				optionInfo: { skipFuncValidate: true, isDuplicateSearch: true, useValidationRule: true },
				details: { api_name: [{ _id: '88888888', name: 'modify' }] },
				igonreMediaIdConvert: false,
			},
			triggerApprovalFlow: true,
		});
		expect(sent.query.thirdTraceId).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-/);
		expect(sent.headers.authorization).toBeUndefined();
		expect(emulator.store.records.get('88888888')?.values.name).toBe('modify');
	});

	it('sends headers and no keys with the current sign-in, and a new trace each time', async () => {
		const items = [{}, {}];
		await execute(signedIn(emulator), { parameters: example, items });
		const sent = emulator.log.of('POST', UPDATE);
		for (const { headers, body } of sent) {
			expect(headers).toMatchObject({
				authorization: expect.stringMatching(/^Bearer current-token-/),
				'x-fs-ea': 'demo_ea',
				'x-fs-userid': '1000',
			});
			expect(Object.keys(body as object).sort()).toEqual([
				'data',
				'triggerApprovalFlow',
				'triggerWorkFlow',
			]);
		}
		expect(new Set(sent.map(({ query }) => query.thirdTraceId)).size).toBe(2);
	});

	it("takes the page's own answer", async () => {
		emulator.faults.add({
			when: { path: UPDATE },
			before: true,
			answer: {
				status: 200,
				body: {
					traceId: 'E-O.827xxxxxx',
					errorDescription: 'success',
					errorMessage: 'OK',
					errorCode: 0,
				},
			},
		});
		const out = await outputs(signedIn(emulator), { parameters: example });
		expect(out).toEqual([{ _id: 'hello', updated: true }]);
	});

	it('returns the record on wish', async () => {
		const parameters = { ...example, options: { returnRecord: true } };
		const [out] = await outputs(signedIn(emulator), { parameters });
		expect(out).toMatchObject({ _id: 'hello', name: 'Member' });
	});

	it.each([
		['skipFuncValidate', false],
		['isDuplicateSearch', false],
		['useValidationRule', false],
		['igonreMediaIdConvert', true],
	])('sends %s %s by itself, and leaves it out where it is not set', async (name, value) => {
		const parameters = { ...example, options: { [name]: value } };
		await execute(signedIn(emulator), { parameters });
		await execute(signedIn(emulator), { parameters: { ...example, options: {} } });
		const [one, none] = bodies(emulator, UPDATE).map(({ data }) => data as Record<string, unknown>);
		expect(name === 'igonreMediaIdConvert' ? one : one.optionInfo).toMatchObject({ [name]: value });
		expect(none).not.toHaveProperty('optionInfo');
		expect(none).not.toHaveProperty('igonreMediaIdConvert');
	});

	it.each([
		[true, false],
		[false, true],
	])('sends triggerApprovalFlow %s and triggerWorkFlow %s at the top', async (approval, work) => {
		const triggers = { triggerApprovalFlow: approval, triggerWorkFlow: work };
		await execute(signedIn(emulator), { parameters: { ...example, ...triggers } });
		expect(bodies(emulator, UPDATE)[0]).toMatchObject(triggers);
		expect(emulator.store.workflowRuns).toHaveLength(work ? 1 : 0);
	});
});

describe('Query Object Approval Flow Instances', () => {
	const dataId = 'c5121734b3904060af0f29bc8c9c3342';
	const parameters = of('approval', 'getAllOfRecord', { recordId: dataId });

	it('sends the example of the page with headers', async () => {
		expect(await outputs(signedIn(emulator), { parameters })).toEqual([]);
		const [sent] = emulator.log.of('POST', APPROVALS);
		expect(sent.body).toEqual({ dataId });
		expect(sent.headers).toMatchObject({ 'x-fs-ea': 'demo_ea', 'x-fs-userid': '1000' });
		expect(sent.query.thirdTraceId).toBeTruthy();
	});

	it("gives one item per instance of an answer built from the page's table", async () => {
		const instance = (instanceId: string) => ({
			instanceId,
			instanceName: 'Order approval',
			dataId,
			triggerType: 'Create',
			state: 'in_progress',
			createTime: 1_700_000_000_000,
			lastModifyTime: 1_700_000_000_001,
			endTime: 1_700_000_000_002,
			flowApiName: 'flow__crmappr',
			applicantOpenUserId: 'FSUID_1',
			cancelTime: '',
			objectApiName: 'SalesOrderObj',
		});
		const instances = [instance('i1'), instance('i2')];
		emulator.faults.add({
			when: { path: APPROVALS },
			before: true,
			answer: {
				status: 200,
				body: {
					traceId: 't',
					errorDescription: 'success',
					errorMessage: 'OK',
					errorCode: 0,
					instances,
				},
			},
		});
		const items = await execute(signedIn(emulator), { parameters });
		expect(items.map(({ json }) => json)).toEqual(instances);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});
});

describe('the panel', () => {
	const shown = (resource: string, operation: string) => {
		const { description } = signedIn(emulator).type;
		return description.properties
			.filter(
				({ displayOptions: { show = {} } = {} }) =>
					show.resource?.includes(resource) && show.operation?.includes(operation),
			)
			.flatMap(inside)
			.map(({ name }) => name);
	};

	/** Where each row of the table is set; the three keys of the sign-in are the credential's. */
	const PLACES: Record<string, string> = {
		data: 'objectType',
		object_data: 'fieldsJson',
		dataObjectApiName: 'objectType',
		_id: 'recordId',
		details: 'detailsJson',
		optionInfo: 'skipFuncValidate',
	};

	it.each(UPDATE_PARAMETERS.slice(3))('reaches %s of the update', (name) => {
		expect(shown('record', 'update')).toContain(PLACES[name] ?? name);
	});

	it('reaches dataId of the approval query', () => {
		expect(shown('approval', 'getAllOfRecord')).toContain('recordId');
	});
});
