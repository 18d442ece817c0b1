import { post, type Endpoints } from '../context';
import { business, missing, ok, parameterError } from '../envelope';
import { isCustom, recordOf } from '../metadata';
import { dataOf, object, optionalText, text } from '../params';
import { update } from '../records';
import type { BusinessTask, Values } from '../store';

/** Business flows and stages: paths LIKELY, the shapes of their answers UNKNOWN. */
export const flows: Endpoints = ({ store, caller }) => {
	const taskOf = (id: string, user: string): BusinessTask => {
		const task = store.businessTasks.get(id);
		if (!task) throw missing(store.switches, `任务 ${id} 不存在`);
		if (task.state !== 'in_progress') throw business(store.switches, '任务已处理');
		if (!task.candidates.includes(user)) throw business(store.switches, '您不是当前任务的处理人');
		return task;
	};
	const ofRecord = (data: Values) => {
		const record = recordOf(store, text(data, 'entityId'), text(data, 'objectId'));
		return [...store.businessTasks.values()]
			.filter((task) => task.record === record.id)
			.map(({ id, instance, state, candidates }) => ({
				instanceId: instance,
				taskId: id,
				state,
				candidateIds: candidates,
			}));
	};
	const listed = (rows: Values[]) =>
		({
			data: { data: rows },
			'data.list': { data: { list: rows } },
			instances: { instances: rows },
		})[store.switches.flowsIn];
	return [
		post('/cgi/crm/v2/special/getInstanceInfoByObjectId', (request) =>
			ok(listed(ofRecord(dataOf(request)))),
		),
		post('/cgi/crm/v2/special/instance/progress', (request) =>
			ok(listed(ofRecord(dataOf(request)))),
		),
		post('/cgi/crm/v2/special/object/businessFlowComplete', (request) => {
			const data = dataOf(request);
			const result = text(data, 'approvalResult');
			if (!['agree', 'reject'].includes(result)) throw parameterError('approvalResult 错误');
			const task = taskOf(text(data, 'taskId'), caller(request).user.userId);
			task.state = result === 'agree' ? 'pass' : 'reject';
			return ok();
		}),
		post('/cgi/crm/v2/special/object/completeTask', (request) => {
			taskOf(text(dataOf(request), 'taskId'), caller(request).user.userId).state = 'pass';
			return ok();
		}),
		post('/cgi/crm/v2/special/task/updateDataAndCompleteTask', (request) => {
			const data = dataOf(request);
			const by = caller(request);
			const task = taskOf(text(data, 'taskId'), by.user.userId);
			const entityId = text(data, 'entityId');
			const object_data = {
				...object(data, 'data'),
				_id: text(data, 'objectId'),
				dataObjectApiName: entityId,
			};
			update(store, { body: {}, data: { object_data }, caller: by, custom: isCustom(entityId) });
			task.state = 'pass';
			return ok();
		}),
		post('/cgi/crm/v2/special/instance/cancel', (request) => {
			const data = dataOf(request);
			const id = text(data, 'instanceId');
			optionalText(data, 'reason');
			const tasks = [...store.businessTasks.values()].filter(({ instance }) => instance === id);
			if (!tasks.length) throw missing(store.switches, `流程实例 ${id} 不存在`);
			for (const task of tasks) if (task.state === 'in_progress') task.state = 'cancel';
			return ok();
		}),
		post('/cgi/crm/v2/special/stageMoveTo', (request) => {
			const data = dataOf(request);
			const id = text(data, 'workflowInstanceId');
			const stage = text(data, 'stageId');
			const instance = store.stages.get(id);
			if (!instance) throw missing(store.switches, `阶段实例 ${id} 不存在`);
			if (!instance.stages.includes(stage)) throw business(store.switches, '阶段不存在');
			instance.stage = stage;
			return ok();
		}),
		post('/cgi/crm/v2/instance/triggerByRule', (request) => {
			const data = dataOf(request);
			const entity = text(data, 'entityId');
			if (entity === 'NewOpportunityObj') throw business(store.switches, '商机2.0不支持');
			const record = recordOf(store, entity, text(data, 'objectId'));
			const id = `stage-${store.next('stage')}`;
			store.stages.set(id, {
				id,
				record: record.id,
				object: entity,
				stages: ['s1', 's2'],
				stage: 's1',
			});
			return ok({ data: { workflowInstanceId: id } });
		}),
	];
};
