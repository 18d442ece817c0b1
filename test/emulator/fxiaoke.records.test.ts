import { demoSeed, startFxiaoke, type FxiaokeEmulator } from './fxiaoke';
import { clientOf } from './fxiaoke/testClient';

let clock = 1_700_000_000_000;
let emulator: FxiaokeEmulator;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
	emulator = await startFxiaoke({
		now: () => (clock += 500),
		seed: demoSeed,
	});
	client = clientOf(emulator);
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.reset();
	client.forget();
});

const BASE = '/cgi/crm/v2/data';
const at = (id: string, more: object = {}) => ({
	data: { dataObjectApiName: 'AccountObj', objectDataId: id, ...more },
});
const record = async (id: string) =>
	(await client.post(`${BASE}/get`, at(id))).data as Record<string, unknown>;
const rowsOf = (reply: object) =>
	(reply as { data: { dataList: Array<Record<string, unknown>>; total: number } }).data;

describe('writing', () => {
	it.each([
		['amount', 12, 32000],
		['amount', '12.5', 0],
		['founded', '2020-01-01', 32000],
		['founded', 1_600_000_000_000, 0],
		['level', 'A label', 32000],
		['level', 'A', 0],
		['industry', 'IT', 32000],
		['industry', ['IT'], 0],
		['owner', '1000', 32000],
		['owner', ['1001'], 0],
		['owner', ['4711'], 32000],
		['vip', 'true', 32000],
		['parent_account', 'nobody', 32000],
		['files', [{ path: 'N_none', name: 'a' }], 32000],
		['nothing', 'x', 32000],
	])('%s = %j answers %i', async (field, value, code) => {
		const data = { object_data: { dataObjectApiName: 'AccountObj', name: 'X', [field]: value } };
		expect((await client.post(`${BASE}/create`, { data })).errorCode).toBe(code);
	});

	it('wants required fields, and keeps read-only ones to itself', async () => {
		await expect(client.create('AccountObj', {})).rejects.toThrow('必填');
		const id = await client.create('AccountObj', { name: 'X', account_no: 'mine', create_time: 5 });
		expect(await record(id)).toMatchObject({ account_no: 'A-3', create_time: expect.any(Number) });
		expect((await record(id)).create_time).not.toBe(5);
		const dated = await client.create(
			'AccountObj',
			{ name: 'X', create_time: 5 },
			{ hasSpecifyTime: true },
		);
		expect((await record(dated)).create_time).toBe(5);
	});

	it('shows companions of people and lookups, and nulls where asked', async () => {
		const parent = await client.create('AccountObj', { name: 'P' });
		const id = await client.create('AccountObj', {
			name: 'X',
			owner: ['1001'],
			parent_account: parent,
		});
		expect(await record(id)).toMatchObject({
			owner: ['1001'],
			owner__r: { id: '1001', name: '张三' },
			parent_account__r: 'P',
		});
		expect(await record(id)).not.toHaveProperty('tel');
		const whole = await client.post(`${BASE}/get`, { includeNull: true, ...at(id) });
		expect(whole.data).toHaveProperty('tel', null);
	});

	it('keeps what an update does not name, also detail rows, and can delete those', async () => {
		const id = await client.create(
			'SalesOrderObj',
			{ name: 'O' },
			{
				triggerApprovalFlow: false,
				includeDetailIds: true,
				details: { SalesOrderProductObj: [{ quantity: '1' }, { quantity: '2' }] },
			},
		);
		const lines = async () =>
			rowsOf(
				await client.query('SalesOrderProductObj', {
					filters: [{ field_name: 'order_id', operator: 'EQ', field_values: [id] }],
					orders: [{ fieldName: '_id', isAsc: true }],
				}),
			).dataList;
		const [first] = await lines();
		const update = async (triggerApprovalFlow: boolean) =>
			await client.post(`${BASE}/update`, {
				triggerApprovalFlow,
				data: {
					object_data: { _id: id, dataObjectApiName: 'SalesOrderObj', order_amount: '3' },
					details: { SalesOrderProductObj: [{ _id: first?._id, quantity: '9' }] },
				},
			});
		expect((await update(false)).errorCode).toBe(0);
		expect((await lines()).map(({ quantity }) => quantity)).toEqual(['9', '2']);
		emulator.switches.missingDetails = 'deleted';
		await update(false);
		expect((await lines()).map(({ quantity }) => quantity)).toEqual(['9']);
		const bare = await client.post(`${BASE}/update`, {
			data: {
				object_data: { _id: id, dataObjectApiName: 'SalesOrderObj' },
				details: { SalesOrderProductObj: { quantity: '1' } },
			},
		});
		expect(bare.errorCode).toBe(32000);
	});

	it('ignores an owner inside an update, or refuses it', async () => {
		const id = await client.create('AccountObj', { name: 'X' });
		const update = async () =>
			await client.post(`${BASE}/update`, {
				data: { object_data: { _id: id, dataObjectApiName: 'AccountObj', owner: ['1001'] } },
			});
		expect((await update()).errorCode).toBe(0);
		expect((await record(id)).owner).toEqual(['1000']);
		emulator.switches.ownerInUpdate = 'refused';
		expect((await update()).errorCode).toBe(32000);
	});
});

describe('the end of a record', () => {
	it('is two steps, and can be undone after the first', async () => {
		const id = await client.create('AccountObj', { name: 'X' });
		const list = { data: { dataObjectApiName: 'AccountObj', idList: [id] } };
		expect((await client.post(`${BASE}/delete`, list)).errorCode).toBe(50009);
		expect(
			(
				await client.post(`${BASE}/invalid`, {
					data: { dataObjectApiName: 'AccountObj', object_data_id: id },
				})
			).errorCode,
		).toBe(0);
		expect(rowsOf(await client.query('AccountObj', {})).dataList).toHaveLength(2);
		expect((await client.post(`${BASE}/recover`, list)).errorCode).toBe(0);
		expect(rowsOf(await client.query('AccountObj', {})).dataList).toHaveLength(3);
		await client.post(`${BASE}/invalid`, {
			data: { dataObjectApiName: 'AccountObj', object_data_id: id },
		});
		expect((await client.post(`${BASE}/delete`, list)).errorCode).toBe(0);
		expect((await client.post(`${BASE}/get`, at(id))).errorCode).toBe(32000);
	});

	it.each([
		['whole', 'normal'],
		['partial', 'invalid'],
	] as const)('a list with one bad ID (%s) leaves the good one %s', async (idLists, state) => {
		emulator.switches.idLists = idLists;
		const id = await client.create('project__c', { name: 'P' });
		const reply = await client.post('/cgi/crm/custom/data/invalid', {
			data: { dataObjectApiName: 'project__c', idList: [id, 'nobody'] },
		});
		expect(reply.errorCode).toBe(32000);
		expect(emulator.store.records.get(id)?.values.life_status).toBe(state);
	});
});

describe('queries', () => {
	it.each([
		[{ limit: 101 }, 32000],
		[{ limit: 50, offset: 25 }, 32000],
		[{ limit: 100, offset: 10_000 }, 0],
		[{ limit: 100, offset: 10_100 }, 10013],
		[{ filters: [{ field_name: 'name', operator: 'EQ', field_values: 'x' }] }, 32000],
		[{ filters: [{ field_name: 'name', operator: 'NE', field_values: ['x'] }] }, 32000],
		[{ filters: [{ field_name: 'name', operator: 'GT', field_values: ['x'] }] }, 32000],
		[{ filters: [{ field_name: 'owner', operator: 'EQ', field_values: ['1000'] }] }, 32000],
		[{ filters: [{ field_name: 'owner', operator: 'IN', field_values: ['1000'] }] }, 0],
		[{ filters: [{ field_name: 'industry', operator: 'CONTAINS', field_values: ['IT'] }] }, 32000],
		[{ filters: [{ field_name: 'founded', operator: 'BETWEEN', field_values: ['1'] }] }, 32000],
		[{ filters: [{ field_name: 'none', operator: 'EQ', field_values: ['1'] }] }, 32000],
		[{ orders: [{ fieldName: 'none', isAsc: true }] }, 32000],
	])('%j answers %i', async (info, code) => {
		expect((await client.query('AccountObj', info)).errorCode).toBe(code);
	});

	it('counts unless one of the spellings that it honours says no', async () => {
		const total = async (more: object, data: object) =>
			rowsOf(await client.query('AccountObj', {}, more, data)).total;
		expect(await total({}, {})).toBe(2);
		expect(await total({ returnTotalNum: 3 }, {})).toBe(0);
		expect(await total({ need_return_count_num: false }, {})).toBe(0);
		expect(await total({}, { find_explicit_total_num: false })).toBe(0);
		emulator.switches.totals.returnTotalNum = false;
		expect(await total({ returnTotalNum: 3 }, {})).toBe(2);
	});

	it('keeps to the projection, with companions', async () => {
		const { dataList } = rowsOf(
			await client.query('ContactObj', { fieldProjection: ['_id', 'account_id'] }),
		);
		expect(Object.keys(dataList[0] ?? {}).sort()).toEqual([
			'_id',
			'account_id',
			'account_id__r',
			'account_id__relation_ids',
		]);
	});
});

describe('approvals', () => {
	const start = async () => {
		const id = await client.create('SalesOrderObj', { name: 'O' });
		const { instances } = (await client.post('/cgi/crm/object/approvalInstances/query', {
			dataId: id,
		})) as unknown as { instances: Array<Record<string, string>> };
		const instanceId = instances[0]?.instanceId ?? '';
		const tasks = async () =>
			(
				(await client.post('/cgi/crm/approvalInstance/get', { instanceId })) as unknown as {
					instanceDetail: { tasks: Array<{ id: string; state: string }> };
				}
			).instanceDetail.tasks;
		return { id, instance: instances[0], tasks, task: (await tasks())[0]?.id ?? '' };
	};
	const action = async (taskId: string, actionType: string, user: string) =>
		(await client.post('/cgi/crm/approvalTask/action', { taskId, actionType, opinion: 'ok' }, user))
			.errorCode;
	const order = (id: string) => emulator.store.records.get(id)?.values;

	it('starts as a side effect, locks the record, and ends by its candidate', async () => {
		const { id, instance, task } = await start();
		expect(instance).toMatchObject({ dataId: id, state: 'in_progress', triggerType: 'Create' });
		expect(order(id)).toMatchObject({ life_status: 'under_review', lock_status: '1' });
		const update = await client.post(`${BASE}/update`, {
			data: { object_data: { _id: id, dataObjectApiName: 'SalesOrderObj', name: 'Y' } },
		});
		expect(update.errorCode).toBe(50009);
		expect(await action(task, 'agree', '1000')).toBe(50009);
		expect(await action(task, 'maybe', '1001')).toBe(32000);
		expect(await action(task, 'agree', '1001')).toBe(0);
		expect(await action(task, 'agree', '1001')).toBe(50009);
		expect(order(id)).toMatchObject({
			life_status: 'normal',
			lock_status: '0',
			order_status: 'confirmed',
		});
	});

	it('does not start when the flag at the top level says so; a flag inside data counts for nothing', async () => {
		const fires = async (top: object, inner: object) => {
			const data = { object_data: { dataObjectApiName: 'SalesOrderObj', name: 'O' }, ...inner };
			const reply = await client.post(`${BASE}/create`, { ...top, data });
			return order(String(reply.dataId))?.life_status;
		};
		expect(await fires({ triggerApprovalFlow: false }, {})).toBe('normal');
		expect(await fires({}, { triggerApprovalFlow: false })).toBe('under_review');
		expect(emulator.store.workflowRuns).toHaveLength(2);
		await fires({ triggerWorkFlow: false }, {});
		expect(emulator.store.workflowRuns).toHaveLength(2);
	});

	it('can be rejected, canceled, and sent back to an earlier node', async () => {
		emulator.store.flows[0]?.nodes.push({
			name: 'Boss',
			type: 'all_pass',
			candidates: ['1001', '1002'],
		});
		const rejected = await start();
		expect(await action(rejected.task, 'reject', '1001')).toBe(0);
		expect(order(rejected.id)).toMatchObject({ life_status: 'ineffective', lock_status: '0' });
		const canceled = await start();
		const reply = await client.post('/cgi/crm/v2/special/approval/instance/cancel', {
			data: { objectId: canceled.id, entityId: 'SalesOrderObj', cancelReason: 'typo' },
		});
		expect(reply.errorCode).toBe(0);
		const back = await start();
		await action(back.task, 'agree', '1001');
		const second = (await back.tasks())[1]?.id ?? '';
		const to = {
			data: {
				currentTaskId: second,
				rejectToTaskId: back.task,
				rejectOpinion: 'again',
				moveToCurrentActivityWhenReject: true,
			},
		};
		const path = '/cgi/crm/v2/special/approval/rejectToBeforeTask';
		expect((await client.post(path, to, '1000')).errorCode).toBe(50009);
		expect((await client.post(path, to, '1002')).errorCode).toBe(0);
		expect((await back.tasks()).map(({ state }) => state)).toEqual([
			'pass',
			'go_back',
			'in_progress',
		]);
	});

	it.each([
		['agree', 'invalid'],
		['reject', 'normal'],
	])('of an invalidation lock the record; %s leaves it %s', async (actionType, state) => {
		emulator.seed.flow({
			apiName: 'flow_void',
			name: 'Void',
			object: 'AccountObj',
			trigger: 'Invalid',
			nodes: [{ name: 'Both', type: 'all_pass', candidates: ['1001', '1002'] }],
		});
		const id = await client.create('AccountObj', { name: 'X' });
		await client.post(`${BASE}/invalid`, {
			data: { dataObjectApiName: 'AccountObj', object_data_id: id },
		});
		expect(order(id)).toMatchObject({ life_status: 'in_change', lock_status: '1' });
		const [instance] = emulator.store.instances.values();
		const task = instance?.tasks[0]?.id ?? '';
		expect(await action(task, actionType, '1001')).toBe(0);
		if (actionType === 'agree') expect(await action(task, actionType, '1002')).toBe(0);
		expect(order(id)).toMatchObject({ life_status: state, lock_status: '0' });
	});

	it('are rows of two objects', async () => {
		const { id, task } = await start();
		const { dataList } = rowsOf(
			await client.query('ApprovalTaskObj', {
				filters: [{ field_name: 'object_data_id', operator: 'EQ', field_values: [id] }],
			}),
		);
		expect(dataList[0]).toMatchObject({ _id: task, candidate_ids: ['1001'], state: 'in_progress' });
		emulator.switches.approvalListDelayMs = 60_000;
		expect(rowsOf(await client.query('ApprovalInstanceObj', {})).dataList).toHaveLength(0);
	});
});

describe('files', () => {
	const credential = async (more: object = {}) =>
		(await client.post('/cgi/crm/v2/generatorFileUploadCredential', {
			data: {
				expireTime: 600,
				resourceType: 'TN',
				isStreamUpload: true,
				filename: '报价.txt',
				extension: 'txt',
				fileSize: 5,
				...more,
			},
		})) as unknown as { errorCode: number; traceId: string; data: Record<string, string> };
	const upload = async (
		{ traceId, data }: Awaited<ReturnType<typeof credential>>,
		body: string | FormData,
		changes: Record<string, string> = {},
	) => {
		const { url, method, contentType, ...headers } = data;
		const response = await fetch(`${url}?traceId=t&linkId=${traceId}`, {
			method,
			body,
			headers: {
				...headers,
				filename: encodeURIComponent(headers.filename ?? ''),
				...(typeof body === 'string' && { 'content-type': contentType ?? '' }),
				...changes,
			},
		});
		return (await response.json()) as { success: boolean; code: number; data: string };
	};

	it('takes a file once per signature, of the announced size, without a token', async () => {
		const first = await credential();
		expect((await upload(first, 'hello!')).success).toBe(false);
		expect((await upload(first, 'hello', { sign: 'x' })).code).toBe(403);
		expect((await upload(first, 'hello', { authorization: 'Bearer x' })).success).toBe(false);
		const taken = await upload(first, 'hello');
		expect(taken).toMatchObject({ success: true, code: 200 });
		expect(taken.data).toMatch(/^TN_/);
		expect((await upload(first, 'hello')).code).toBe(403);
		const signed = await client.post('/cgi/crm/v2/generateDownloadSignatureUrlByAuth', {
			data: { path: taken.data },
		});
		expect(await (await fetch(String(signed.data))).text()).toBe('hello');
		clock += 3 * 86_400_000;
		client.forget();
		const late = await client.post('/cgi/crm/v2/generateDownloadSignatureUrlByAuth', {
			data: { path: taken.data },
		});
		expect(late.errorCode).toBe(32000);
	});

	it('takes a form where none was announced as a stream', async () => {
		const form = new FormData();
		form.append('facishareFile', new Blob(['hello']), 'a.txt');
		expect((await upload(await credential({ isStreamUpload: false }), form)).success).toBe(true);
	});

	it.each([
		[{ expireTime: 59 }, 32000],
		[{ fileSize: 104_857_601 }, 32000],
		[{ resourceType: 'X' }, 32000],
	])('refuses %j with %i', async (more, code) => {
		expect((await credential(more)).errorCode).toBe(code);
	});
});

describe('pools and teams', () => {
	it('keeps a pooled account from its owner until it is claimed', async () => {
		const id = await client.create('AccountObj', { name: 'X' });
		const change = async () =>
			(
				await client.post(`${BASE}/changeOwner`, {
					data: {
						dataObjectApiName: 'AccountObj',
						Data: [{ objectDataId: id, ownerId: ['1001'] }],
					},
				})
			).errorCode;
		const pool = { apiName: 'AccountObj', objectIds: [id], objectPoolId: 'seas-1' };
		const back = async (backReason: string) =>
			(await client.post(`${BASE}/return`, { data: { ...pool, backReason } })).errorCode;
		expect(await change()).toBe(0);
		expect(await back('9')).toBe(32000);
		expect(await back('other')).toBe(32000);
		expect(await back('1')).toBe(0);
		expect(await change()).toBe(50009);
		expect((await client.post(`${BASE}/choose`, { data: pool }, '1002')).errorCode).toBe(0);
		expect(emulator.store.records.get(id)?.values.owner).toEqual(['1002']);
	});

	it('adds, edits, shows and removes members', async () => {
		const id = await client.create('AccountObj', { name: 'X' });
		const team = async (way: string, data: object) =>
			await client.post(`/cgi/crm/team/${way}`, { apiName: 'AccountObj', data });
		const member = {
			teamMemberEmployee: ['1001'],
			teamMemberRole: '4',
			teamMemberPermissionType: '2',
		};
		expect((await team('add', { dataIDs: [id], ...member })).errorCode).toBe(0);
		expect((await team('add', { dataIDs: [id], ...member, teamMemberRole: '5' })).errorCode).toBe(
			32000,
		);
		expect((await team('get', { dataID: id })).data).toEqual({ teamMemberInfos: [member] });
		await team('delete', { dataIDs: [id], teamMemberEmployee: ['1001'] });
		expect((await team('get', { dataID: id })).data).toEqual({ teamMemberInfos: [] });
	});
});
