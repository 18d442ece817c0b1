import type { FieldType } from './fieldTypes';
import type { IndexedVersion } from './searchIndex';
import type { ServiceGoSwitches } from './switches';

export interface Option {
	id: number;
	name: string;
	children?: Option[];
}

export interface Field {
	id: number;
	label: string;
	apiName: string;
	type: FieldType;
	/** 2 read-only, 4 editable */
	permissionCode: 2 | 4;
	required?: boolean;
	/** A second record with the same value is refused. */
	unique?: boolean;
	/** May be named in uniqueFieldApiName and foreignExternalFieldApiName; unique as well. */
	externalUnique?: boolean;
	options?: Option[];
	/** Target of a lookup. */
	lookupObject?: string;
	maxLength?: number;
	/** createTime, updateTime: held beside the values. */
	system?: boolean;
	formula?: (record: StoredRecord) => string;
}

export interface StoredFile {
	docId: string;
	name: string;
	type: string;
	content: Buffer;
}

export interface StoredRecord {
	id: number;
	object: string;
	/** In write format, one string per field; select fields hold names, staff emails, lookups the target's id. */
	values: Map<string, string>;
	/** Files of rich text, file and image fields, by field. */
	files: Map<string, StoredFile[]>;
	/** The attachment component of the record: what /v1/data/file/relate links. */
	attachments: Array<{ req: number; file: StoredFile; tag?: string }>;
	createTime: number;
	updateTime: number;
	createUser: string;
	updateUser: string;
	owner: string;
	/** What the index has and will have of it, oldest first; absent: the record as it is. */
	versions?: IndexedVersion[];
}

export interface Condition {
	fieldApiName: string;
	operator: string;
	value: string;
}

export interface Logic {
	judgeStrategy?: number;
	customJudgeLogic?: string;
	conditionList?: Condition[];
}

export interface Filter extends Logic {
	id: number;
	name: string;
	object: string;
	/** list: for lists and searches; special: lists only; ui: for related records only */
	kind: 'list' | 'special' | 'ui';
	sort?: { fieldApiName: string; descending?: boolean };
}

export interface RelationType {
	id: number;
	name: string;
	object: string;
	/** The UI page that shows it, and its columns. */
	uiId: number;
	showFields: string[];
}

export interface User {
	id: number;
	email: string;
	realname: string;
	mobile: string;
	jobNumber: string;
	positionId: number;
	roleIds: number[];
	/** 1 enabled, 2 disabled */
	status: number;
	jobStatus: number;
	agentType: number;
	agentRole: string;
	/** Its record of the object sysuserinfo. */
	infoId: number;
}

export interface UserGroup {
	id: number;
	name: string;
	userIds: number[];
}

export interface Store {
	switches: ServiceGoSwitches;
	now: () => number;
	/** Email of the account that calls: the author of every write. */
	admin: string;
	objects: Map<string, { label: string; fields: Field[] }>;
	/** Ids are one sequence over all objects: a record can be found by its id alone. */
	records: Map<number, StoredRecord>;
	filters: Map<number, Filter>;
	relationTypes: Map<number, RelationType>;
	relations: Array<{ typeId: number; major: number; related: number }>;
	users: Map<number, User>;
	userGroups: Map<number, UserGroup>;
	positions: Map<number, string>;
	roles: Map<number, string>;
	/** What /v1/data/file/upload holds, by the last path segment. */
	resources: Map<string, StoredFile>;
	fileObjects: Map<number, StoredFile>;
	/** A new number of one sequence. */
	next: (sequence: string) => number;
	clear: () => void;
}

export function createStore(basis: Pick<Store, 'switches' | 'now' | 'admin'>): Store {
	const sequences = new Map<string, number>();
	const store: Store = {
		...basis,
		objects: new Map(),
		records: new Map(),
		filters: new Map(),
		relationTypes: new Map(),
		relations: [],
		users: new Map(),
		userGroups: new Map(),
		positions: new Map(),
		roles: new Map(),
		resources: new Map(),
		fileObjects: new Map(),
		next: (sequence) => {
			const number = (sequences.get(sequence) ?? 0) + 1;
			sequences.set(sequence, number);
			return number;
		},
		clear: () => {
			sequences.clear();
			store.relations.length = 0;
			for (const part of Object.values(store)) if (part instanceof Map) part.clear();
		},
	};
	return store;
}

export function fieldOf(store: Store, object: string, apiName: string): Field | undefined {
	return store.objects.get(object)?.fields.find((field) => field.apiName === apiName);
}

export function recordsOf(store: Store, object: string): StoredRecord[] {
	return [...store.records.values()].filter((record) => record.object === object);
}

export function userByEmail(store: Store, email: string): User | undefined {
	return [...store.users.values()].find((user) => user.email === email);
}

export function nameOf(store: Store, id: string): string {
	return store.records.get(Number(id))?.values.get('name') ?? '';
}
