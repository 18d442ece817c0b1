import type { HubSpotSwitches } from './switches';

export interface Option {
	label: string;
	value: string;
	displayOrder?: number;
	hidden?: boolean;
	description?: string;
}

export interface ValueRule {
	ruleType: string;
	ruleArguments: string[];
	shouldApplyNormalization?: boolean;
}

export interface Property {
	name: string;
	label: string;
	type: string;
	fieldType: string;
	groupName: string;
	description?: string;
	options: Option[];
	externalOptions?: boolean;
	referencedObjectType?: string;
	hasUniqueValue?: boolean;
	hidden?: boolean;
	calculated?: boolean;
	readOnlyValue?: boolean;
	hubspotDefined?: boolean;
	archived?: boolean;
	formField?: boolean;
	displayOrder?: number;
	/** The account demands it on create; only 2026-09 enforces it, and no endpoint lists it. */
	required?: boolean;
	rules?: ValueRule[];
}

export interface ObjectType {
	typeId: string;
	/** `contacts`, or `p62515_cars` */
	name: string;
	singular: string;
	plural: string;
	custom: boolean;
	properties: Map<string, Property>;
	groups: Map<string, { name: string; label: string; displayOrder: number }>;
	/** What a read shows that names no properties. */
	shown: string[];
	modified: string;
	created: string;
	schema?: Record<string, unknown>;
}

export interface Version {
	value: string;
	timestamp: number;
}

/** The values of a record as the search index holds them from a moment on. */
export interface IndexedVersion {
	visibleAt: number;
	values: Map<string, string>;
}

export interface StoredRecord {
	id: string;
	typeId: string;
	values: Map<string, string>;
	history: Map<string, Version[]>;
	createdAt: number;
	updatedAt: number;
	archivedAt?: number;
	/** What the search index shows from a moment on; absent: the record itself. */
	versions?: IndexedVersion[];
}

export interface AssociationType {
	from: string;
	to: string;
	typeId: number;
	category: 'HUBSPOT_DEFINED' | 'USER_DEFINED' | 'INTEGRATOR_DEFINED';
	label: string | null;
	name?: string;
	/** The type that the other record gets. */
	inverse: number;
}

export interface StoredFile {
	id: string;
	name: string;
	extension: string;
	access: string;
	folderPath: string;
	type: string;
	content: Buffer;
	contentType: string;
	createdAt: number;
	updatedAt: number;
	expiresAt?: number;
}

export interface StoredList {
	listId: string;
	name: string;
	objectTypeId: string;
	processingType: 'MANUAL' | 'DYNAMIC' | 'SNAPSHOT';
	filterBranch?: unknown;
	members: Map<string, number>;
	createdAt: number;
	updatedAt: number;
	deletedAt?: number;
}

export interface Stage {
	id: string;
	label: string;
	displayOrder: number;
	metadata: Record<string, string>;
	archived: boolean;
	createdAt: number;
	updatedAt: number;
}

export interface Pipeline {
	id: string;
	label: string;
	displayOrder: number;
	archived: boolean;
	stages: Stage[];
	createdAt: number;
	updatedAt: number;
}

export interface Owner {
	id: string;
	email: string;
	firstName: string;
	lastName: string;
	userId: number;
	archived: boolean;
	type: 'PERSON' | 'QUEUE';
}

export interface Approval {
	id: string;
	approvalStatus: string;
	approvalId?: string;
	createdAt: number;
	updatedAt: number;
}

/** Something that runs for a while: an import, an export, an import from a URL. */
export interface Task {
	id: string;
	kind: 'fileImport' | 'import' | 'export';
	/** Status checks that it still runs for. */
	left: number;
	canceled?: boolean;
	result?: unknown;
	errors: unknown[];
	request: unknown;
	content?: Buffer;
	createdAt: number;
}

/** Something that happened to a record, for the app's subscriptions. */
export interface Happening {
	typeId: string;
	kind: 'creation' | 'deletion' | 'propertyChange' | 'merge' | 'restore' | 'associationChange';
	id: string;
	at: number;
	propertyName?: string;
	propertyValue?: string;
}

export interface Subscription {
	id: string;
	eventType: string;
	propertyName?: string;
	objectTypeId?: string;
	active: boolean;
	createdAt: number;
	updatedAt: number;
}

/** A legacy public app with its webhooks. */
export interface StoredApp {
	id: string;
	/** Of the developer account that owns it. */
	developerKey: string;
	clientSecret: string;
	/** Absent: all that its subscriptions may want. */
	scopes?: string[];
	settings?: {
		targetUrl: string;
		maxConcurrentRequests: number;
		createdAt: number;
		updatedAt: number;
	};
	subscriptions: Map<string, Subscription>;
}

export interface Store {
	switches: HubSpotSwitches;
	now: () => number;
	types: Map<string, ObjectType>;
	/** By type id, then by record id; ids grow. */
	records: Map<string, Map<string, StoredRecord>>;
	associationTypes: AssociationType[];
	/** `type:id>type` → other id → type ids */
	links: Map<string, Map<string, Set<number>>>;
	/** Old ids of merged records. */
	merged: Map<string, string>;
	files: Map<string, StoredFile>;
	folders: Map<string, string>;
	lists: Map<string, StoredList>;
	pipelines: Map<string, Map<string, Pipeline>>;
	owners: Map<string, Owner>;
	approvals: Map<string, Approval>;
	tasks: Map<string, Task>;
	apps: Map<string, StoredApp>;
	/** What the apps have not been told yet. */
	happenings: Happening[];
	next: () => string;
	clear: () => void;
}

export function createStore(basis: Pick<Store, 'switches' | 'now'>): Store {
	let last = 500;
	const store: Store = {
		...basis,
		types: new Map(),
		records: new Map(),
		associationTypes: [],
		links: new Map(),
		merged: new Map(),
		files: new Map(),
		folders: new Map(),
		lists: new Map(),
		pipelines: new Map(),
		owners: new Map(),
		approvals: new Map(),
		tasks: new Map(),
		apps: new Map(),
		happenings: [],
		next: () => String(++last),
		clear: () => {
			last = 500;
			store.associationTypes.length = 0;
			store.happenings.length = 0;
			for (const part of Object.values(store)) if (part instanceof Map) part.clear();
		},
	};
	return store;
}
