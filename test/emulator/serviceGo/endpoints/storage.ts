import type { Answer, EmulatorRequest } from '../../frame';
import type { Context, Endpoints } from '../context';
import { refused } from '../envelope';
import { answerTimed, fileAnswer } from '../links';
import type { StoredFile } from '../store';

export const consolePage: Answer = {
	status: 200,
	body: '<!DOCTYPE html><html><head><title>ServiceGo</title></head><body><div id="app"></div></body></html>',
	headers: { 'content-type': 'text/html;charset=UTF-8' },
};

function refuse({ store, url }: Context, status: 401 | 404, message: string): Answer {
	const { storageRefusal } = store.switches;
	if (storageRefusal === 'loginPage')
		return { status: 302, headers: { location: `${url()}/login` } };
	return refused(storageRefusal === 'http' ? status : 200, status, message);
}

function download(
	context: Context,
	request: EmulatorRequest,
	file: StoredFile | undefined,
): Answer {
	const signed = context.store.switches.storageSign === 'notNeeded' || !context.authorize(request);
	if (!signed) return refuse(context, 401, '未登录');
	return file ? fileAnswer(file) : refuse(context, 404, '文件不存在');
}

export const storage: Endpoints = (context) => {
	const { store } = context;
	return [
		{
			method: 'GET',
			path: '/backend/storage/resource/:docId',
			open: true,
			handle: (request) =>
				download(context, request, store.resources.get(request.params.docId ?? '')),
		},
		{
			method: 'GET',
			path: '/backend/storage/resource',
			open: true,
			handle: (request) => {
				const links = [...store.records.values()].flatMap(({ attachments }) => attachments);
				const link = links.find(({ req }) => String(req) === request.query.req);
				return download(context, request, link?.file);
			},
		},
		{ method: 'GET', path: '/login', open: true, handle: () => consolePage },
		{
			method: 'GET',
			path: '/url/:docId/:name',
			open: true,
			handle: (request) =>
				store.switches.downloadHost === 'own'
					? answerTimed(context, request)
					: refused(404, 404, '文件不存在'),
		},
	];
};
