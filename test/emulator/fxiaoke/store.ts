import type { Indexed } from './searchIndex';
import type { FxiaokeSwitches } from './switches';

export interface Field {
	api_name: string;
	label: string;
	type: string;
	define_type: 'package' | 'custom';
	is_required: boolean;
	is_active: boolean;
	is_unique: boolean;
	options?: Array<{ label: string; value: string }>;
	target_api_name?: string;
	/** Kept by the vendor: a write of it is ignored or refused. */
	system?: boolean;
}

export interface ObjectType {
	apiName: string;
	label: string;
	fields: Field[];
}

export type Values = Record<string, unknown>;

export interface StoredRecord extends Indexed {
	id: string;
	object: string;
	/** Everything that a read shows, system fields too. */
	values: Values;
	pool?: string;
	team: Array<{ employee: string; role: string; permission: string }>;
	log: Array<Values>;
}

export interface User {
	userId: string;
	openUserId: string;
	name: string;
	mobile: string;
	isStop: boolean;
	departments: string[];
}

export interface FlowNode {
	name: string;
	type: 'single' | 'one_pass' | 'all_pass';
	/** Employee IDs. */
	candidates: string[];
}

export type Trigger = 'Create' | 'Update' | 'Invalid' | 'Delete';

export interface Flow {
	apiName: string;
	name: string;
	object: string;
	trigger: Trigger;
	nodes: FlowNode[];
	/** Written into the record when the flow is passed. */
	onPass?: Values;
}

export type TaskState = 'in_progress' | 'pass' | 'reject' | 'cancel' | 'go_back';

export interface Task extends Indexed {
	id: string;
	instance: string;
	node: number;
	state: TaskState;
	type: FlowNode['type'];
	/** Who has not acted yet; employee IDs. */
	open: string[];
	opinions: Array<{ user: string; action: string; opinion: string; at: number }>;
	createTime: number;
	modifyTime: number;
	endTime?: number;
	/** After a reject the flow comes straight back to this node. */
	returnTo?: number;
}

export interface Instance extends Indexed {
	id: string;
	name: string;
	flow: Flow;
	record: string;
	state: 'in_progress' | 'pass' | 'error' | 'cancel' | 'reject';
	applicant: string;
	createTime: number;
	lastModifyTime: number;
	endTime?: number;
	cancelTime?: number;
	cancelReason?: string;
	tasks: Task[];
}

/** A task of a business flow, or a stage of a stage flow. */
export interface BusinessTask {
	id: string;
	instance: string;
	record: string;
	object: string;
	kind: 'approval' | 'plain';
	state: 'in_progress' | 'pass' | 'reject' | 'cancel';
	candidates: string[];
}

export interface StageInstance {
	id: string;
	record: string;
	object: string;
	stages: string[];
	stage: string;
}

export interface StoredFile {
	path: string;
	name: string;
	type: string;
	content: Buffer;
	/** Temporary files end after three days. */
	until?: number;
}

export interface Store {
	switches: FxiaokeSwitches;
	now: () => number;
	objects: Map<string, ObjectType>;
	records: Map<string, StoredRecord>;
	users: Map<string, User>;
	flows: Flow[];
	instances: Map<string, Instance>;
	businessTasks: Map<string, BusinessTask>;
	stages: Map<string, StageInstance>;
	files: Map<string, StoredFile>;
	/** Workflows that ran, in order: what `triggerWorkFlow` decides. */
	workflowRuns: Array<{ object: string; id: string; trigger: Trigger }>;
	messages: Values[];
	/** Custom functions by API name, and what they were called with. */
	functions: Map<string, (parameters: Values) => unknown>;
	functionRuns: Map<string, unknown>;
	next: (sequence: string) => number;
	clear: () => void;
}

export function createStore(context: Pick<Store, 'switches' | 'now'>): Store {
	const sequences = new Map<string, number>();
	const store: Store = {
		...context,
		objects: new Map(),
		records: new Map(),
		users: new Map(),
		flows: [],
		instances: new Map(),
		businessTasks: new Map(),
		stages: new Map(),
		files: new Map(),
		workflowRuns: [],
		messages: [],
		functions: new Map(),
		functionRuns: new Map(),
		next: (sequence) => {
			const number = (sequences.get(sequence) ?? 0) + 1;
			sequences.set(sequence, number);
			return number;
		},
		clear: () => {
			sequences.clear();
			for (const held of [
				store.objects,
				store.records,
				store.users,
				store.instances,
				store.businessTasks,
				store.stages,
				store.files,
				store.functions,
				store.functionRuns,
			])
				held.clear();
			store.flows.length = store.workflowRuns.length = store.messages.length = 0;
		},
	};
	return store;
}

const FIRST = 0x65a0_0000_0000_0000_0000_0000n;

/** Ids as the vendor's: 24 hexadecimal digits, growing. */
export const newId = (store: Store): string =>
	(FIRST + BigInt(store.next('id'))).toString(16).padStart(24, '0');
