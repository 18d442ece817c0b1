import {
	NodeOperationError,
	type IDataObject,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { ApiResponse, Credential, Refusal, Verdict } from '../vendor';
import { Cancelled } from './wait';

/** One attempt failed below HTTP. */
export interface NetworkFault {
	/** False when the request cannot have reached the vendor. */
	sent: boolean;
	reason: string;
}

/** What came of one attempt; a refusal is n8n's own, before anything was sent. */
export type Answer = ApiResponse | NetworkFault | Refusal;

type Helper = (
	options: IHttpRequestOptions,
	replacement?: Credential,
) => Promise<IN8nHttpFullResponse>;

const NEVER_SENT: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'The server refused the connection',
	ENOTFOUND: 'The host name is not known',
	EAI_AGAIN: 'The host name could not be looked up',
	EHOSTUNREACH: 'The server cannot be reached',
	ENETUNREACH: 'The server cannot be reached',
};
const MAYBE_SENT: Readonly<Record<string, string>> = {
	ECONNRESET: 'The connection was closed before an answer came',
	ECONNABORTED: 'No answer came in time',
	ETIMEDOUT: 'No answer came in time',
	EPIPE: 'The connection was closed while sending',
	ERR_BAD_RESPONSE: 'The answer was cut off',
};

interface Thrown {
	code?: unknown;
	message?: unknown;
	cause?: unknown;
	status?: unknown;
	body?: unknown;
	response?: { status?: unknown; data?: unknown; headers?: unknown };
}

/** The chain of causes, outermost first: n8n wraps the HTTP library's error. */
function* causes(thrown: unknown): Iterable<Thrown> {
	let link: unknown = thrown;
	for (let depth = 0; link && typeof link === 'object' && depth < 6; depth++) {
		yield link as Thrown;
		link = (link as Thrown).cause;
	}
}

export const plainHeaders = (headers: unknown): Record<string, string> =>
	Object.fromEntries(
		Object.entries((headers ?? {}) as IDataObject)
			.filter(([, value]) => typeof value === 'string' || Array.isArray(value))
			.map(([name, value]) => [name.toLowerCase(), String(value)]),
	);

/** Text as the value it says: JSON where it is JSON. */
export function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}

const faultOf = (code: string, reasons: Readonly<Record<string, string>>, sent: boolean) =>
	reasons[code] ? { sent, reason: reasons[code] } : undefined;

/**
 * Sends once. A thrown 401 comes back as an answer like any other: status, body and headers are copied, the
 * error (it holds the signed URL) is dropped. Throws only `Cancelled` and what is not about HTTP.
 */
export async function attempt(
	send: Helper,
	options: IHttpRequestOptions,
	replacement?: Credential,
): Promise<Answer> {
	try {
		const { statusCode, headers, body } = await send(options, replacement);
		const whole = options.encoding === 'stream' ? body : parsed(body);
		return { status: statusCode, headers: plainHeaders(headers), body: whole };
	} catch (thrown) {
		return answerIn(thrown);
	}
}

const BROKEN_OFF = /socket hang up|aborted|stream has been/i;
const textOf = (thrown: unknown) =>
	[...causes(thrown)].map(({ message }) => String(message ?? '')).join(' ');

function answerIn(thrown: unknown): Answer {
	for (const { response, code } of causes(thrown)) {
		if (code === 'ERR_CANCELED') break;
		if (typeof response?.status === 'number') {
			const { status, headers, data } = response;
			if (status === 401) return { status, headers: plainHeaders(headers), body: parsed(data) };
			// an answer that broke off comes with the status that it began with
			if (status < 400 || BROKEN_OFF.test(textOf(thrown)))
				return { sent: true, reason: MAYBE_SENT.ERR_BAD_RESPONSE };
			// of our own requests nothing else is thrown: this is of a sign-in on the way
			return notSignedIn({ status, body: data, message: `HTTP status ${status}` });
		}
		const name = String(code);
		const fault = faultOf(name, NEVER_SENT, false) ?? faultOf(name, MAYBE_SENT, true);
		if (fault) return fault;
	}
	return strange(thrown);
}

/** What n8n's OAuth2 client throws when a token cannot be renewed. */
const TOKEN_ENDPOINT = ['ESTATUS', 'EAUTH'];

/** The request itself was not sent, or was refused before for its dead token. */
function notSignedIn({
	status,
	body,
	message,
}: Pick<Thrown, 'status' | 'body' | 'message'>): Answer {
	if (status === 429 || (typeof status === 'number' && status >= 500))
		return { sent: false, reason: `Signing in failed with status ${status}` };
	const { error_description: description, message: words } = (parsed(body) ?? {}) as IDataObject;
	return {
		kind: 'fail',
		message: `Signing in failed: ${String(description ?? words ?? message)}`,
		hint: 'Check the credential, and connect it again',
		failure: { cause: 'credential-invalid' },
	};
}

function strange(thrown: unknown): Answer {
	const links = [...causes(thrown)];
	if (links.some(({ code }) => code === 'ERR_CANCELED')) throw new Cancelled();
	const refused = links.find(({ code }) => TOKEN_ENDPOINT.includes(String(code)));
	if (refused) return notSignedIn(refused);
	const texts = links.map(({ message }) => String(message ?? '')).filter(Boolean);
	if (BROKEN_OFF.test(textOf(thrown))) {
		return { sent: true, reason: MAYBE_SENT.ECONNRESET };
	}
	if (thrown instanceof NodeOperationError) throw thrown;
	const message = texts[texts.length - 1] ?? String(thrown);
	return { kind: 'fail', message, failure: { cause: 'credential-invalid' } };
}

/** A fault below HTTP as a verdict: what cannot have arrived may be sent again, whatever it is. */
export const verdictOf = ({ sent, reason }: NetworkFault): Verdict =>
	sent
		? { kind: 'unsure', reason, failure: { cause: 'temporarily-unavailable' } }
		: { kind: 'retry', reason, failure: { cause: 'temporarily-unavailable' } };
