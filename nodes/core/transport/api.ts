import { createHash } from 'node:crypto';
import type {
	IAllExecuteFunctions,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
} from 'n8n-workflow';
import type { VendorField } from '../data/fields';
import type { ApiResponse, Credential, Judge, Refusal, Vendor, Verdict } from '../vendor';
import { byStatus, contextOf, failureOf, type ItemError } from './errors';
import { limitsOf } from './limits';
import { finalRefusal, pauseAfter } from './decide';
import { httpOptions, isFile, textOf } from './http';
import { permissionsOf } from './permissions';
import { mustRenew } from './refresh';
import { verdictOf, type Answer } from './send';
import { senderOf, type Signing } from './sender';
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
	/** Reads the answer in the place of the vendor's own rules: for hosts with an envelope of their own. */
	judge?: Judge;
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
	/** What the last answer told about the quota. */
	notice(): string | undefined;
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

/** One sign-in, after at most one token that somebody else had renewed and that was dead already. */
const MOST_RENEWALS = 2;

const cancelSignal = (context: Context): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context
		? (context as IExecuteFunctions).getExecutionCancelSignal()
		: undefined;

/** Who shares a quota: the stored credential, or its own values where none is stored. */
export const identity = (context: Context, type: string, credential: Credential): string =>
	context.getNode().credentials?.[type]?.id ??
	createHash('sha256')
		.update(JSON.stringify([type, credential]))
		.digest('hex');

/**
 * The one place that sends requests with a credential: limit → send → judge → retry, refresh or fail.
 * Redirects are never followed with a credential.
 */
export function apiOf(context: Context, options: ApiOptions, fieldsOf: Api['fields']): Api {
	const { vendor, credentialType, credential } = options;
	const baseURL = vendor.baseURL(credential);
	const signal = cancelSignal(context);
	const who = identity(context, credentialType, credential);
	const oAuth2 = credential.oauthTokenData !== undefined;
	const limits = limitsOf(vendor, credential, who);
	const sender = senderOf(context, options, { who, signal });
	const permissions = permissionsOf(vendor);
	let notice: string | undefined;

	const refusal = (refused: Omit<Refusal, 'kind'>, safe = false, status?: number) =>
		failureOf(context.getNode(), refused, {
			safe,
			// a token that was renewed meanwhile is one, too
			secrets: [...vendor.secrets(credential), ...vendor.secrets(sender.held())],
			status,
		});

	/** One attempt, under the limit. */
	const once = async (request: ApiRequest, signing: Signing): Promise<Answer> => {
		const origins = vendor.origins?.(credential);
		const http = await httpOptions(request, baseURL, oAuth2 && !request.anonymous, origins);
		if (request.anonymous) return await sender.bare(http);
		const release = await limits.take(request.limit, signal);
		try {
			stopIfCancelled(signal);
			const lacking = permissions.lacking(request);
			if (lacking) return { kind: 'fail', ...lacking };
			return await sender.signed(http, signing, () => limits.of(request.limit).count());
		} finally {
			release();
		}
	};

	const judged = async (
		request: ApiRequest,
		signing: Signing,
	): Promise<[Verdict, ApiResponse?]> => {
		const answer = await once(request, signing);
		if ('kind' in answer) return [answer];
		if (!('status' in answer)) return [verdictOf(answer)];
		if (request.as === 'stream' && isFile(answer)) return [{ kind: 'ok' }, answer];
		const whole = request.as === 'stream' ? await textOf(answer) : answer;
		const judge = request.judge ?? (request.anonymous ? byStatus : vendor.judge);
		const verdict = judge(whole, credential);
		if (request.as !== 'stream') return [verdict, whole];
		// the stream was read for its words: nothing of it is left to hand on
		const message = `${vendor.title} answered with data, and not with a file`;
		return [verdict.kind === 'ok' ? { kind: 'fail', message } : verdict, answer];
	};

	async function send(request: ApiRequest): Promise<ApiResponse> {
		const safe = request.safe ?? ['GET', 'HEAD'].includes(request.method);
		const pace = limits.of(request.limit);
		const signing: Signing = {
			used: sender.held(),
			renew: mustRenew(vendor.token, sender.held()),
			signedIn: false,
		};
		let renewals = signing.renew ? 1 : 0;
		// n8n renews an OAuth2 token at a 401, but does not repeat a body that can be read only once
		let repeatable = oAuth2 && typeof request.body === 'function';
		let waited = 0;
		for (let tries = 1; ; tries++) {
			const [verdict, answer] = await judged(request, signing);
			signing.renew = false;
			const seen = answer && !request.anonymous && vendor.observe?.(answer);
			if (seen) pace.observe(seen);
			if (verdict.kind === 'ok' && answer) {
				pace.rise();
				notice = vendor.notice?.(answer) ?? notice;
				return answer;
			}
			if (verdict.kind === 'refresh' && !signing.signedIn && renewals < MOST_RENEWALS) {
				renewals++;
				signing.renew = true;
				continue;
			}
			if (answer?.status === 401 && repeatable) {
				repeatable = false;
				continue;
			}
			const answered = Boolean(answer);
			const pause = pauseAfter(verdict, { safe, tries, answered });
			if (pause === undefined || waited + pause > options.longestWaitMs) {
				const last = finalRefusal(verdict, vendor.title, { safe, pause, answered });
				throw refusal(permissions.noted(request, last), safe, answer?.status);
			}
			if (verdict.kind === 'retry' && answer) pace.cut(pause);
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
		notice: () => notice,
		refusal: (refused) => refusal(refused),
		...bodiesOf(send),
	};
}

/** Bodies of good answers. */
export const bodiesOf = (send: Api['send']): Pick<Api, 'request' | 'find'> => ({
	request: async <T>(request: ApiRequest) => (await send(request)).body as T,
	find: async <T>(request: ApiRequest) =>
		await send(request).then(
			({ body }) => body as T,
			async (error: ItemError) =>
				contextOf(error).notFound ? undefined : await Promise.reject(error),
		),
});
