import { createHash } from 'node:crypto';
import type {
	IAllExecuteFunctions,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { VendorField } from '../data/fields';
import type { ApiResponse, Credential, Refusal, Vendor, Verdict } from '../vendor';
import { byStatus, contextOf, failureOf, type ItemError } from './errors';
import { bucket, type Bucket } from './limiter';
import { refreshed } from './refresh';
import { backoff, MOST_TRIES } from './retry';
import { attempt, parsed, verdictOf } from './send';
import { stopIfCancelled, wait } from './wait';

/** n8n's contexts that can send requests: nodes, triggers, dropdowns. */
export type Context = IAllExecuteFunctions;

export type Query = Record<string, string | number | boolean | string[] | undefined>;

export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Path below the base URL, or an absolute URL on the base URL's own host. */
	url: string;
	query?: Query;
	headers?: Record<string, string>;
	/** A function is called anew for each attempt: streams are always given this way. */
	body?: unknown;
	/**
	 * Whether sending it twice does no more than sending it once. Reads are; absent means GET and HEAD only.
	 * Only safe requests are sent again when their answer was lost.
	 */
	safe?: boolean;
	/** Class of the vendor's limits; absent: `default`. */
	limit?: string;
	/** Goes out without the credential, to any host, outside the vendor's limits: signed links of other hosts. */
	anonymous?: boolean;
	/** A stream is handed on only after its status and content type were judged. */
	as?: 'json' | 'stream';
	timeoutMs?: number;
}

export interface Api {
	readonly credential: Credential;
	readonly vendor: Vendor;
	readonly baseURL: string;
	readonly context: Context;
	readonly signal: AbortSignal | undefined;
	/** The body of a good answer. Throws the item's error otherwise. */
	request<T = IDataObject>(request: ApiRequest): Promise<T>;
	/** As `request`; undefined where the vendor says clearly that the thing is not there. */
	find<T = IDataObject>(request: ApiRequest): Promise<T | undefined>;
	/** A good answer whole. */
	send(request: ApiRequest): Promise<ApiResponse>;
	/** The vendor's fields of an object type, kept for some minutes. */
	fields(objectType: string): Promise<VendorField[]>;
	/** An error of the vendor's, in the words of this pack. */
	refusal(refusal: Omit<Refusal, 'kind'>): Error;
}

export interface ApiOptions {
	vendor: Vendor;
	credentialType: string;
	credential: Credential;
	/** Longest total wait of one request for the vendor's limits and faults. */
	longestWaitMs: number;
}

const TIMEOUT_MS = 100_000;

export const cancelSignal = (context: Context): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context
		? (context as IExecuteFunctions).getExecutionCancelSignal()
		: undefined;

/** Who shares a quota: the stored credential, or its own values where none is stored. */
export const identity = (context: Context, type: string, credential: Credential): string =>
	context.getNode().credentials?.[type]?.id ??
	createHash('sha256')
		.update(JSON.stringify([type, credential]))
		.digest('hex');

/** An absolute URL; refuses one that would carry the credential to another host. */
export function urlOf(baseURL: string, url: string, anyHost = false): string {
	if (!/^[a-z][a-z\d+.-]*:/i.test(url)) return `${baseURL}${url.startsWith('/') ? '' : '/'}${url}`;
	if (anyHost || new URL(url).origin === new URL(baseURL).origin) return url;
	throw new Error('A request with the credential goes to the host of the credential only');
}

/**
 * The one place that sends requests with a credential: limit → send → judge → retry, refresh or fail.
 * Redirects are never followed with a credential.
 */
export function apiOf(context: Context, options: ApiOptions, fieldsOf: Api['fields']): Api {
	const { vendor, credentialType, credential } = options;
	const baseURL = vendor.baseURL(credential);
	const signal = cancelSignal(context);
	const who = identity(context, credentialType, credential);
	const secrets = vendor.secrets(credential);

	const transmit = async (request: IHttpRequestOptions, replacement?: Credential) =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialType,
			request,
			replacement && {
				credentialsDecrypted: {
					id: context.getNode().credentials?.[credentialType]?.id ?? '',
					name: credentialType,
					type: credentialType,
					data: { ...replacement },
				},
			},
		)) as IN8nHttpFullResponse;

	const transmitBare = async (request: IHttpRequestOptions) =>
		(await context.helpers.httpRequest({
			...request,
			abortSignal: signal,
		})) as IN8nHttpFullResponse;

	const refusal = (refused: Omit<Refusal, 'kind'>, safe = false, status?: number) =>
		failureOf(context.getNode(), refused, { safe, secrets, status });

	const bucketOf = (name = 'default'): Bucket => {
		const limits = vendor.limits(credential);
		const known = limits[name] ? name : 'default';
		return bucket(`${vendor.title}|${who}|${known}`, limits[known]);
	};

	/** One attempt under the limit. `renew`: with a blanked token, so that n8n signs in anew and stores it. */
	const once = async (request: ApiRequest, renew: boolean) => {
		if (request.anonymous) return await attempt(transmitBare, await httpOptions(request, baseURL));
		const release = await bucketOf(request.limit).take(signal);
		try {
			stopIfCancelled(signal);
			const http = await httpOptions(request, baseURL);
			const token = vendor.token;
			if (!renew || !token) return await attempt(transmit, http);
			const read = async () => await context.getCredentials(credentialType);
			return await refreshed(
				who,
				token,
				credential,
				read,
				async (blank) => await attempt(transmit, http, blank),
			);
		} finally {
			release();
		}
	};

	const judged = async (request: ApiRequest, renew: boolean): Promise<[Verdict, ApiResponse?]> => {
		const answer = await once(request, renew);
		if (!('status' in answer)) return [verdictOf(answer)];
		if (request.as === 'stream' && isFile(answer)) return [{ kind: 'ok' }, answer];
		const whole = request.as === 'stream' ? await textOf(answer) : answer;
		const judge = request.anonymous ? byStatus : vendor.judge;
		return [judge(whole, credential), request.as === 'stream' ? answer : whole];
	};

	async function send(request: ApiRequest): Promise<ApiResponse> {
		const safe = request.safe ?? ['GET', 'HEAD'].includes(request.method);
		const limits = bucketOf(request.limit);
		let renew = expired(vendor, credential);
		let renewed = renew;
		let resigned = false;
		let waited = 0;
		for (let tries = 1; ; tries++) {
			const [verdict, answer] = await judged(request, renew);
			renew = false;
			if (verdict.kind === 'ok' && answer) {
				limits.rise();
				return answer;
			}
			if (verdict.kind === 'refresh' && !renewed) {
				renew = renewed = true;
				continue;
			}
			// n8n does not repeat a body that can be read only once after it renewed a credential
			if (answer?.status === 401 && typeof request.body === 'function' && !resigned) {
				resigned = true;
				continue;
			}
			const pause = pauseAfter(verdict, { safe, tries, answered: Boolean(answer) });
			if (pause === undefined || waited + pause > options.longestWaitMs) {
				const last = finalRefusal(verdict, vendor.title, {
					safe,
					pause,
					answered: Boolean(answer),
				});
				throw refusal(last, safe, answer?.status);
			}
			if (verdict.kind === 'retry' && answer) limits.cut(pause);
			await wait(pause, signal);
			waited += pause;
		}
	}

	return {
		credential,
		vendor,
		baseURL,
		context,
		signal,
		send,
		fields: fieldsOf,
		refusal: (refused) => refusal(refused),
		request: async <T>(request: ApiRequest) => (await send(request)).body as T,
		find: async <T>(request: ApiRequest) =>
			await send(request).then(
				({ body }) => body as T,
				async (error: ItemError) =>
					contextOf(error).notFound ? undefined : await Promise.reject(error),
			),
	};
}

function expired({ token }: Vendor, credential: Credential): boolean {
	const at = token?.expiresAt ? Number(credential[token.expiresAt]) : NaN;
	return Number.isFinite(at) && at > 0 && at <= Date.now();
}

interface Attempt {
	safe: boolean;
	/** False when the request never reached the vendor, or its answer was lost. */
	answered: boolean;
}

/** How long to wait before the next attempt; undefined when there is to be none. */
function pauseAfter(
	verdict: Verdict,
	{ safe, answered, tries }: Attempt & { tries: number },
): number | undefined {
	const again = tries < MOST_TRIES;
	if (verdict.kind === 'retry' && (answered || again)) {
		return verdict.afterMs ?? backoff(Math.min(tries, MOST_TRIES));
	}
	return verdict.kind === 'unsure' && safe && again ? backoff(tries) : undefined;
}

/** The words for a request that is given up. */
function finalRefusal(
	verdict: Verdict,
	title: string,
	{ safe, answered, pause = 0 }: Attempt & { pause?: number },
): Omit<Refusal, 'kind'> {
	if (verdict.kind === 'fail') return verdict;
	if (verdict.kind === 'ok') return { message: 'No answer' };
	const { kind, reason: message } = verdict;
	if (kind === 'refresh') {
		const hint = 'Signing in again did not help: check the credential';
		return { message, hint, failure: { cause: 'credential-invalid' } };
	}
	const { failure } = verdict;
	if (kind === 'unsure') {
		const hint = safe
			? `${title} gave no usable answer in several tries`
			: `${title} may have done it all the same, so it was not sent again: look there before you repeat it`;
		return { message, hint, processed: 'unknown', failure };
	}
	if (!answered) {
		return { message, hint: 'Nothing was sent. Check the base URL and the network', failure };
	}
	const seconds = Math.ceil(pause / 1000);
	return {
		message,
		hint: `${title} did not take the request, and the next try would come in ${seconds} s. Raise "Longest Wait (Seconds)" in the options, or send less at once`,
		failure:
			failure?.cause === 'rate-limited' ? { cause: 'rate-limited', retryAfterMs: pause } : failure,
	};
}

async function httpOptions(request: ApiRequest, baseURL: string): Promise<IHttpRequestOptions> {
	const body: unknown =
		typeof request.body === 'function'
			? await (request.body as () => unknown)()
			: structured(request.body);
	const stream = request.as === 'stream';
	return {
		method: request.method,
		url: urlOf(baseURL, request.url, request.anonymous),
		qs: Object.fromEntries(
			Object.entries(request.query ?? {}).filter(([, value]) => value !== undefined),
		) as IDataObject,
		arrayFormat: 'repeat',
		headers: { Accept: stream ? '*/*' : 'application/json', ...request.headers },
		body: body as IHttpRequestOptions['body'],
		encoding: stream ? 'stream' : 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
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
const isFile = ({ status, headers }: ApiResponse) =>
	(status >= 300 && status < 400 && Boolean(headers.location)) ||
	(status >= 200 &&
		status < 300 &&
		(/filename/i.test(headers['content-disposition'] ?? '') || !isPage(headers)));

const MOST_ERROR_BYTES = 1_000_000;

async function textOf(answer: ApiResponse): Promise<ApiResponse> {
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
