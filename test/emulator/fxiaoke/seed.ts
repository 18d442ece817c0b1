import { handOn } from './approvals';
import { addField, addObject, addObjects, fieldOf } from './metadata';
import { insert, invalidate } from './records';
import { enterIndex } from './searchIndex';
import type { BusinessTask, Field, Flow, Store, StoredFile, User, Values } from './store';

type GivenField = Partial<Field> & Pick<Field, 'api_name' | 'label' | 'type'>;

export interface Seed {
	/** Values in read form (people as employee ids); unchecked but for the field names. Answers the ids. */
	records: (object: string, rows: Values[]) => string[];
	/** One record with an id of one's own. */
	record: (object: string, id: string, values: Values) => string;
	/** A change made by somebody else: it moves `last_modified_time`. */
	update: (id: string, values: Values) => void;
	invalidate: (id: string) => void;
	/** Gives an approval task to other people (employee IDs). */
	handOn: (taskId: string, candidates: string[]) => void;
	/** Puts an account or lead into a pool. */
	pool: (id: string, pool: string) => void;
	flow: (flow: Flow) => Flow;
	businessTask: (task: Omit<BusinessTask, 'state'>) => void;
	stage: (instance: { id: string; record: string; object: string; stages: string[] }) => void;
	function: (apiName: string, run: (parameters: Values) => unknown) => void;
	object: (apiName: string, label: string, fields?: GivenField[]) => void;
	field: (object: string, field: GivenField) => Field;
	user: (userId: string, name: string, mobile: string) => User;
	file: (file: Omit<StoredFile, 'path'> & { path?: string }) => StoredFile;
}

const ADMIN = '1000';

export function createSeed(store: Store): Seed {
	const one = (object: string, values: Values, id?: string) => {
		for (const name of Object.keys(values))
			if (!fieldOf(store, object, name.replace(/__o$/, '')))
				throw new Error(`seed: ${object} has no field ${name}`);
		return insert(store, object, values, ADMIN, id).id;
	};
	const recordOf = (id: string) => {
		const record = store.records.get(id);
		if (!record) throw new Error(`seed: there is no record ${id}`);
		return record;
	};
	return {
		records: (object, rows) => rows.map((row) => one(object, row)),
		record: (object, id, values) => one(object, values, id),
		update: (id, values) => {
			const record = recordOf(id);
			Object.assign(record.values, { last_modified_time: store.now() }, values);
			enterIndex(store, record, record.values);
		},
		handOn: (taskId, candidates) => handOn(store, taskId, candidates),
		invalidate: (id) => invalidate(store, recordOf(id), ADMIN),
		pool: (id, pool) => {
			const record = recordOf(id);
			record.pool = pool;
			delete record.values.owner;
		},
		flow: (flow) => {
			store.flows.push(flow);
			return flow;
		},
		businessTask: (task) => store.businessTasks.set(task.id, { ...task, state: 'in_progress' }),
		stage: ({ id, record, object, stages }) =>
			store.stages.set(id, { id, record, object, stages, stage: stages[0] ?? '' }),
		function: (apiName, run) => store.functions.set(apiName, run),
		object: (apiName, label, fields = []) => addObject(store, apiName, label, fields),
		field: (object, field) => addField(store, object, field),
		user: (userId, name, mobile) => {
			const user = {
				userId,
				openUserId: `FSUID_${userId}`,
				name,
				mobile,
				isStop: false,
				departments: ['1001'],
			};
			store.users.set(userId, user);
			one('PersonnelObj', {
				name,
				user_id: userId,
				full_name: name,
				phone: mobile,
				status: '0',
			});
			return user;
		},
		file: (file) => {
			const path = file.path ?? `N_${store.next('seeded file')}`;
			const kept = { ...file, path };
			store.files.set(path, kept);
			return kept;
		},
	};
}

/** What every tenant of the emulator has: objects, people, a department, two pools; no business records. */
export function seedTenant(store: Store, seed: Seed): void {
	addObjects(store);
	seed.user(ADMIN, 'Admin', '13800000000');
	seed.user('1001', '张三', '13800000001');
	seed.user('1002', '李四', '13800000002');
	seed.record('DepartmentObj', 'dept-1001', { name: 'Sales', dept_code: 'S' });
	seed.record('HighSeasObj', 'seas-1', { name: 'Open accounts' });
	seed.record('LeadsPoolObj', 'pool-1', { name: 'Open leads' });
	seed.function('func_echo__c', (parameters) => parameters);
}

/** A small tenant to play with: new and changed orders need the approval of 张三 (employee 1001). */
export function demoSeed(seed: Seed): void {
	const [acme = '', globex = ''] = seed.records('AccountObj', [
		{ name: 'Acme', tel: '010-82961234', level: 'A', industry: ['IT'], amount: '12000.50' },
		{ name: 'Globex', level: 'B', industry: ['Trade', 'Food'], vip: true },
	]);
	seed.records('ContactObj', [
		{ name: 'Ada Lovelace', account_id: acme, mobile: '13911111111' },
		{ name: 'John Smith', account_id: globex },
	]);
	seed.records('project__c', [{ name: 'Launch', budget__c: '100', account__c: acme }]);
	seed.flow({
		apiName: 'flow_order__crmappr',
		name: 'Order approval',
		object: 'SalesOrderObj',
		trigger: 'Create',
		nodes: [{ name: 'Manager', type: 'single', candidates: ['1001'] }],
		onPass: { order_status: 'confirmed' },
	});
	seed.flow({
		apiName: 'flow_order_change__crmappr',
		name: 'Change of an order',
		object: 'SalesOrderObj',
		trigger: 'Update',
		nodes: [{ name: 'Manager', type: 'single', candidates: ['1001'] }],
	});
}
