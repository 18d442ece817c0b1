import { createHash } from 'node:crypto';
import type { Answer, EmulatorRequest } from '../../frame';
import { post, type Context, type Endpoints } from '../context';
import { missing, ok, parameterError } from '../envelope';
import { dataOf, flag, integer, object, optionalText, text, texts } from '../params';
import type { Store } from '../store';

const LARGEST = 104_857_600;
const THREE_DAYS = 3 * 86_400_000;
const SIGNED_MS = 3_600_000;

/** What step 1 of an upload promised; step 2 has to show it again, once. */
interface Slot {
	kind: 'N' | 'TN';
	stream: boolean;
	headers: Record<string, string>;
	traceId: string;
	until: number;
	size: number;
}

const slots = new WeakMap<Store, Map<string, Slot>>();
const links = new WeakMap<Store, Map<string, { path: string; until: number }>>();

const heldBy = <Value>(of: WeakMap<Store, Map<string, Value>>, store: Store) => {
	const held = of.get(store) ?? new Map<string, Value>();
	of.set(store, held);
	return held;
};

const pathOf = (store: Store, kind: string) =>
	`${kind}_${createHash('sha256')
		.update(`${kind}${store.next('file')}`)
		.digest('hex')
		.slice(0, 32)}`;

function fileOf(store: Store, path: string) {
	const file = store.files.get(path);
	if (!file || (file.until !== undefined && file.until <= store.now()))
		throw missing(store.switches, `文件 ${path} 不存在`);
	return file;
}

export const files: Endpoints = ({ store, fileHost }) => {
	const signed = (path: string) => {
		const token = createHash('sha256')
			.update(`${path}${store.next('link')}`)
			.digest('hex');
		heldBy(links, store).set(token, { path, until: store.now() + SIGNED_MS });
		return `${fileHost().url}/fsc/download?sign=${token}`;
	};
	return [
		post('/cgi/crm/v2/generatorFileUploadCredential', (request) => {
			const data = dataOf(request);
			const life = integer(data, 'expireTime');
			if (life < 60 || life > 604_800) throw parameterError('expireTime 超出范围');
			const kind = text(data, 'resourceType');
			if (kind !== 'N' && kind !== 'TN') throw parameterError('resourceType 错误');
			const size = integer(data, 'fileSize');
			if (size < 1 || size > LARGEST) throw parameterError('文件大小超过100M');
			const filename = text(data, 'filename');
			const extension = text(data, 'extension');
			const stream = flag(data, 'isStreamUpload', false);
			const ak = `ak${store.next('slot')}`;
			const sign = createHash('sha256').update(`${ak}${filename}`).digest('hex');
			const headers = {
				acid: `acid-${ak}`,
				resource: kind,
				ak,
				sign,
				expiry: String(store.now() + life * 1000),
				filename,
				size: String(size),
				digest: 'none',
			};
			const answer = ok({
				data: {
					method: 'POST',
					url: `${fileHost().url}/fsc/upload/`,
					...headers,
					contentType: extension === 'png' ? 'image/png' : 'application/octet-stream',
				},
			});
			const { traceId } = answer.body as { traceId: string };
			const until = store.now() + life * 1000;
			heldBy(slots, store).set(sign, { kind, stream, headers, traceId, until, size });
			return answer;
		}),
		post('/cgi/crm/v2/generateDownloadSignatureUrlByAuth', (request) => {
			const url = signed(fileOf(store, text(dataOf(request), 'path')).path);
			return ok(
				{
					data: { data: url },
					'data.url': { data: { url } },
					'data.signedUrl': { data: { signedUrl: url } },
					url: { url },
				}[store.switches.downloadUrlIn],
			);
		}),
		post('/cgi/crm/v2/file/getPresignedUrl', (request) => {
			const data = dataOf(request);
			integer(data, 'expire');
			const urls = texts(data, 'paths').map((path) => signed(fileOf(store, path).path));
			return ok({ data: { urls } });
		}),
		post('/cgi/crm/v2/generatorPreviewUrl', (request) => {
			const data = dataOf(request);
			integer(data, 'expireTime');
			flag(data, 'globalAcceleration', false);
			const info = object(data, 'fileInfo');
			const file = fileOf(store, text(info, 'path'));
			if ((optionalText(info, 'filename') ?? '').length > 120)
				throw parameterError('filename 超长');
			return ok({ data: { url: `${signed(file.path)}&preview=1` } });
		}),
	];
};

const fileRefused = (code: number, message: string): Answer => ({
	status: 200,
	body: { success: false, code, message, data: null },
});

/** The file host: an envelope of its own, signatures instead of tokens. */
export function answerFileHost(context: Context, request: EmulatorRequest): Answer {
	const { store } = context;
	if (request.path === '/fsc/upload/') return receive(store, request);
	const link = heldBy(links, store).get(String(request.query.sign));
	const file = link && link.until > store.now() ? store.files.get(link.path) : undefined;
	if (request.path !== '/fsc/download' || !file) return fileRefused(403, '签名无效或已过期');
	return {
		status: 200,
		body: file.content,
		headers: {
			'content-type': file.type,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
		},
	};
}

function receive(store: Store, request: EmulatorRequest): Answer {
	const { headers, query } = request;
	if (headers.authorization ?? headers['x-fs-ea']) return fileRefused(400, '不需要鉴权信息');
	const slot = heldBy(slots, store).get(String(headers.sign));
	if (!slot || slot.until <= store.now()) return fileRefused(403, '签名无效或已过期');
	for (const [name, value] of Object.entries(slot.headers)) {
		const sent = String(headers[name] ?? '');
		const same =
			sent === value ||
			(name === 'filename' &&
				(store.switches.uploadFileName === 'any' || sent === encodeURIComponent(value)));
		if (!same) return fileRefused(400, `请求头 ${name} 错误`);
	}
	if (query.linkId !== slot.traceId || !query.traceId) return fileRefused(400, 'linkId 错误');
	const part = request.parts?.find(({ name }) => name === 'facishareFile');
	const content = slot.stream ? request.bytes : part?.content;
	if (!content) return fileRefused(400, slot.stream ? '应为文件流' : '缺少 facishareFile');
	if (content.length !== slot.size) return fileRefused(400, '文件大小不一致');
	// the signature is single use
	heldBy(slots, store).delete(slot.headers.sign ?? '');
	const path = pathOf(store, slot.kind);
	store.files.set(path, {
		path,
		name: slot.headers.filename ?? '',
		type: String(headers['content-type'] ?? 'application/octet-stream'),
		content,
		until: slot.kind === 'TN' ? store.now() + THREE_DAYS : undefined,
	});
	return { status: 200, body: { success: true, code: 200, message: 'OK', data: path } };
}
