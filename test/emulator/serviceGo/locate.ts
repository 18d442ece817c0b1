import { invalid, missing } from './envelope';
import type { Body } from './params';
import { integer, text } from './params';
import type { Field, Store, StoredRecord } from './store';
import { fieldOf, recordsOf } from './store';

export function knownObject(store: Store, name: string | undefined): string {
	if (name === undefined) throw invalid('参数 objectApiName 不能为空');
	// names are case sensitive
	if (!store.objects.has(name)) throw invalid(`对象 ${name} 不存在`);
	return name;
}

/** uniqueField* and foreignExternalFieldApiName work only for fields that the console marks as external unique. */
export function externalUniqueField(store: Store, object: string, apiName: string): Field {
	const field = fieldOf(store, object, apiName);
	if (!field) throw invalid(`字段 ${apiName} 不存在`);
	if (!field.externalUnique) throw invalid(`字段 ${apiName} 不是外部唯一字段`);
	return field;
}

export function findByUnique(
	store: Store,
	object: string,
	apiName: string,
	value: string,
): StoredRecord | undefined {
	const field = externalUniqueField(store, object, apiName);
	return recordsOf(store, object).find((record) => record.values.get(field.apiName) === value);
}

export interface LocatorNames {
	where: 'body' | 'query';
	id?: string;
	object?: string;
	/** objectApiName must be there even when the id is. */
	objectNeeded?: boolean;
}

/** A record by `id`, or by object + unique field + value; the id counts when both are given. */
export function locate(store: Store, from: Body, names: LocatorNames): StoredRecord {
	const { where, id: idName = 'id', object: objectName = 'objectApiName' } = names;
	const id = integer(from, idName, where);
	const object = text(from, objectName);
	if (object !== undefined || names.objectNeeded || id === undefined) knownObject(store, object);
	if (id !== undefined) {
		const record = store.records.get(id);
		if (!record || (object !== undefined && record.object !== object)) throw missing('记录不存在');
		return record;
	}
	const apiName = text(from, 'uniqueFieldApiName');
	const value = text(from, 'uniqueFieldValue');
	if (apiName === undefined || value === undefined) {
		throw invalid(`${idName} 与 uniqueFieldApiName、uniqueFieldValue 不能同时为空`);
	}
	const record = findByUnique(store, knownObject(store, object), apiName, value);
	if (!record) throw missing('记录不存在');
	return record;
}
