import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { ApiResponse } from '../vendor';
import type { ApiRequest } from './api';
import { parsed } from './send';

const TIMEOUT_MS = 100_000;

/** An absolute URL; refuses one that would carry the credential to another host. */
export function urlOf(
	baseURL: string,
	url: string,
	anyHost = false,
	origins: readonly string[] = [],
): string {
	if (!/^[a-z][a-z\d+.-]*:/i.test(url)) return `${baseURL}${url.startsWith('/') ? '' : '/'}${url}`;
	const { origin } = new URL(url);
	if (anyHost || origin === new URL(baseURL).origin || origins.includes(origin)) return url;
	throw new Error('A request with the credential goes to the host of the credential only');
}

/**
 * A request in n8n's form. `throw401`: n8n renews OAuth2 tokens only when a 401 is thrown; every other status, and
 * every status of other credentials, is judged by us.
 */
export async function httpOptions(
	request: ApiRequest,
	baseURL: string,
	throw401: boolean,
	origins?: readonly string[],
): Promise<IHttpRequestOptions> {
	const body: unknown =
		typeof request.body === 'function'
			? await (request.body as () => unknown)()
			: structured(request.body);
	const stream = request.as === 'stream';
	return {
		method: request.method,
		url: urlOf(baseURL, request.url, request.anonymous, origins),
		qs: Object.fromEntries(
			Object.entries(request.query ?? {}).filter(([, value]) => value !== undefined),
		) as IDataObject,
		arrayFormat: 'repeat',
		headers: { Accept: stream ? '*/*' : 'application/json', ...request.headers },
		body: body as IHttpRequestOptions['body'],
		encoding: stream ? 'stream' : 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: throw401 ? { ignore: true, except: [401] } : true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: request.timeoutMs ?? TIMEOUT_MS,
	};
}

/** n8n drops an empty object or list, which some APIs want: it goes as text. */
const structured = (body: unknown): unknown =>
	body &&
	typeof body === 'object' &&
	Object.keys(body).length === 0 &&
	Object.getPrototypeOf(body) === Object.prototype
		? '{}'
		: body;

const isPage = (headers: ApiResponse['headers']) =>
	/\bjson\b|text\/html/i.test(headers['content-type'] ?? '');

/** A file, or the way to one, may be handed on as it is; an envelope or a page inside a 200 is read and judged. */
export const isFile = ({ status, headers }: ApiResponse) =>
	(status >= 300 && status < 400 && Boolean(headers.location)) ||
	(status >= 200 &&
		status < 300 &&
		(/filename/i.test(headers['content-disposition'] ?? '') || !isPage(headers)));

const MOST_ERROR_BYTES = 1_000_000;

export async function textOf(answer: ApiResponse): Promise<ApiResponse> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of answer.body as AsyncIterable<Buffer | string>) {
		const bytes = Buffer.from(chunk as Buffer);
		chunks.push(bytes);
		size += bytes.length;
		if (size > MOST_ERROR_BYTES) break;
	}
	return { ...answer, body: parsed(Buffer.concat(chunks).toString('utf8')) };
}
