import { act, cancel, instanceShown, rejectToBefore, taskShown } from '../approvals';
import { post, type Endpoints } from '../context';
import { missing, ok, parameterError } from '../envelope';
import { bodyOf, dataOf, flag, integer, optionalText, text } from '../params';

const WITH_NULLS = (rows: Record<string, unknown>, includeNull: boolean) =>
	includeNull
		? Object.fromEntries(Object.entries(rows).map(([name, value]) => [name, value ?? null]))
		: rows;

export const approvals: Endpoints = ({ store, caller }) => {
	const person = (id: string) => store.users.get(id)?.openUserId ?? id;
	return [
		post('/cgi/crm/object/approvalInstances/query', (request) => {
			const body = bodyOf(request);
			const dataId = text(body, 'dataId');
			const includeNull = flag(body, 'includeNull', false);
			const instances = [...store.instances.values()]
				.filter(({ record }) => record === dataId)
				.map((instance) => WITH_NULLS(instanceShown(instance, person), includeNull));
			return ok({ instances });
		}),
		post('/cgi/crm/approvalInstance/get', (request) => {
			const body = bodyOf(request);
			const id = text(body, 'instanceId');
			const includeNull = flag(body, 'includeNull', false);
			const instance = store.instances.get(id);
			if (!instance) throw missing(store.switches, `流程实例 ${id} 不存在`);
			return ok({
				instanceDetail: {
					instance: WITH_NULLS(instanceShown(instance, person), includeNull),
					tasks: instance.tasks.map((task) =>
						WITH_NULLS(taskShown(instance, task, person), includeNull),
					),
				},
			});
		}),
		post('/cgi/crm/approvalInstances/query', (request) => {
			const body = bodyOf(request);
			const flow = text(body, 'flowApiName');
			const from = integer(body, 'startTime');
			const to = integer(body, 'endTime');
			if (!from || !to) throw parameterError('startTime, endTime 不能为空');
			const state = optionalText(body, 'state');
			const object = optionalText(body, 'objectApiName');
			const size = integer(body, 'pageSize', 20);
			const page = integer(body, 'pageNumber', 1);
			const found = [...store.instances.values()].filter(
				(one) =>
					one.flow.apiName === flow &&
					one.createTime >= from &&
					one.createTime <= to &&
					(!state || one.state === state) &&
					(!object || one.flow.object === object),
			);
			const instanceList = found
				.slice((page - 1) * size, page * size)
				.map((instance) => instanceShown(instance, person));
			return ok({ queryResult: { total: found.length, instanceList } });
		}),
		post('/cgi/crm/approvalTask/action', (request) => {
			const body = bodyOf(request);
			act(store, {
				taskId: text(body, 'taskId'),
				action: text(body, 'actionType'),
				opinion: optionalText(body, 'opinion') ?? '',
				user: caller(request).user.userId,
			});
			return ok();
		}),
		post('/cgi/crm/v2/special/object/approvalTask', (request) => {
			const data = dataOf(request);
			act(store, {
				taskId: text(data, 'taskId'),
				action: text(data, 'approvalResult'),
				opinion: optionalText(data, 'opinion') ?? '',
				user: caller(request).user.userId,
			});
			return ok();
		}),
		post('/cgi/crm/v2/special/approval/instance/cancel', (request) => {
			const data = dataOf(request);
			const reason = optionalText(data, store.switches.cancelReasonIn) ?? '';
			cancel(store, text(data, 'entityId'), text(data, 'objectId'), reason);
			return ok();
		}),
		post('/cgi/crm/v2/special/approval/rejectToBeforeTask', (request) => {
			const data = dataOf(request);
			rejectToBefore(store, {
				taskId: text(data, 'currentTaskId'),
				to: text(data, 'rejectToTaskId'),
				opinion: optionalText(data, 'rejectOpinion') ?? '',
				direct: flag(data, 'moveToCurrentActivityWhenReject', false),
				user: caller(request).user.userId,
			});
			return ok();
		}),
	];
};
