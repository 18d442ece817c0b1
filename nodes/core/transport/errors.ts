import {
	NodeApiError,
	NodeOperationError,
	type Failure,
	type INode,
	type JsonObject,
} from 'n8n-workflow';
import type { ApiResponse, Credential, Judge, Refusal, Verdict } from '../vendor';
import { retryAfter } from './retry';

/** `failed`: the vendor did not do it. `unknown`: it may have. */
export type State = 'failed' | 'unknown';

/** What an error of this pack carries in `context`, where a workflow can read it. */
export interface ErrorContext {
	outcome: State;
	code?: string;
	traceId?: string;
	notFound?: boolean;
	/** True when the request may be sent again without doing anything twice. */
	repeatable?: boolean;
}

/** What a vendor's answer says, read by the vendor's own rules. */
export interface Envelope {
	ok: boolean;
	code?: string;
	message?: string;
	/** What else the answer tells: the field, the limit, the other record, how to get on. */
	hint?: string;
	trace?: string;
}

/** One thing that a vendor answers, and what to do about it. The first row that fits wins. */
export interface ErrorRow {
	status?: number;
	code?: string;
	/** Where one code has several meanings. */
	message?: RegExp;
	verdict: 'retry' | 'refresh' | 'unsure' | 'fail';
	text?: string;
	hint?: string;
	/** With `retry`: the wait that the answer means where it names none itself. */
	afterMs?: number;
	notFound?: boolean;
	/** The credential lacks a permission: see `Refusal.denied`. */
	denied?: true;
	failure?: Failure;
}

const BY_STATUS: ErrorRow[] = [
	{ status: 401, verdict: 'fail', failure: { cause: 'credential-invalid' } },
	{ status: 403, verdict: 'fail', failure: { cause: 'configuration-invalid' } },
	{ status: 404, verdict: 'fail' },
	{ status: 408, verdict: 'unsure' },
	{ status: 429, verdict: 'retry', failure: { cause: 'rate-limited' } },
];

const fits = (row: ErrorRow, status: number, envelope: Envelope) =>
	(row.status === undefined || row.status === status) &&
	(row.code === undefined || row.code === envelope.code) &&
	(row.message === undefined || row.message.test(envelope.message ?? ''));

const byClass = (status: number): ErrorRow => ({ verdict: status >= 500 ? 'unsure' : 'fail' });

interface Reading {
	title: string;
	/** Undefined: the answer is not one of this vendor's. */
	read(response: ApiResponse): Envelope | undefined;
	rows(credential: Credential): ErrorRow[];
	/** Shown when the answer is not one of this vendor's. */
	notOurs: string;
}

/** A judge that reads the vendor's envelope, then looks for the first row that fits. */
export function judgeBy({ title, read, rows, notOurs }: Reading): Judge {
	return (response, credential) => {
		const envelope = read(response);
		if (!envelope) return foreign(response, title, notOurs);
		if (envelope.ok) return { kind: 'ok' };
		const { status } = response;
		const row =
			rows(credential).find((candidate) => fits(candidate, status, envelope)) ??
			BY_STATUS.find((candidate) => fits(candidate, status, envelope)) ??
			byClass(status);
		return verdict(row, response, envelope, title);
	};
}

function verdict(row: ErrorRow, response: ApiResponse, said: Envelope, title: string): Verdict {
	const reason = row.text ?? said.message ?? `${title} answered with status ${response.status}`;
	const { failure } = row;
	const afterMs = retryAfter(response.headers) ?? row.afterMs;
	const { code, trace } = said;
	if (row.verdict === 'retry') return { kind: 'retry', reason, afterMs, failure, code, trace };
	if (row.verdict === 'refresh') return { kind: 'refresh', reason, hint: row.hint, code, trace };
	if (row.verdict === 'unsure') {
		return { kind: 'unsure', reason, hint: row.hint, failure, code, trace };
	}
	const theirs = row.text && said.message ? `${title} said: ${said.message}` : undefined;
	return {
		kind: 'fail',
		message: reason,
		hint: [theirs, said.hint, row.hint].filter(Boolean).join('. ') || undefined,
		code: said.code ?? String(response.status),
		trace: said.trace,
		notFound: row.notFound,
		denied: row.denied,
		failure,
	};
}

/** Judges hosts that are not the vendor's API, such as file stores behind signed links. */
export const byStatus: Judge = ({ status, headers }) => {
	const reason = `The file's host answered with status ${status}`;
	if (status === 429 || status === 503)
		return { kind: 'retry', reason, afterMs: retryAfter(headers) };
	if (status >= 500) return { kind: 'unsure', reason };
	const hint = 'The link may have expired, or it leads to a page and not to a file';
	return { kind: 'fail', message: reason, hint, code: String(status), notFound: status === 404 };
};

/** Something between n8n and the vendor answered: a proxy, a login page, another service. */
function foreign({ status, headers }: ApiResponse, title: string, hint: string): Verdict {
	if (status === 429) {
		const reason = `Too many requests (status ${status})`;
		return {
			kind: 'retry',
			reason,
			afterMs: retryAfter(headers),
			failure: { cause: 'rate-limited' },
		};
	}
	if (status >= 500) return { kind: 'unsure', reason: `The server answered with status ${status}` };
	return {
		kind: 'fail',
		message: `The answer (status ${status}) does not come from the ${title} API`,
		hint,
		code: String(status),
		processed: status < 300 ? 'unknown' : undefined,
		failure: { cause: 'configuration-invalid' },
	};
}

/** The query of a URL: it may hold a signature. */
const QUERY = /(\/[^\s?"'<>]*)\?[^\s"'<>]*=[^\s"'<>]*/g;

/** Takes every secret out of a text that a person will read. */
export function redact(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.length > 2)
		.flatMap((secret) => [secret, encodeURIComponent(secret)])
		.reduce((shown, secret) => shown.split(secret).join('[hidden]'), text.replace(QUERY, '$1'));
}

/**
 * The error that an item fails with. It is built from texts alone: n8n's own error of a request holds the
 * signed URL, so it is neither wrapped nor attached.
 */
export function failureOf(
	node: INode,
	refusal: Omit<Refusal, 'kind'>,
	context: { safe: boolean; secrets: readonly string[]; status?: number },
): NodeApiError {
	const clean = (text: string) => plain(redact(text, context.secrets));
	const message = clean(refusal.message);
	const details = [
		refusal.hint,
		refusal.code && `Code: ${refusal.code}`,
		refusal.trace && `Trace ID: ${refusal.trace}`,
	].filter((part): part is string => Boolean(part));
	const response: JsonObject = { message };
	const error = new NodeApiError(node, response, {
		message,
		description: details.length ? clean(details.join('. ')) : undefined,
		httpCode: context.status === undefined ? undefined : String(context.status),
		failure: refusal.failure,
	});
	const said: ErrorContext = {
		outcome: refusal.processed ?? 'failed',
		repeatable: context.safe,
	};
	if (refusal.code) said.code = redact(refusal.code, context.secrets);
	if (refusal.trace) said.traceId = redact(refusal.trace, context.secrets);
	if (refusal.notFound) said.notFound = true;
	Object.assign(error.context, said);
	return error;
}

const NETWORK_FAULTS: ReadonlyArray<[RegExp, string]> = [
	[/ECONNREFUSED/gi, 'connection refused'],
	[/ECONNRESET|ECONNABORTED/gi, 'connection closed'],
	[/ENOTFOUND|EAI_AGAIN|GETADDRINFO/gi, 'host not found'],
	[/ETIMEDOUT/gi, 'timed out'],
	[/EHOSTUNREACH|EADDRNOTAVAIL/gi, 'host unreachable'],
	[/EACCES|EPERM/gi, 'not permitted'],
];

/** n8n replaces a whole message that holds such a name by a stock text of its own. */
const plain = (text: string) =>
	NETWORK_FAULTS.reduce((shown, [name, words]) => shown.replace(name, words), text);

export type ItemError = NodeApiError | NodeOperationError;

/** Empty for errors that are not of n8n's kind: a cancelled wait, for one. */
export const contextOf = (error: unknown): Partial<ErrorContext> =>
	(error as Partial<ItemError>).context ?? {};

/** Items that fail with one answer have an error each, so that each can carry its own item number. */
const copyOf = (error: ItemError): ItemError =>
	Object.assign(Object.create(Object.getPrototypeOf(error) as object) as ItemError, error, {
		message: error.message,
		stack: error.stack,
		context: { ...error.context },
	});

/** Any thrown thing as an error of n8n's own kind; ours pass through. */
export function itemError(node: INode, thrown: unknown, itemIndex: number): ItemError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) {
		const shared = (thrown.context.itemIndex ?? itemIndex) !== itemIndex;
		const own = shared ? copyOf(thrown) : thrown;
		own.context.itemIndex = itemIndex;
		return own;
	}
	const message = thrown instanceof Error ? thrown.message : String(thrown);
	return new NodeOperationError(node, message, { itemIndex });
}
