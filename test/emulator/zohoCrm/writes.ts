import type { Values } from './checkRow';
import { checkRow } from './checkRow';
import type { Row } from './envelope';
import { invalid, refuse, Refusal, success } from './envelope';
import type { Module, Store, StoredRecord } from './store';
import { person, recordsIn, stamp } from './store';

export function moduleOf(store: Store, name: string): Module {
	const module = store.modules.get(name);
	if (!module)
		throw refuse('INVALID_MODULE', 'the module name given seems to be invalid', {
			resource_path_index: 0,
		});
	if (!module.apiSupported)
		throw refuse('INVALID_MODULE', 'The given module is not supported in API', {
			resource_path_index: 0,
		});
	return module;
}

export const wrongId = (details: object = {}) =>
	invalid('the id given seems to be invalid', { ...details });

export function recordOf(store: Store, module: string, id: unknown): StoredRecord {
	const record = typeof id === 'string' ? recordsIn(store, module).get(id) : undefined;
	if (!record) throw wrongId({ api_name: 'id' });
	return record;
}

export function detailsOf(store: Store, record: StoredRecord): Values {
	return {
		Modified_Time: stamp(record.modified),
		Modified_By: person(store.me),
		Created_Time: stamp(record.created),
		id: record.id,
		Created_By: person(store.me),
		$approval_state: record.approval,
	};
}

function checkUnique(store: Store, module: Module, values: Values, own?: string): void {
	for (const { api_name } of module.fields.filter(({ unique }) => unique)) {
		const value = values[api_name];
		if (typeof value !== 'string' || !value) continue;
		const other = byValue(store, module.api_name, api_name, value);
		if (other && other.id !== own)
			throw refuse('DUPLICATE_DATA', 'duplicate data', {
				api_name,
				duplicate_record: { id: other.id, module: { api_name: module.api_name, id: module.id } },
				id: other.id,
			});
	}
}

/** An index per unique field, so that large seeds stay quick. */
const indexes = new WeakMap<Map<string, StoredRecord>, Map<string, Map<string, string>>>();

function byValue(
	store: Store,
	module: string,
	field: string,
	value: string,
): StoredRecord | undefined {
	const held = recordsIn(store, module);
	const known = indexes.get(held) ?? new Map<string, Map<string, string>>();
	indexes.set(held, known);
	let index = known.get(field);
	if (!index) {
		index = new Map();
		for (const record of held.values()) {
			const own = record.values[field];
			if (typeof own === 'string') index.set(own.toLowerCase(), record.id);
		}
		known.set(field, index);
	}
	const record = held.get(index.get(value.toLowerCase()) ?? '');
	return record && String(record.values[field]).toLowerCase() === value.toLowerCase()
		? record
		: undefined;
}

function indexed(store: Store, record: StoredRecord): void {
	const known = indexes.get(recordsIn(store, record.module));
	for (const [field, index] of known ?? []) {
		const value = record.values[field];
		if (typeof value === 'string') index.set(value.toLowerCase(), record.id);
	}
}

export function keep(
	store: Store,
	module: string,
	values: Values,
	more: Partial<StoredRecord> = {},
): StoredRecord {
	const record: StoredRecord = {
		id: store.next(),
		module,
		values,
		created: store.now(),
		modified: store.now(),
		owner: store.me.id,
		state: undefined,
		approval: 'approved',
		tags: [],
		territories: [],
		attachments: [],
		shares: [],
		mails: [],
		converted: false,
		blueprint: [],
		timeline: [],
		links: new Map(),
		...more,
	};
	recordsIn(store, module).set(record.id, record);
	indexed(store, record);
	note(store, record, 'added');
	return record;
}

export function note(store: Store, record: StoredRecord, action: string): void {
	record.timeline.push({
		id: store.next(),
		action,
		audited_time: stamp(store.now()),
		done_by: person(store.me),
		record: { id: record.id, module: { api_name: record.module } },
		source: 'crm_api',
	});
}

const ownerIn = (values: Values) => (values.Owner as { id?: string } | undefined)?.id;

export function insert(store: Store, module: Module, row: unknown, place: number): StoredRecord {
	const values = checkRow(store, module, row, place, true);
	checkUnique(store, module, values);
	const { Owner, ...rest } = withLists(store, {}, values, row as Values);
	const given = row as Values;
	return keep(store, module.api_name, rest, {
		owner: ownerIn({ Owner }) ?? store.me.id,
		approval: given.$approved === false ? 'approval_process_pending' : 'approved',
		tags: ((given.Tag ?? []) as Array<{ name: string }>).map(({ name }) => name),
	});
}

/** Refuses what the state of a record forbids. */
export function checkState({ state }: StoredRecord): void {
	if (state === 'locked')
		throw refuse('RECORD_LOCKED', 'You cannot perform this operation as the record is locked.');
	if (state === 'zia')
		throw refuse('RECORD_LOCKED', 'Cannot update record that is not approved yet');
	if (state === 'unapproved')
		throw refuse('NOT_APPROVED', 'Cannot update record that is not approved yet');
}

/** Lists of entries: an id edits or keeps, `_delete` removes, no id appends; multi-select values replace or append. */
function withLists(store: Store, held: Values, values: Values, row: Values): Values {
	const append = (row.$append_values ?? {}) as Record<string, boolean>;
	const out: Values = { ...held };
	for (const [name, value] of Object.entries(values)) {
		if (!Array.isArray(value) || !value.some((entry) => typeof entry === 'object')) {
			const before = Array.isArray(held[name]) ? (held[name] as unknown[]) : [];
			out[name] =
				Array.isArray(value) && append[name] === true ? [...new Set([...before, ...value])] : value;
			continue;
		}
		let entries = [...((held[name] as Values[] | undefined) ?? [])];
		for (const entry of value as Values[]) {
			if ('_delete' in entry) entries = entries.filter(({ id }) => id !== entry.id);
			else if (typeof entry.id === 'string' && entries.some(({ id }) => id === entry.id))
				entries = entries.map((one) => (one.id === entry.id ? { ...one, ...entry } : one));
			else entries.push({ ...fileOf(store, entry), ...entry, id: entry.id ?? store.next() });
		}
		out[name] = entries;
	}
	return out;
}

const fileOf = (store: Store, { File_Id__s }: Values): Values => {
	const file = typeof File_Id__s === 'string' ? store.files.get(File_Id__s) : undefined;
	return file ? { File_Name__s: file.name, Size__s: String(file.content.length) } : {};
};

export function update(
	store: Store,
	module: Module,
	row: unknown,
	place: number,
	{ id, unmodifiedSince }: { id?: string; unmodifiedSince?: string },
): StoredRecord {
	const given = row as Values;
	const wanted = id ?? given.id;
	if (wanted === undefined)
		throw refuse('MANDATORY_NOT_FOUND', 'required field not found', {
			api_name: 'id',
			json_path: `$.data[${place}].id`,
		});
	if (typeof wanted !== 'string')
		throw wrongId({ api_name: 'id', json_path: `$.data[${place}].id` });
	const record = recordsIn(store, module.api_name).get(wanted);
	if (!record) throw wrongId({ api_name: 'id', json_path: `$.data[${place}].id` });
	checkState(record);
	if (unmodifiedSince && record.modified > Date.parse(unmodifiedSince))
		throw new Refusal(
			412,
			'ALREADY_MODIFIED',
			'Record updated time has already passed if-unmodified-since time',
		);
	const values = checkRow(store, module, row, place, false);
	checkUnique(store, module, values, record.id);
	const { Owner, ...rest } = withLists(store, record.values, values, given);
	record.values = rest;
	record.owner = ownerIn({ Owner }) ?? record.owner;
	record.modified = store.now();
	indexed(store, record);
	note(store, record, 'updated');
	return record;
}

const SYSTEM_CHECKS: Record<string, string> = {
	Leads: 'Email',
	Contacts: 'Email',
	Accounts: 'Account_Name',
	Deals: 'Deal_Name',
	Vendors: 'Vendor_Name',
};

export function checkFields(module: Module, asked: unknown): string[] {
	const system = SYSTEM_CHECKS[module.api_name] ?? (module.custom ? 'Name' : undefined);
	const known = [
		...(system ? [system] : []),
		...module.fields.filter(({ unique }) => unique).map(({ api_name }) => api_name),
	];
	if (asked === undefined) return [...new Set(known)];
	const list = asked as string[];
	for (const name of list)
		if (!known.includes(name))
			throw invalid('invalid data', { api_name: 'duplicate_check_fields', expected_fields: known });
	return list;
}

export function upsert(
	store: Store,
	module: Module,
	row: unknown,
	place: number,
	fields: string[],
): Row {
	const given = row as Values;
	for (const field of fields) {
		const value = given[field];
		const found =
			typeof value === 'string' ? byValue(store, module.api_name, field, value) : undefined;
		if (!found) continue;
		const record = update(store, module, row, place, { id: found.id });
		return success('record updated', detailsOf(store, record), {
			action: 'update',
			duplicate_field: field,
		});
	}
	const record = insert(store, module, row, place);
	return success('record added', detailsOf(store, record), {
		action: 'insert',
		duplicate_field: null,
	});
}

export function remove(
	store: Store,
	module: string,
	id: string,
	type: 'recycle' | 'permanent' = 'recycle',
): void {
	const record = recordsIn(store, module).get(id);
	if (!record) throw wrongId({ id });
	checkState(record);
	recordsIn(store, module).delete(id);
	store.deleted.push({ record, at: store.now(), type });
}
