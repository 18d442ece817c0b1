import type { Caller } from './auth';
import { business, parameterError } from './envelope';
import { detailsOf, fieldOf, isCustom, objectOf, recordOf } from './metadata';
import { flag, objects, optionalObject, text, type Body } from './params';
import { newId, type Store, type StoredRecord, type Trigger, type Values } from './store';
import { begin } from './approvals';
import { enterIndex } from './searchIndex';
import { checkRequired, written } from './values';

/** What a write fires: defaults are true, and only the top level of the body counts. */
export interface Fires {
	approval: boolean;
	workflow: boolean;
}

export const firesOf = (body: Body): Fires => ({
	approval: flag(body, 'triggerApprovalFlow', true),
	workflow: flag(body, 'triggerWorkFlow', true),
});

export function fire(
	store: Store,
	record: StoredRecord,
	trigger: Trigger,
	by: { caller: Caller; fires: Fires },
): void {
	const { object, id } = record;
	if (by.fires.workflow) store.workflowRuns.push({ object, id, trigger });
	if (by.fires.approval) begin(store, record, trigger, by.caller.user.userId);
}

export function insert(
	store: Store,
	object: string,
	values: Values,
	by: string,
	id = newId(store),
): StoredRecord {
	objectOf(store, object);
	const at = store.now();
	const numbered = fieldOf(store, object, 'account_no')
		? { account_no: `A-${store.next('account_no')}` }
		: {};
	const record: StoredRecord = {
		id,
		object,
		team: [],
		log: [],
		values: {
			owner: [by],
			...numbered,
			...values,
			_id: id,
			created_by: values.created_by ?? [by],
			last_modified_by: [by],
			create_time: values.create_time ?? at,
			last_modified_time: values.last_modified_time ?? at,
			life_status: 'normal',
			lock_status: '0',
			is_deleted: false,
			version: '1',
		},
	};
	store.records.set(id, record);
	enterIndex(store, record, record.values);
	return record;
}

/** Only what a lock or an approval does not forbid. */
export function checkOpen(store: Store, { values, id }: StoredRecord): void {
	if (values.lock_status === '1') throw business(store.switches, `数据 ${id} 已锁定`);
	if (values.life_status === 'invalid') throw business(store.switches, `数据 ${id} 已作废`);
}

export function touch(store: Store, record: StoredRecord, by: string): void {
	record.values.last_modified_time = store.now();
	record.values.last_modified_by = [by];
	record.values.version = String(Number(record.values.version) + 1);
	enterIndex(store, record, record.values);
}

/** `false`: recovers it. */
export function invalidate(store: Store, record: StoredRecord, by: string, invalid = true): void {
	Object.assign(record.values, {
		life_status: invalid ? 'invalid' : 'normal',
		is_deleted: invalid,
	});
	if (store.switches.invalidatingModifies) touch(store, record, by);
	else enterIndex(store, record, record.values);
}

function changed(store: Store, record: StoredRecord, changes: Values, by: string): void {
	for (const [name, value] of Object.entries(changes)) {
		const before = record.values[name];
		if (JSON.stringify(before) === JSON.stringify(value)) continue;
		record.log.push({
			operationTime: store.now(),
			userId: by,
			fieldApiName: name,
			before: before ?? null,
			after: value ?? null,
			operationType: 'Modify',
		});
		if (value === undefined) delete record.values[name];
		else record.values[name] = value;
	}
	touch(store, record, by);
}

/** `details`: child object → list of rows. A bare map is what the create page shows and no client sends. */
function detailRows(store: Store, master: string, data: Body): Array<[string, string, Body[]]> {
	const known = detailsOf(store, master);
	return Object.entries(optionalObject(data, 'details')).map(([child, rows]) => {
		const link = known.find(({ object }) => object === child);
		if (!link) throw parameterError(`${child} 不是 ${master} 的从对象`);
		return [child, link.field, objects({ [`details.${child}`]: rows }, `details.${child}`)];
	});
}

/** The object of a write, and whether this path is the one for it. */
export function objectFor(store: Store, name: string, custom: boolean): string {
	objectOf(store, name);
	if (custom && !isCustom(name) && store.switches.presetThroughCustom === 'refused')
		throw parameterError(`${name} 不是自定义对象`);
	if (!custom && isCustom(name)) throw parameterError(`${name} 不是预设对象`);
	return name;
}

function checkOptionInfo(data: Body): void {
	const info = optionalObject(data, 'optionInfo');
	for (const name of ['skipFuncValidate', 'isDuplicateSearch', 'useValidationRule'])
		flag(info, name, false);
	flag(data, 'igonreMediaIdConvert', true);
}

interface Write {
	body: Body;
	data: Body;
	caller: Caller;
	custom: boolean;
}

export function create(store: Store, { body, data, caller, custom }: Write) {
	const given = optionalObject(data, 'object_data');
	const object = objectFor(store, text(given, 'dataObjectApiName'), custom);
	checkOptionInfo(data);
	const { userId } = caller.user;
	const values = written(store, object, given, caller);
	if (flag(body, 'hasSpecifyTime', false)) values.create_time = given.create_time;
	if (flag(body, 'hasSpecifyCreatedBy', false)) values.created_by = given.created_by;
	checkRequired(store, object, values);
	const children = detailRows(store, object, data).map(([child, link, rows]) => ({
		child,
		link,
		rows: rows.map((row) => written(store, child, row, caller)),
	}));
	const record = insert(store, object, values, userId);
	const ids: Record<string, string[]> = {};
	for (const { child, link, rows } of children) {
		ids[child] = rows.map((row, index) => {
			const name = row.name ?? `${child}-${index + 1}`;
			return insert(store, child, { ...row, name, [link]: record.id }, userId).id;
		});
	}
	fire(store, record, 'Create', { caller, fires: firesOf(body) });
	return { record, details: flag(body, 'includeDetailIds', false) ? ids : undefined };
}

export function update(store: Store, { body, data, caller, custom }: Write): void {
	const given = optionalObject(data, 'object_data');
	const object = objectFor(store, text(given, 'dataObjectApiName'), custom);
	const record = recordOf(store, object, text(given, '_id'));
	checkOptionInfo(data);
	if (!(custom && flag(data, 'skipDataStatusValidate', false))) checkOpen(store, record);
	if (given.owner !== undefined && store.switches.ownerInUpdate === 'refused')
		throw parameterError('请使用更换负责人接口');
	const changes = written(store, object, given, caller);
	delete changes.owner;
	const { userId } = caller.user;
	for (const [child, link, rows] of detailRows(store, object, data)) {
		const kept = rows.map((row) => {
			const own = written(store, child, row, caller);
			if (row._id === undefined) {
				return insert(store, child, { name: child, ...own, [link]: record.id }, userId).id;
			}
			const detail = recordOf(store, child, text(row, '_id'));
			changed(store, detail, own, userId);
			return detail.id;
		});
		if (store.switches.missingDetails === 'kept') continue;
		for (const { id, object: of, values } of store.records.values())
			if (of === child && values[link] === record.id && !kept.includes(id))
				store.records.delete(id);
	}
	changed(store, record, changes, userId);
	fire(store, record, 'Update', { caller, fires: firesOf(body) });
}
