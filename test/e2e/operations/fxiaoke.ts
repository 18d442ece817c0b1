import type { FxiaokeEmulator } from '../../emulator/fxiaoke';
import type { OperationRow } from './row';
import { fields, listed, resultOf } from './row';

const account = { objectType: listed('AccountObj', 'Account') };
const order = { objectType: listed('SalesOrderObj', 'Order') };
const flows = { triggerApprovalFlow: true, triggerWorkFlow: true };
const made = { ...account, recordId: resultOf('record.create', '_id') };
const orderOf = (name: string) => resultOf(`record.create#${name}`, '_id');
const openTask = (key: string) =>
	`={{ $('${key}').first().json.tasks.find((task) => task.state === 'in_progress').id }}`;

const newOrder = (name: string): OperationRow => ({
	key: `record.create#${name}`,
	parameters: {
		...order,
		...fields({ name: `Order ${name}` }),
		detailsJson: '{ "SalesOrderProductObj": [{ "name": "Line", "quantity": 2 }] }',
		...flows,
	},
});
const approvalOf = (name: string): OperationRow[] => [
	newOrder(name),
	{ key: `approval.getAllOfRecord#${name}`, parameters: { recordId: orderOf(name) } },
	{
		key: `approval.get#${name}`,
		parameters: { instanceId: resultOf(`approval.getAllOfRecord#${name}`, 'instanceId') },
	},
];

/** Records of other people that the rows work on. */
function prepare({ seed, store }: FxiaokeEmulator) {
	store.flows[0]?.nodes.push({ name: 'Boss', type: 'single', candidates: ['1002'] });
	const [flowing = '', pooled = '', customer = ''] = seed.records('AccountObj', [
		{ name: 'Flowing' },
		{ name: 'Pooled' },
		{ name: 'Customer' },
	]);
	seed.records('ContactObj', [{ name: 'Kim', account_id: customer }]);
	const [lead = ''] = seed.records('LeadsObj', [{ name: 'Lead', company: 'Acme' }]);
	const projects = seed.records('project__c', [{ name: 'A' }, { name: 'B' }]);
	for (const id of ['complete', 'edit', 'reject', 'cancel']) {
		const kind = 'approval' as const;
		const task = { id, instance: `flow-${id}`, record: flowing, object: 'AccountObj', kind };
		seed.businessTask({ ...task, candidates: ['1001'] });
	}
	return { flowing, pooled, customer, lead, project: projects[0] ?? '' };
}

export function fxiaokeRows(emulator: FxiaokeEmulator): OperationRow[] {
	const { flowing, pooled, customer, lead, project } = prepare(emulator);
	const onFlow = { ...account, recordId: flowing };
	const asApprover = { opinion: 'Seen', actAs: '1001' };
	const pool = { poolObject: 'AccountObj', recordIds: pooled };
	const poolId = listed('seas-1', 'Open accounts');
	const team = { ...account, recordIds: made.recordId };
	return [
		{
			key: 'record.create',
			parameters: { ...account, ...fields({ name: '全部操作', tel: '010-1' }), ...flows },
		},
		{
			key: 'record.update',
			parameters: { ...made, ...fields({ level: 'A', amount: '12.5' }), ...flows },
		},
		{
			key: 'record.upsert',
			parameters: {
				...account,
				uniqueField: 'tel',
				uniqueValue: '010-1',
				...fields({ vip: 'true' }),
				...flows,
			},
			first: { created: false },
		},
		{ key: 'record.get', parameters: made, first: { name: '全部操作', level: 'A', vip: true } },
		{
			key: 'record.getAll',
			parameters: {
				...account,
				conditions: { condition: [{ field: 'tel', operator: 'EQ', value: '010-1' }] },
			},
			first: { name: '全部操作' },
		},
		{ key: 'record.count', parameters: account },
		{ key: 'record.getChangeLog', parameters: { ...made, returnAll: true } },
		{ key: 'record.changeOwner', parameters: { ...made, ownerId: '1002' } },
		{ key: 'record.lock', parameters: made, first: { locked: true } },
		{ key: 'record.unlock', parameters: made, first: { unlocked: true } },
		{ key: 'record.convertLead', parameters: { recordId: lead }, first: { converted: true } },
		{
			key: 'record.invalidateMany',
			parameters: { objectType: listed('project__c', 'Project'), recordId: project },
			first: { invalidated: true },
		},
		...approvalOf('first'),
		{
			key: 'relation.getDetails',
			parameters: {
				objectType: listed('SalesOrderProductObj', 'Line'),
				recordId: orderOf('first'),
			},
			first: { name: 'Line' },
		},
		{
			key: 'relation.getAll',
			parameters: {
				objectType: listed('ContactObj', 'Contact'),
				lookupField: 'account_id',
				recordId: customer,
			},
			first: { name: 'Kim' },
		},
		{ key: 'approval.getAll', parameters: { returnAll: true } },
		{ key: 'approval.getAllTasks', parameters: { limit: 5 } },
		{
			key: 'approval.getTask',
			parameters: { taskId: openTask('approval.get#first') },
			first: { candidate_ids: ['1001'] },
		},
		{
			key: 'approval.getAllByFlow',
			parameters: {
				flowApiName: 'flow_order__crmappr',
				startTime: '2020-01-01T00:00:00',
				endTime: '2099-01-01T00:00:00',
			},
		},
		{
			key: 'approval.approve',
			parameters: { taskId: openTask('approval.get#first'), ...asApprover },
			first: { approved: true },
		},
		{
			key: 'approval.get#boss',
			parameters: { instanceId: resultOf('approval.getAllOfRecord#first', 'instanceId') },
		},
		{
			key: 'approval.rejectToNode',
			parameters: {
				taskId: openTask('approval.get#boss'),
				rejectToTaskId: openTask('approval.get#first'),
				opinion: 'Again',
				actAs: '1002',
				moveBack: true,
			},
		},
		...approvalOf('second'),
		{
			key: 'approval.reject',
			parameters: { taskId: openTask('approval.get#second'), ...asApprover },
		},
		newOrder('third'),
		{
			key: 'approval.cancel',
			parameters: { ...order, recordId: orderOf('third'), reason: 'typo' },
			first: { canceled: true },
		},
		{ key: 'businessFlow.getOfRecord', parameters: onFlow },
		{ key: 'businessFlow.getProgress', parameters: onFlow },
		{ key: 'businessFlow.completeTask', parameters: { taskId: 'complete', ...asApprover } },
		{
			key: 'businessFlow.editAndComplete',
			parameters: { ...onFlow, taskId: 'edit', actAs: '1001', ...fields({ amount: '7' }) },
		},
		{ key: 'businessFlow.rejectTask', parameters: { taskId: 'reject', ...asApprover } },
		{
			key: 'businessFlow.cancel',
			parameters: { instanceId: 'flow-cancel', reason: 'old', actAs: '1000' },
		},
		{ key: 'stage.trigger', parameters: onFlow },
		{
			key: 'stage.move',
			parameters: {
				instanceId: resultOf('stage.trigger', 'data.workflowInstanceId'),
				stageId: 's2',
			},
		},
		{ key: 'file.upload', parameters: { options: { permanent: true } } },
		{ key: 'file.attach', parameters: { ...made, fileField: 'files', ...flows } },
		{ key: 'file.getUrl', parameters: { filePath: resultOf('file.upload', 'path') } },
		{
			key: 'file.getPreviewUrl',
			parameters: { filePath: resultOf('file.upload', 'path'), fileName: 'note.pdf' },
		},
		{
			key: 'file.download',
			parameters: { filePath: resultOf('file.upload', 'path') },
			file: true,
		},
		{ key: 'team.add', parameters: { ...team, members: '1001,1002' } },
		{ key: 'team.edit', parameters: made },
		{ key: 'team.get', parameters: made },
		{ key: 'team.remove', parameters: { ...team, members: '1001' } },
		{
			key: 'pool.return',
			parameters: { ...pool, poolId, backReason: 'other', otherReason: 'quiet' },
			first: { returned: true },
		},
		{ key: 'pool.claim', parameters: { ...pool, actAs: '1002' } },
		{
			key: 'pool.return#again',
			parameters: { ...pool, poolId, backReason: 'other', otherReason: 'again' },
		},
		{
			key: 'pool.remove',
			parameters: { ...pool, poolId, isKeepOwner: false, ownerId: '1001' },
		},
		{ key: 'object.getAll', parameters: {} },
		{ key: 'object.describe', parameters: order },
		{ key: 'field.getAll', parameters: account },
		{ key: 'user.getAll', parameters: {}, first: { user_id: '1000' } },
		{ key: 'user.get', parameters: { userId: '1001' }, first: { full_name: '张三' } },
		{
			key: 'user.getByMobile',
			parameters: { mobile: '13800000002' },
			first: { user_id: '1002' },
		},
		{ key: 'department.getAll', parameters: {}, first: { name: 'Sales' } },
		{
			key: 'department.get',
			parameters: { departmentId: 'dept-1001' },
			first: { dept_code: 'S' },
		},
		{
			key: 'function.run',
			parameters: {
				functionName: 'func_echo__c',
				parametersJson: '[{ "name": "by", "type": "Number", "value": 2 }]',
			},
		},
		{ key: 'message.send', parameters: { toUser: 'FSUID_1001', text: 'Hello' } },
		{
			key: 'api.request',
			parameters: {
				path: '/cgi/crm/v2/object/describe',
				body: '{ "data": { "apiName": "AccountObj" } }',
			},
			first: { errorCode: 0 },
		},
		{ key: 'record.invalidate', parameters: made, first: { invalidated: true } },
		{ key: 'record.recover', parameters: made, first: { recovered: true } },
		{ key: 'record.delete', parameters: made, first: { deleted: true } },
	];
}
