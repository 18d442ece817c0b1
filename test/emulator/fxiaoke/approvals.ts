import { business, missing, parameterError } from './envelope';
import { enterIndex, indexed } from './searchIndex';
import {
	newId,
	type Instance,
	type Store,
	type StoredRecord,
	type Task,
	type Trigger,
	type Values,
} from './store';

const LOCKED: Record<Trigger, string> = {
	Create: 'under_review',
	Update: 'in_change',
	Invalid: 'in_change',
	Delete: 'in_change',
};

/** There is no endpoint that starts an approval: a write does, and the record is locked until it is acted on. */
export function begin(store: Store, record: StoredRecord, trigger: Trigger, by: string): void {
	const flow = store.flows.find(
		(candidate) => candidate.object === record.object && candidate.trigger === trigger,
	);
	if (!flow) return;
	const at = store.now();
	const instance: Instance = {
		id: newId(store),
		name: `${flow.name}(${String(record.values.name)})`,
		flow,
		record: record.id,
		state: 'in_progress',
		applicant: by,
		createTime: at,
		lastModifyTime: at,
		tasks: [],
	};
	store.instances.set(instance.id, instance);
	record.values.life_status = LOCKED[trigger];
	record.values.lock_status = '1';
	open(store, instance, 0);
	enter(store, instance);
}

export const underApproval = (store: Store, record: StoredRecord): boolean =>
	[...store.instances.values()].some(
		({ record: id, state }) => id === record.id && state === 'in_progress',
	);

function open(store: Store, instance: Instance, node: number, returnTo?: number): void {
	const { type, candidates } = instance.flow.nodes[node] ?? { type: 'single', candidates: [] };
	const at = store.now();
	instance.tasks.push({
		id: newId(store),
		instance: instance.id,
		node,
		state: 'in_progress',
		type,
		open: [...candidates],
		opinions: [],
		createTime: at,
		modifyTime: at,
		returnTo,
	});
}

function finish(store: Store, task: Task, state: Task['state']): void {
	task.state = state;
	task.modifyTime = task.endTime = store.now();
	task.open = [];
}

const WORDS: Record<Instance['state'], string> = {
	in_progress: '',
	pass: 'normal',
	reject: 'ineffective',
	cancel: 'ineffective',
	error: 'ineffective',
};

function end(store: Store, instance: Instance, state: Instance['state']): void {
	instance.state = state;
	instance.lastModifyTime = instance.endTime = store.now();
	for (const task of instance.tasks)
		if (task.state === 'in_progress') finish(store, task, 'cancel');
	enter(store, instance);
	const record = store.records.get(instance.record);
	if (!record) return;
	const { trigger, onPass } = instance.flow;
	record.values.lock_status = '0';
	if (state === 'pass' && trigger === 'Invalid') {
		Object.assign(record.values, { life_status: 'invalid', is_deleted: true });
	} else {
		record.values.life_status = trigger === 'Create' ? WORDS[state] : 'normal';
	}
	if (state === 'pass') Object.assign(record.values, onPass);
	record.values.last_modified_time = store.now();
	enterIndex(store, record, record.values);
}

function taskOf(store: Store, id: string): [Instance, Task] {
	for (const instance of store.instances.values()) {
		const task = instance.tasks.find((one) => one.id === id);
		if (task) return [instance, task];
	}
	throw missing(store.switches, `任务 ${id} 不存在`);
}

interface Act {
	taskId: string;
	action: string;
	opinion: string;
	/** Employee ID of the acting user. */
	user: string;
}

/** Only a candidate who has not acted yet may act. */
export function act(store: Store, { taskId, action, opinion, user }: Act): void {
	if (action !== 'agree' && action !== 'reject')
		throw parameterError('actionType 只能为 agree, reject');
	const [instance, task] = taskOf(store, taskId);
	if (task.state !== 'in_progress') throw business(store.switches, '任务已处理');
	if (!task.open.includes(user)) throw business(store.switches, '您不是当前任务的处理人');
	task.opinions.push({ user, action, opinion, at: store.now() });
	task.modifyTime = instance.lastModifyTime = store.now();
	if (action === 'reject') {
		finish(store, task, 'reject');
		end(store, instance, 'reject');
		return;
	}
	task.open = task.open.filter((one) => one !== user);
	enter(store, instance);
	if (task.type === 'all_pass' && task.open.length) return;
	finish(store, task, 'pass');
	const next = task.returnTo ?? task.node + 1;
	if (next < instance.flow.nodes.length) {
		open(store, instance, next);
		enter(store, instance);
	} else end(store, instance, 'pass');
}

export function rejectToBefore(
	store: Store,
	given: Omit<Act, 'action'> & { to: string; direct: boolean },
): void {
	const [instance, task] = taskOf(store, given.taskId);
	const [other, before] = taskOf(store, given.to);
	if (task.state !== 'in_progress' || !task.open.includes(given.user))
		throw business(store.switches, '您不是当前任务的处理人');
	if (other !== instance || before.node >= task.node || before.state !== 'pass')
		throw business(store.switches, '不能驳回到该节点');
	task.opinions.push({
		user: given.user,
		action: 'go_back',
		opinion: given.opinion,
		at: store.now(),
	});
	finish(store, task, 'go_back');
	instance.lastModifyTime = store.now();
	const direct = given.direct && store.switches.moveDirectly === 'honoured';
	open(store, instance, before.node, direct ? task.node : undefined);
	enter(store, instance);
}

/** The task goes to other people. */
export function handOn(store: Store, taskId: string, candidates: string[]): void {
	const [instance, task] = taskOf(store, taskId);
	task.open = [...candidates];
	task.modifyTime = instance.lastModifyTime = store.now();
	enter(store, instance);
}

export function cancel(store: Store, object: string, id: string, reason: string): void {
	const instance = [...store.instances.values()].find(
		({ record, flow, state }) => record === id && flow.object === object && state === 'in_progress',
	);
	if (!instance) throw business(store.switches, '没有进行中的审批流程');
	instance.cancelReason = reason;
	instance.cancelTime = store.now();
	end(store, instance, 'cancel');
}

/** An instance as the two instance queries show it. */
export const instanceShown = (instance: Instance, person: (id: string) => string): Values => ({
	instanceId: instance.id,
	instanceName: instance.name,
	dataId: instance.record,
	triggerType: instance.flow.trigger,
	state: instance.state,
	createTime: instance.createTime,
	lastModifyTime: instance.lastModifyTime,
	endTime: instance.endTime,
	flowApiName: instance.flow.apiName,
	applicantOpenUserId: person(instance.applicant),
	cancelTime: instance.cancelTime,
	objectApiName: instance.flow.object,
});

export const taskShown = (
	{ flow }: Instance,
	task: Task,
	person: (id: string) => string,
): Values => ({
	id: task.id,
	name: flow.nodes[task.node]?.name,
	type: task.type,
	state: task.state,
	opinions: task.opinions.map(({ user, action, opinion, at }) => ({
		replyUser: person(user),
		actionType: action,
		opinion,
		replyTime: at,
	})),
	unCompletePersons: task.open.map(person),
	completeOpenPersons: task.opinions.map(({ user }) => person(user)),
	createTime: task.createTime,
	modifyTime: task.modifyTime,
	endTime: task.endTime,
	flowApiName: flow.apiName,
});

/** The lists' view of an approval and its tasks. */
function enter(store: Store, instance: Instance): void {
	const { approvalListDelayMs: least } = store.switches;
	enterIndex(store, instance, rowOf(instance), least);
	for (const task of instance.tasks) enterIndex(store, task, taskRow(instance, task), least);
}

/**
 * Approvals as rows of ApprovalInstanceObj and ApprovalTaskObj: there are no records behind these objects. `now`: as
 * the lists show them then.
 */
export function approvalRows(
	store: Store,
	object: string,
	now?: number,
): Array<{ id: string; values: Values }> {
	const instances = [...store.instances.values()];
	const things =
		object === 'ApprovalInstanceObj'
			? instances.map((instance) => ({ thing: instance, values: rowOf(instance) }))
			: instances.flatMap((instance) =>
					instance.tasks.map((task) => ({ thing: task, values: taskRow(instance, task) })),
				);
	return things.flatMap(({ thing, values }) => {
		const late = thing.createTime + store.switches.approvalListDelayMs > (now ?? Infinity);
		const seen = now === undefined ? values : indexed(thing, values, now);
		return seen && !late ? [{ id: thing.id, values: seen }] : [];
	});
}

const taskRow = (instance: Instance, task: Task): Values => ({
	...rowOf(instance),
	_id: task.id,
	name: instance.flow.nodes[task.node]?.name,
	state: task.state,
	workflow_id: instance.id,
	activity_id: String(task.node),
	candidate_ids: [...task.open],
	create_time: task.createTime,
	last_modified_time: task.modifyTime,
});

const rowOf = (instance: Instance): Values => ({
	_id: instance.id,
	name: instance.name,
	state: instance.state,
	trigger_type: instance.flow.trigger,
	object_api_name: instance.flow.object,
	object_data_id: instance.record,
	flow_api_name: instance.flow.apiName,
	submitter: [instance.applicant],
	create_time: instance.createTime,
	last_modified_time: instance.lastModifyTime,
});
