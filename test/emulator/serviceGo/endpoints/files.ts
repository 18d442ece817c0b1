import type { Endpoints } from '../context';
import { missing, ok } from '../envelope';
import { requestAddress, resourceAddress } from '../links';
import { locate } from '../locate';
import { bodyOf, neededInteger, neededText, queryOf, text } from '../params';
import { accepted, filesOf, keep } from '../uploads';

export const files: Endpoints = (context) => {
	const { store } = context;
	return [
		{
			method: 'POST',
			path: '/v1/data/file/upload',
			handle: (request) => {
				const urlMap: Record<string, string> = {};
				for (const part of filesOf(request, accepted.document)) {
					urlMap[part.name] = resourceAddress(context)(keep(store, part, true));
				}
				return ok({ data: { urlMap } });
			},
		},
		{
			method: 'POST',
			path: '/v1/data/file/object',
			handle: (request) => {
				const idMap: Record<string, number> = {};
				for (const part of filesOf(request, accepted.fileObject)) {
					const id = store.next('file object');
					store.fileObjects.set(id, keep(store, part));
					idMap[part.name] = id;
				}
				return ok({ data: { idMap } });
			},
		},
		{
			method: 'POST',
			path: '/v1/data/file/relate',
			handle: (request) => {
				const body = bodyOf(request);
				const file = store.fileObjects.get(neededInteger(body, 'fileId', 'body'));
				if (!file) throw missing('文件对象不存在');
				neededText(body, 'relateObjectApiName');
				const record = locate(store, body, {
					where: 'body',
					id: 'relateDataId',
					object: 'relateObjectApiName',
				});
				record.attachments.push({ req: store.next('attachment'), file, tag: text(body, 'tag') });
				return ok({ message: 'OK' });
			},
		},
		{
			method: 'GET',
			path: '/v1/data/file/relate',
			handle: (request) => {
				const { attachments } = locate(store, queryOf(request), { where: 'query' });
				const data = attachments.map(({ req, file }) => ({
					name: file.name,
					size: file.content.length,
					url: requestAddress(context, req),
				}));
				// the table knows no paging; the sample shows one page with everything
				const paging = { pageNum: 1, pageSize: data.length, total: data.length };
				return ok({ message: 'OK', paging, data });
			},
		},
	];
};
