import type { Endpoints } from '../context';
import { invalid, missing, ok } from '../envelope';
import { typeRow } from '../fieldTypes';
import { pageNumOf, pageSizeOf } from '../paging';
import type { Body } from '../params';
import { bodyOf, integers, neededInteger, queryOf } from '../params';
import { valueOf } from '../readRecord';
import type { Field, Store, StoredRecord } from '../store';
import { fieldOf } from '../store';

function recordOf(store: Store, id: number, object?: string): StoredRecord {
	const record = store.records.get(id);
	if (!record || (object !== undefined && record.object !== object)) {
		throw missing(`记录不存在: ${id}`);
	}
	return record;
}

/** Relations seen from a record: [type, other record]. */
function relatedTo(store: Store, id: number): Array<{ typeId: number; other: number }> {
	const both = store.switches.relationDirection === 'bothWays';
	return store.relations.flatMap(({ typeId, major, related }) => {
		if (major === id) return [{ typeId, other: related }];
		return both && related === id ? [{ typeId, other: major }] : [];
	});
}

function relate(store: Store, major: number, body: Body): void {
	const typeId = neededInteger(body, 'objectRelationId', 'body');
	const type = store.relationTypes.get(typeId);
	if (!type) throw invalid(`关联关系类型不存在: ${typeId}`);
	const ids = integers(body, 'relatedDataIdList') ?? [];
	if (ids.length === 0) throw invalid('参数 relatedDataIdList 不能为空');
	for (const id of [major, ...ids]) recordOf(store, id, type.object);
	for (const related of ids) {
		const known = relatedTo(store, major).some(
			(held) => held.typeId === typeId && held.other === related,
		);
		if (!known) store.relations.push({ typeId, major, related });
	}
}

function unrelate(store: Store, major: number, related: number): void {
	const both = store.switches.relationDirection === 'bothWays';
	const kept = store.relations.filter(
		(held) =>
			!(held.major === major && held.related === related) &&
			!(both && held.major === related && held.related === major),
	);
	if (kept.length === store.relations.length) throw missing('关联关系不存在');
	store.relations.splice(0, store.relations.length, ...kept);
}

/** Only filled fields, under the number of the field. */
function valueMap(store: Store, record: StoredRecord, fields: Field[]): Record<string, string> {
	const filled = fields.flatMap((field) => {
		const value = valueOf(store, record, field);
		return value === '' ? [] : [[String(field.id), value] as const];
	});
	return Object.fromEntries(filled);
}

function listRelations(store: Store, query: Body): Body {
	const major = recordOf(store, neededInteger(query, 'majorDataId', 'query'));
	const uiId = neededInteger(query, 'uiId', 'query');
	const types = [...store.relationTypes.values()].filter(
		(type) => type.uiId === uiId && type.object === major.object,
	);
	if (types.length === 0) throw invalid(`界面不存在: ${uiId}`);
	const fields = types
		.flatMap(({ showFields }) => showFields)
		.flatMap((apiName) => fieldOf(store, major.object, apiName) ?? []);
	const [pageNum, pageSize] = [pageNumOf(query, 'query'), pageSizeOf(store, query, 'query')];
	const all = relatedTo(store, major.id).flatMap(({ typeId, other }) => {
		const type = types.find(({ id }) => id === typeId);
		return type ? [{ type, record: recordOf(store, other) }] : [];
	});
	return {
		showFieldList: fields.map(({ id, label, apiName, type }) => ({
			id,
			label,
			fieldName: apiName,
			fieldType: typeRow(type).code,
		})),
		total: all.length,
		pageNum,
		pageSize,
		fieldDataList: all
			.slice((pageNum - 1) * pageSize, pageNum * pageSize)
			.map(({ type, record }) => ({
				dataId: record.id,
				dataName: record.values.get('name') ?? '',
				relationId: type.id,
				relationName: type.name,
				fieldValueMap: valueMap(store, record, fields),
			})),
	};
}

export const relations: Endpoints = ({ store }) => [
	{
		method: 'POST',
		// the page prints this very pattern: anything else is no path at all
		path: '/v1/record/:majorDataId(^[1-9]\\d*$)',
		handle: (request) => {
			relate(store, Number(request.params.majorDataId), bodyOf(request));
			return ok({ data: 'ok' });
		},
	},
	{
		method: 'DELETE',
		path: '/v1/selfObjectRelationData',
		handle: (request) => {
			const query = queryOf(request);
			const major = neededInteger(query, 'majorDataId', 'query');
			unrelate(store, major, neededInteger(query, 'relateDataId', 'query'));
			return ok({ data: 'ok' });
		},
	},
	{
		method: 'GET',
		path: '/v1/selfObjectRelationData',
		handle: (request) => ok({ data: listRelations(store, queryOf(request)) }),
	},
];
