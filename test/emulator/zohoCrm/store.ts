import type { ZohoCrmSwitches } from './switches';

export interface Field {
	id: string;
	api_name: string;
	label: string;
	data_type: string;
	length?: number;
	required?: boolean;
	readOnly?: boolean;
	unique?: boolean;
	external?: boolean;
	custom?: boolean;
	options?: string[];
	/** Module that a lookup leads to. */
	lookup?: string;
	/** Multi-select lookups: the lookup of the linking module that names the other record. */
	linkKey?: string;
	/** A rich text: cut at 500 signs in lists. */
	rich?: boolean;
}

export interface Module {
	id: string;
	api_name: string;
	label: string;
	plural: string;
	apiSupported: boolean;
	custom: boolean;
	fields: Field[];
	/** Name of the related list → module that it shows, and the lookup there that names this record. */
	related: Array<{ api_name: string; module: string; by?: string; linked?: boolean }>;
	views: Array<{ id: string; name: string; filter?: (record: StoredRecord) => boolean }>;
}

export type State = 'locked' | 'zia' | 'unapproved' | undefined;

export interface StoredFile {
	id: string;
	name: string;
	type: string;
	content: Buffer;
}

export interface Attachment {
	id: string;
	name: string;
	file?: StoredFile;
	link?: string;
	created: number;
}

export interface StoredRecord {
	id: string;
	module: string;
	values: Record<string, unknown>;
	created: number;
	modified: number;
	owner: string;
	state: State;
	approval: string;
	lock?: { id: string; reason: string };
	tags: string[];
	territories: string[];
	photo?: StoredFile;
	attachments: Attachment[];
	shares: Array<Record<string, unknown>>;
	mails: Array<Record<string, unknown>>;
	converted: boolean;
	blueprint: Array<{ id: string; name: string; next: string; needs: string[] }>;
	timeline: Array<Record<string, unknown>>;
	/** Linked records by related list, with the fields of the link. */
	links: Map<string, Map<string, Record<string, unknown>>>;
}

export interface Deleted {
	record: StoredRecord;
	at: number;
	type: 'recycle' | 'permanent';
}

export interface Tag {
	id: string;
	name: string;
	color_code: string | null;
	module: string;
}

export interface User {
	id: string;
	name: string;
	email: string;
	status: 'active' | 'inactive';
	admin: boolean;
}

/** A notification channel. */
export interface Channel {
	id: string;
	url: string;
	token: string | null;
	events: string[];
	/** Epoch milliseconds. */
	until: number;
	/** One of these fields must have changed; empty: any. */
	fields: string[];
	related: boolean;
}

export interface Sent {
	channel: string;
	/** 0 when nobody answered. */
	status: number;
	body: Record<string, unknown>;
}

export interface Job {
	id: string;
	kind: string;
	polls: number;
	[more: string]: unknown;
}

export interface Store {
	switches: ZohoCrmSwitches;
	now: () => number;
	me: User;
	zgid: string;
	modules: Map<string, Module>;
	records: Map<string, Map<string, StoredRecord>>;
	deleted: Deleted[];
	users: Map<string, User>;
	tags: Map<string, Tag>;
	territories: Map<string, string>;
	files: Map<string, StoredFile>;
	jobs: Map<string, Job>;
	channels: Map<string, Channel>;
	/** Notifications that were delivered, or were not. */
	sent: Sent[];
	/** Those under way. */
	sending: Array<Promise<void>>;
	tokens: Map<string, number>;
	/** Authorization codes and when they end. */
	codes: Map<string, number>;
	pageTokens: Map<string, { of: string; after: number; until: number }>;
	creditsUsed: number;
	underWay: number;
	heavyUnderWay: number;
	downloads: number[];
	next: () => string;
	clear: () => void;
}

/** Ids as the vendor's: 19 digits, more than a JavaScript number can hold. */
const FIRST_ID = 3652397000002000001n;

export function createStore(basis: Pick<Store, 'switches' | 'now'>): Store {
	let last = FIRST_ID;
	const me: User = {
		id: '3652397000000281001',
		name: 'Patricia Boyle',
		email: 'patricia@example.com',
		status: 'active',
		admin: true,
	};
	const store: Store = {
		...basis,
		me,
		zgid: '7400001',
		modules: new Map(),
		records: new Map(),
		deleted: [],
		users: new Map(),
		tags: new Map(),
		territories: new Map(),
		files: new Map(),
		jobs: new Map(),
		channels: new Map(),
		sent: [],
		sending: [],
		tokens: new Map(),
		codes: new Map(),
		pageTokens: new Map(),
		creditsUsed: 0,
		underWay: 0,
		heavyUnderWay: 0,
		downloads: [],
		next: () => {
			last += 1n;
			return String(last);
		},
		clear: () => {
			last = FIRST_ID;
			for (const part of Object.values(store)) {
				if (part instanceof Map) part.clear();
				if (Array.isArray(part)) part.length = 0;
			}
			store.creditsUsed = store.underWay = store.heavyUnderWay = 0;
		},
	};
	return store;
}

export const fieldIn = (module: Module, name: string) =>
	module.fields.find(({ api_name }) => api_name === name);

export function recordsIn(store: Store, module: string): Map<string, StoredRecord> {
	const held = store.records.get(module) ?? new Map<string, StoredRecord>();
	store.records.set(module, held);
	return held;
}

/** ISO 8601 with an offset and no milliseconds, as the vendor writes it. */
export const stamp = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');

export const person = ({ id, name, email }: User) => ({ name, id, email });

/** A record as a row: fields, audit, owner. */
export function shown(store: Store, record: StoredRecord): Record<string, unknown> {
	const owner = store.users.get(record.owner) ?? store.me;
	return {
		...record.values,
		id: record.id,
		Owner: person(owner),
		Created_Time: stamp(record.created),
		Modified_Time: stamp(record.modified),
		Created_By: person(store.me),
		Modified_By: person(store.me),
		Tag: record.tags.map((name) => ({ name })),
		$approval_state: record.approval,
		$approved: record.approval === 'approved',
		Converted__s: record.converted,
		Locked__s: record.state === 'locked',
	};
}

/** Brings a record into a state of its approval. */
export function decide({ switches, now }: Store, record: StoredRecord, state: string): void {
	record.approval = state;
	if (switches.approvalMovesTime) record.modified = now();
}

/** One value of a record as `shown` has it, without making the whole row. */
export function valueIn(store: Store, record: StoredRecord, name: string): unknown {
	if (name === 'id') return record.id;
	return name in record.values ? record.values[name] : shown(store, record)[name];
}
