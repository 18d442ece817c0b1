import { createHash } from 'node:crypto';
import type { Answer, EmulatorRequest } from '../frame';
import type { Context } from './context';
import { refused } from './envelope';
import type { Address } from './readRecord';
import type { StoredFile } from './store';

const STORAGE = '/backend/storage/resource';

function origin({ store, url }: Context): string {
	return store.switches.storageUrls === 'absolute' ? url() : '';
}

/** Lasting link, as urlMap and docAddress show it. */
export const resourceAddress =
	(context: Context): Address =>
	({ docId }) =>
		`${origin(context)}${STORAGE}/${docId}`;

/** Lasting link of the attachment component. */
export function requestAddress(context: Context, req: number): string {
	return `${origin(context)}${STORAGE}?req=${req}`;
}

function signature(docId: string, expires: string): string {
	return createHash('sha256').update(`storage&${docId}&${expires}`).digest('hex').slice(0, 32);
}

/** Pre-signed link that dies: docUrl and downloadAddress. */
export function timedAddress({ store, url, otherHost }: Context, file: StoredFile): string {
	const { downloadHost, downloadLifeMs } = store.switches;
	const host = downloadHost === 'other' ? otherHost.url : url();
	const expires = String(store.now() + downloadLifeMs);
	const query = `Expires=${expires}&Signature=${signature(file.docId, expires)}`;
	return `${host}/url/${file.docId}/${encodeURIComponent(file.name)}?${query}`;
}

export function fileAnswer(file: StoredFile): Answer {
	const plain = file.name.replace(/[^\x20-\x7e]|["\\]/g, '_');
	const name = `filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`;
	return {
		status: 200,
		body: file.content,
		headers: { 'content-type': file.type, 'content-disposition': `attachment; ${name}` },
	};
}

export function answerTimed({ store }: Context, request: EmulatorRequest): Answer {
	const [, place, docId = ''] = request.path.split('/');
	const { Expires: expires, Signature: signed } = request.query;
	const file = store.resources.get(docId);
	if (place !== 'url' || !file) return refused(404, 404, '文件不存在');
	if (typeof expires !== 'string' || signed !== signature(docId, expires)) {
		return refused(403, 403, '签名错误');
	}
	if (store.now() <= Number(expires)) return fileAnswer(file);
	return refused(store.switches.downloadExpired === 'http403' ? 403 : 200, 403, '链接已失效');
}
