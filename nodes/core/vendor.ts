import type { Failure, ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Grammar } from './data/conditions';
import type { ValueFormat, VendorField } from './data/fields';
import type { Resource } from './operation';
import type { Api } from './transport/api';
import type { Events } from './trigger/events';
import type { Push } from './trigger/push';

export type Credential = Readonly<ICredentialDataDecryptedObject>;

/** An answer as it came: the body is parsed where it is JSON, else text. Header names are lower-case. */
export interface ApiResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
}

/**
 * What to do about an answer.
 * `retry`: the vendor did not process the request and may take it later.
 * `refresh`: the vendor did not process it because the token has run out.
 * `unsure`: nobody knows whether it was processed (5xx, a time-out, a torn connection).
 */
export type Verdict =
	| { kind: 'ok' }
	| ({ kind: 'retry'; reason: string; afterMs?: number; failure?: Failure } & Said)
	| ({ kind: 'refresh'; reason: string; hint?: string } & Said)
	| ({ kind: 'unsure'; reason: string; hint?: string; failure?: Failure } & Said)
	| Refusal;

/** What the vendor calls the answer, for the error text should it be the last one. */
export interface Said {
	code?: string;
	trace?: string;
}

/** The vendor said no: it did not do it, unless `processed` is 'unknown'. */
export interface Refusal {
	kind: 'fail';
	message: string;
	hint?: string;
	code?: string;
	trace?: string;
	/** The vendor says clearly that the thing asked for is not there. */
	notFound?: boolean;
	processed?: 'unknown';
	/** The credential lacks the permission that the request needs: nothing that needs it is sent any more in this run. */
	denied?: true;
	/** Why no other row would fare better: sign-in, quota, configuration. Such a refusal is not narrowed down. */
	failure?: Failure;
}

export type Judge = (response: ApiResponse, credential: Credential) => Verdict;

/** How many requests one class may send; one bucket per credential, class and n8n process. */
export interface Limit {
	/** Requests per window. */
	count: number;
	windowMs: number;
	/** Requests under way at once; absent: no bound of its own. */
	atOnce?: number;
	/** Whether rate and `atOnce` follow the vendor's refusals (fall at once, rise slowly). Fixed where it gives no signal. */
	adaptive: boolean;
	/** Every class of request that this row serves has a bucket of its own: limits per path, for one. */
	perClass?: true;
	/** Class whose limit holds as well. */
	within?: string;
}

/** What an answer says about the limit of its class; an absent part is not told. */
export interface Observed {
	count?: number;
	windowMs?: number;
	/** Requests left at this moment. */
	remaining?: number;
}

/** A token inside the credential that n8n renews by `preAuthentication`. */
export interface TokenField {
	/** The hidden expirable field. */
	field: string;
	/** The field with its expiry in epoch milliseconds; a token past it is renewed before the request. */
	expiresAt?: string;
}

/** A thing that a "From List" control offers. */
export interface Choice {
	name: string;
	value: string;
	description?: string;
}

/** The table of one vendor. An absent key is something that the vendor lacks. */
export interface Vendor {
	/** The vendor's product name, for messages. */
	title: string;
	/** Value of "Authentication" → credential type. With one entry there is nothing to choose. */
	credentials: Readonly<Record<string, string>>;
	/** URL that paths are appended to, without a slash at its end. Throws an Error that names the credential's field. */
	baseURL(credential: Credential): string;
	/** Further origins of the vendor's own that get the credential, such as a host for uploads. */
	origins?(credential: Credential): string[];
	/** Name of the permission that a request needs, for a vendor that refuses by permission. */
	permission?(request: { method: string; url: string }): string;
	/** What a good answer tells about the quota, for people; the last one is shown beside the output. */
	notice?(response: ApiResponse): string | undefined;
	/** Values that no message may show. */
	secrets(credential: Credential): string[];
	/** Class of request → limit. `default` serves every class that has no row of its own. */
	limits(credential: Credential): Readonly<Record<string, Limit>> & { default: Limit };
	/** What the vendor's answers say about its limits; absent: nothing. Undefined: this one says nothing. */
	observe?(response: ApiResponse): Observed | undefined;
	/** Items worked on at once by operations that take one item at a time. */
	concurrency: number | ((credential: Credential) => number);
	token?: TokenField;
	judge: Judge;
	objects: {
		/** The object types to choose from; free text is always possible beside them. */
		list(api: Api): Promise<Choice[]>;
	};
	fields: {
		/** All fields of an object type, in the vendor's order. */
		list(api: Api, objectType: string): Promise<VendorField[]>;
		format(credential: Credential): ValueFormat;
	};
	conditions: Grammar;
	/** What can be watched by polling. */
	events?: Events;
	/** What the vendor delivers by itself. */
	push?: Push;
	/** Further dropdowns and searched lists: name → choices, by the parameters chosen so far. */
	choices?: Readonly<
		Record<string, (api: Api, current: (name: string) => string) => Promise<Choice[]>>
	>;
	resources: Readonly<Record<string, Resource>>;
	/** What every vendor should offer and this one cannot, with the reason: resources, `push`. */
	absent?: Readonly<Record<string, string>>;
}
