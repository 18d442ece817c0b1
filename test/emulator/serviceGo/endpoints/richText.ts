import type { Endpoints } from '../context';
import { invalid, missing, ok } from '../envelope';
import { timedAddress } from '../links';
import { locate } from '../locate';
import type { Body } from '../params';
import { bodyOf, neededText, queryOf, rows, texts } from '../params';
import type { Store, StoredFile, StoredRecord } from '../store';
import { fieldOf } from '../store';
import { accepted, filesOf, keep } from '../uploads';
import { touch } from '../writeRecord';

function richTextField(store: Store, record: StoredRecord, apiName: string): string {
	const field = fieldOf(store, record.object, apiName);
	if (!field) throw invalid(`字段 ${apiName} 不存在`);
	if (field.type !== 'richText') throw invalid(`字段 ${apiName} 不是富文本字段`);
	return apiName;
}

/** Record and field that a query names. */
function target(store: Store, query: Body): { record: StoredRecord; apiName: string } {
	const record = locate(store, query, { where: 'query' });
	return { record, apiName: richTextField(store, record, neededText(query, 'fieldApiName')) };
}

function removeFiles(store: Store, entry: Body): void {
	const record = locate(store, entry, { where: 'body', id: 'dataId' });
	const apiName = richTextField(store, record, neededText(entry, 'richTextFieldApiName'));
	const docIds = texts(entry, 'docIdList');
	const held = record.files.get(apiName) ?? [];
	const unknown = docIds.find((docId) => !held.some((file) => file.docId === docId));
	if (unknown !== undefined) throw missing(`附件不存在: ${unknown}`);
	const gone = (file: StoredFile) => docIds.includes(file.docId);
	for (const file of held.filter(gone)) store.resources.delete(file.docId);
	record.files.set(
		apiName,
		held.filter((file) => !gone(file)),
	);
	touch(store, record);
}

/** Keys are record ids, values reasons: the shape of failMap is the emulator's guess. */
function removeAll(store: Store, entries: Body[]): Record<string, string> {
	const failMap: Record<string, string> = {};
	for (const [index, entry] of entries.entries()) {
		try {
			removeFiles(store, entry);
		} catch (error) {
			const key = String(entry.dataId ?? entry.uniqueFieldValue ?? index);
			failMap[key] = error instanceof Error ? error.message : String(error);
		}
	}
	return failMap;
}

export const richText: Endpoints = (context) => {
	const { store } = context;
	const path = '/v1/data/field/attachments';
	return [
		{
			method: 'POST',
			path,
			handle: (request) => {
				const { record, apiName } = target(store, queryOf(request));
				const files = filesOf(request, accepted.document, 'file').map((part) => keep(store, part));
				record.files.set(apiName, [...(record.files.get(apiName) ?? []), ...files]);
				touch(store, record);
				return ok({ message: 'OK' });
			},
		},
		{
			method: 'PUT',
			path,
			handle: (request) => {
				const entries = rows(bodyOf(request), 'deleteAttachmentList');
				if (!entries || entries.length === 0) throw invalid('参数 deleteAttachmentList 不能为空');
				const failMap = removeAll(store, entries);
				const failTotal = Object.keys(failMap).length;
				const total = entries.length;
				// the page's sample of a success has an empty successList beside successTotal 1
				const data = {
					successList: [],
					failMap,
					total,
					failTotal,
					successTotal: total - failTotal,
				};
				return ok({ message: 'OK', data });
			},
		},
		{
			method: 'GET',
			path,
			handle: (request) => {
				const { record, apiName } = target(store, queryOf(request));
				const data = (record.files.get(apiName) ?? []).map(({ docId, name, content }) => ({
					docId,
					name,
					size: content.length,
				}));
				return ok({ message: 'OK', data });
			},
		},
		{
			method: 'GET',
			path: `${path}/url`,
			handle: (request) => {
				const query = queryOf(request);
				const { record, apiName } = target(store, query);
				const docId = neededText(query, 'docId');
				const file = record.files.get(apiName)?.find((held) => held.docId === docId);
				if (!file) throw missing('附件不存在');
				return ok({ message: 'OK', data: { docUrl: timedAddress(context, file) } });
			},
		},
	];
};
