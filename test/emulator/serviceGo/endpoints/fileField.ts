import type { EmulatorRequest } from '../../frame';
import type { Context, Endpoints } from '../context';
import { invalid, missing, ok } from '../envelope';
import { timedAddress } from '../links';
import { locate } from '../locate';
import type { Body } from '../params';
import { neededInteger, neededText } from '../params';
import type { StoredRecord } from '../store';
import { fieldOf } from '../store';
import { accepted, filesOf, keep } from '../uploads';
import { touch } from '../writeRecord';

interface Target {
	record: StoredRecord;
	apiName: string;
}

function target({ store }: Context, from: Body, where: 'body' | 'query'): Target {
	neededInteger(from, 'dataId', where);
	const record = locate(store, from, { where, id: 'dataId', objectNeeded: true });
	const apiName = neededText(from, 'fieldApiName');
	const field = fieldOf(store, record.object, apiName);
	if (!field) throw invalid(`字段 ${apiName} 不存在`);
	if (field.type !== 'attachment' && field.type !== 'image') {
		throw invalid(`字段 ${apiName} 不是文件字段`);
	}
	return { record, apiName };
}

/** One client's spec has the parameters in the query, another client sends them as form parts. */
function uploadParams({ query, parts = [] }: EmulatorRequest): Body {
	const fields = parts.filter(({ filename }) => filename === undefined);
	const texts = fields.map(({ name, content }) => [name, content.toString('utf8')] as const);
	return { ...query, ...Object.fromEntries(texts) };
}

/** docIds as the switch wants them; how several go into one query is published nowhere. */
function docIdsOf({ store }: Context, from: Body): string[] {
	const { docIdsForm } = store.switches;
	const brackets = from['docIds[]'];
	if (brackets !== undefined && (docIdsForm === 'any' || docIdsForm === 'brackets')) {
		return [brackets].flat().map(String);
	}
	const value = from.docIds;
	if (value === undefined || docIdsForm === 'brackets') throw invalid('参数 docIds 不能为空');
	const items = [value].flat().map(String);
	if (docIdsForm === 'comma' && items.length > 1) throw invalid('参数 docIds 类型错误');
	return docIdsForm === 'repeated' ? items : items.flatMap((item) => item.split(','));
}

function remove(
	context: Context,
	{ record, apiName }: Target,
	from: Body,
	where: 'body' | 'query',
) {
	const { store } = context;
	const isClear = neededInteger(from, 'isClear', where);
	if (isClear !== 0 && isClear !== 1) throw invalid('参数 isClear 只能为 0, 1');
	const held = record.files.get(apiName) ?? [];
	const docIds = isClear === 1 ? held.map(({ docId }) => docId) : docIdsOf(context, from);
	for (const docId of docIds) {
		if (!held.some((file) => file.docId === docId)) throw missing(`附件不存在: ${docId}`);
		store.resources.delete(docId);
	}
	record.files.set(
		apiName,
		held.filter(({ docId }) => !docIds.includes(docId)),
	);
	touch(store, record);
}

export const fileField: Endpoints = (context) => {
	const { store } = context;
	const path = '/v1/fileField/attachments';
	return [
		{
			method: 'POST',
			path,
			handle: (request) => {
				const { record, apiName } = target(context, uploadParams(request), 'query');
				const files = filesOf(request, accepted.field, 'file').map((part) => keep(store, part));
				record.files.set(apiName, [...(record.files.get(apiName) ?? []), ...files]);
				touch(store, record);
				return ok({ message: 'OK' });
			},
		},
		{
			method: 'GET',
			path,
			handle: (request) => {
				const { record, apiName } = target(context, request.query, 'query');
				const data = (record.files.get(apiName) ?? []).map((file) => ({
					docId: file.docId,
					name: file.name,
					size: file.content.length,
					downloadAddress: timedAddress(context, file),
				}));
				return ok({ message: 'OK', data });
			},
		},
		{
			method: 'PUT',
			path: `${path}/remove`,
			handle: ({ query, body }) => {
				const inQuery = query.dataId !== undefined;
				const from = inQuery ? query : ((body ?? {}) as Body);
				const where = inQuery ? 'query' : 'body';
				remove(context, target(context, from, where), from, where);
				return ok({ message: 'OK' });
			},
		},
	];
};
