import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoSeed, startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { outputs } from '../support/contexts';
import { benchOf, bodies, legacy, object, of, signedIn, WIDE } from './bench';

let emulator: FxiaokeEmulator;
beforeAll(async () => {
	emulator = await startFxiaoke({ switches: WIDE, seed: demoSeed });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const run = async (parameters: INodeParameters) =>
	await outputs(signedIn(emulator), { parameters });
const order = object('SalesOrderObj');
const held = (id: string) => emulator.store.records.get(id)?.values ?? {};

async function start(): Promise<{ id: string; instanceId: string; tasks: IDataObject[] }> {
	const [{ _id }] = await run(
		of('record', 'create', {
			objectType: order,
			fieldsJson: '{ "name": "O" }',
			triggerApprovalFlow: true,
			triggerWorkFlow: true,
		}),
	);
	const id = String(_id);
	const [{ instanceId }] = await run(of('approval', 'getAllOfRecord', { recordId: id }));
	return { id, instanceId: String(instanceId), tasks: await tasksOf(String(instanceId)) };
}

const tasksOf = async (instanceId: string) =>
	(await run(of('approval', 'get', { instanceId })))[0].tasks as IDataObject[];

const decide = (operation: string, taskId: unknown, more: INodeParameters = {}) =>
	of('approval', operation, { taskId: String(taskId), opinion: 'fine', actAs: '1001', ...more });

describe('approvals', () => {
	it.each([
		['complete', '/cgi/crm/approvalTask/action'],
		['task', '/cgi/crm/v2/special/object/approvalTask'],
	])('are approved as the approver, by the endpoint %s', async (endpoint, path) => {
		const { id, tasks } = await start();
		const [out] = await run(decide('approve', tasks[0].id, { options: { endpoint } }));
		expect(out).toEqual({ taskId: tasks[0].id, approved: true });
		expect(held(id)).toMatchObject({ life_status: 'normal', order_status: 'confirmed' });
		const [{ headers, body }] = emulator.log.of('POST', path);
		expect(headers['x-fs-userid']).toBe('1001');
		expect(JSON.stringify(body)).toContain('"agree"');
	});

	it('are approved with the legacy sign-in, too', async () => {
		const { id, tasks } = await start();
		await outputs(benchOf(emulator, legacy), {
			parameters: decide('approve', tasks[0].id, { actAs: 'FSUID_1001' }),
		});
		expect(held(id).life_status).toBe('normal');
		expect(bodies(emulator, '/cgi/crm/approvalTask/action')[0]).toMatchObject({
			currentOpenUserId: 'FSUID_1001',
			actionType: 'agree',
		});
	});

	it('are rejected, and canceled with a reason under either name', async () => {
		const first = await start();
		await run(decide('reject', first.tasks[0].id));
		expect(held(first.id)).toMatchObject({ life_status: 'ineffective', lock_status: '0' });
		for (const cancelReasonIn of ['cancelReason', 'opinion'] as const) {
			emulator.switches.cancelReasonIn = cancelReasonIn;
			const { id, instanceId } = await start();
			const [out] = await run(
				of('approval', 'cancel', { objectType: order, recordId: id, reason: 'typo' }),
			);
			expect(out).toEqual({ _id: id, canceled: true });
			expect(emulator.store.instances.get(instanceId)).toMatchObject({
				state: 'cancel',
				cancelReason: 'typo',
			});
		}
	});

	it('go back to an earlier node', async () => {
		emulator.store.flows[0]?.nodes.push({ name: 'Boss', type: 'single', candidates: ['1002'] });
		const { instanceId, tasks } = await start();
		await run(decide('approve', tasks[0].id));
		const [, boss] = await tasksOf(instanceId);
		await run(
			decide('rejectToNode', boss.id, {
				rejectToTaskId: String(tasks[0].id),
				actAs: '1002',
				moveBack: true,
			}),
		);
		expect((await tasksOf(instanceId)).map(({ state }) => state)).toEqual([
			'pass',
			'go_back',
			'in_progress',
		]);
	});

	it('are found by conditions, by flow and period, and so are tasks', async () => {
		const { id, tasks } = await start();
		await start();
		const search = (operation: string, field: string, operator: string, value: string) =>
			of('approval', operation, {
				conditions: { condition: [{ field, operator, value }] },
				returnAll: true,
				simplify: true,
			});
		expect(await run(search('getAll', 'state', 'EQ', 'in_progress'))).toHaveLength(2);
		expect(await run(search('getAll', 'object_data_id', 'EQ', id))).toMatchObject([
			{ object_data_id: id, flow_api_name: 'flow_order__crmappr' },
		]);
		expect(await run(search('getAllTasks', 'candidate_ids', 'IN', '1001'))).toHaveLength(2);
		const [task] = await run(of('approval', 'getTask', { taskId: String(tasks[0].id) }));
		expect(task).toMatchObject({ _id: tasks[0].id, candidate_ids: ['1001'] });
		const byFlow = (state: string, startTime = '2020-01-01') =>
			of('approval', 'getAllByFlow', {
				flowApiName: 'flow_order__crmappr',
				startTime,
				endTime: '2099-01-01T00:00:00Z',
				returnAll: true,
				options: { state, pageSize: 1 },
			});
		expect(await run(byFlow('in_progress'))).toHaveLength(2);
		expect(await run(byFlow('pass'))).toHaveLength(0);
		expect(await run(byFlow('in_progress', '2098-01-01'))).toHaveLength(0);
		expect(bodies(emulator, '/cgi/crm/approvalInstances/query')[0]).toEqual({
			flowApiName: 'flow_order__crmappr',
			startTime: Date.UTC(2019, 11, 31, 16),
			endTime: Date.UTC(2099, 0, 1),
			state: 'in_progress',
			pageNumber: 1,
			pageSize: 1,
		});
	});
});

describe('business flows and stages', () => {
	const task = (id: string, kind: 'approval' | 'plain' = 'approval') => {
		const [record = ''] = emulator.seed.records('AccountObj', [{ name: 'Flowing' }]);
		emulator.seed.businessTask({
			id,
			instance: 'flow-1',
			record,
			object: 'AccountObj',
			kind,
			candidates: ['1001'],
		});
		return record;
	};
	const state = (id: string) => emulator.store.businessTasks.get(id)?.state;
	const account = { objectType: object('AccountObj') };

	it.each(['data', 'data.list', 'instances'] as const)(
		'are shown as they come, whatever the form: %s',
		async (flowsIn) => {
			emulator.switches.flowsIn = flowsIn;
			const recordId = task('t1');
			for (const operation of ['getOfRecord', 'getProgress']) {
				const [out] = await run(of('businessFlow', operation, { ...account, recordId }));
				expect(JSON.stringify(out)).toContain('"taskId":"t1"');
				expect(out).not.toHaveProperty('errorCode');
			}
		},
	);

	it.each([
		['completeTask', { taskKind: 'approval', opinion: 'ok' }, 'pass'],
		['completeTask', { taskKind: 'plain' }, 'pass'],
		['rejectTask', { opinion: 'no' }, 'reject'],
	])('%s %j', async (operation, more, ends) => {
		task('t1');
		await run(of('businessFlow', operation, { taskId: 't1', actAs: '1001', ...more }));
		expect(state('t1')).toBe(ends);
	});

	it('edit the record and complete the task in one step, or are canceled', async () => {
		const recordId = task('t1');
		await run(
			of('businessFlow', 'editAndComplete', {
				...account,
				recordId,
				taskId: 't1',
				actAs: '1001',
				fieldsJson: '{ "amount": 7 }',
			}),
		);
		expect([state('t1'), held(recordId).amount]).toEqual(['pass', '7']);
		task('t2');
		const parameters = { instanceId: 'flow-1', reason: 'old', actAs: '1000' };
		await run(of('businessFlow', 'cancel', parameters));
		expect(state('t2')).toBe('cancel');
	});

	it('move stages, and start stage flows', async () => {
		const [recordId = ''] = emulator.seed.records('AccountObj', [{ name: 'Staged' }]);
		const [started] = await run(of('stage', 'trigger', { ...account, recordId }));
		const { workflowInstanceId } = started.data as IDataObject;
		await run(of('stage', 'move', { instanceId: String(workflowInstanceId), stageId: 's2' }));
		expect(emulator.store.stages.get(String(workflowInstanceId))?.stage).toBe('s2');
	});
});
