import { checkedValue } from './checkValue';
import { invalid } from './envelope';
import { typeRow } from './fieldTypes';
import type { Body } from './params';
import { neededText, rows, text } from './params';
import { enterIndex } from './searchIndex';
import type { Field, Store, StoredRecord } from './store';
import { fieldOf, recordsOf } from './store';
import { printTime, stamp } from './time';

type Write = [field: Field, value: string];

function readWrite(store: Store, object: string, row: Body, updating: boolean): Write {
	const apiName = neededText(row, 'fieldApiName');
	const field = fieldOf(store, object, apiName);
	if (!field) throw invalid(`字段 ${apiName} 不存在`);
	if (field.permissionCode === 2 || typeRow(field.type).readOnly) {
		throw invalid(`字段 ${field.label} 不可编辑`);
	}
	const value = row.fieldValue;
	if (typeof value !== 'string') throw invalid(`字段 ${field.label} 的 fieldValue 应为字符串`);
	const key = text(row, 'foreignExternalFieldApiName');
	if (value === '') {
		if (updating && store.switches.clearing === 'refused') {
			throw invalid(`字段 ${field.label} 的值不能为空`);
		}
		return [field, ''];
	}
	if (
		updating &&
		field.type === 'lookup' &&
		!key &&
		store.switches.lookupKeyOnUpdate === 'required'
	) {
		throw invalid(`查找字段 ${field.label} 必须指定 foreignExternalFieldApiName`);
	}
	return [field, checkedValue(store, field, value, key)];
}

function refuseDuplicates(store: Store, object: string, writes: Write[], own?: number): void {
	for (const [field, value] of writes) {
		if (value === '' || !(field.unique || field.externalUnique)) continue;
		const holder = recordsOf(store, object).find(
			(record) => record.values.get(field.apiName) === value,
		);
		if (holder && holder.id !== own) throw invalid(`字段 ${field.label} 的值重复: ${value}`);
	}
}

function refuseMissing(store: Store, object: string, values: Map<string, string>): void {
	for (const field of store.objects.get(object)?.fields ?? []) {
		if (field.required && !values.get(field.apiName)) throw invalid(`字段 ${field.label} 不能为空`);
	}
}

/** All or nothing: throws before anything is stored. Fields that were not sent keep their values. */
export function readWrites(store: Store, object: string, body: Body, record?: StoredRecord) {
	const list = rows(body, 'fieldDataList');
	if (!list || list.length === 0) throw invalid('参数 fieldDataList 不能为空');
	const writes = list.map((row) => readWrite(store, object, row, record !== undefined));
	refuseDuplicates(store, object, writes, record?.id);
	const values = new Map(record?.values);
	for (const [field, value] of writes) {
		if (value === '') values.delete(field.apiName);
		else values.set(field.apiName, value);
	}
	refuseMissing(store, object, values);
	return values;
}

/** Close below 100000, so that lists soon hold ids of five and of six digits: those sort differently as text. */
const nextId = (store: Store) => 99_980 + store.next('record');

/** Stores without checks; what seeding and creating have in common. */
export function insertRecord(
	store: Store,
	object: string,
	values: Map<string, string>,
	at: { id?: number; createTime?: number; updateTime?: number; owner?: string } = {},
): StoredRecord {
	let id = at.id ?? nextId(store);
	while (at.id === undefined && store.records.has(id)) id = nextId(store);
	const createTime = at.createTime ?? stamp(store);
	const record: StoredRecord = {
		id,
		object,
		values,
		files: new Map(),
		attachments: [],
		createTime,
		updateTime: at.updateTime ?? createTime,
		createUser: store.admin,
		updateUser: store.admin,
		owner: at.owner ?? store.admin,
	};
	const number = store.objects.get(object)?.fields.find(({ type }) => type === 'autoNumber');
	if (number && !values.has(number.apiName)) {
		const year = printTime(store, createTime).slice(0, 4);
		values.set(
			number.apiName,
			`${year}-${String(store.next(`number ${object}`)).padStart(2, '0')}`,
		);
	}
	store.records.set(id, record);
	enterIndex(store, record);
	return record;
}

export function touch(store: Store, record: StoredRecord): void {
	record.updateTime = stamp(store);
	record.updateUser = store.admin;
	enterIndex(store, record);
}
