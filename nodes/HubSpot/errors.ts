import type { IDataObject } from 'n8n-workflow';
import { objectIn } from '../core/data/json';
import type { Envelope, ErrorRow } from '../core/transport/errors';
import type { ApiResponse, Observed } from '../core/vendor';

export const NOT_OURS =
	'Check the base URL in the credential: it is https://api.hubapi.com, or a proxy that leads there; and the path of a custom request';

interface Detail {
	message?: string;
	context?: Record<string, string[] | undefined>;
}

/** HubSpot's envelope of a refusal; every field may be absent. */
export interface Said {
	message?: string;
	category?: string;
	errorType?: string;
	policyName?: string;
	correlationId?: string;
	errors?: Detail[];
	context?: Record<string, string[] | undefined>;
}

interface Fault {
	name?: string;
	error?: string;
	message?: string;
}

/** "Property values were not valid: [{json…}]" holds what is wrong with each property. */
function faultsIn(message: string): Fault[] {
	const [, json] = /^Property values were not valid:\s*(\[.*\])\s*$/s.exec(message) ?? [];
	if (!json) return [];
	try {
		return JSON.parse(json) as Fault[];
	} catch {
		return [];
	}
}

/** The reason in words, with the names of the properties. */
export function reasonOf({ message = '', errors = [] }: Said): string {
	const faults = faultsIn(message);
	if (faults.length)
		return faults
			.map(({ name, message: why, error }) => `Property "${name}": ${why ?? error}`)
			.join('; ');
	const details = errors.map(({ message: detail }) => detail).filter(Boolean);
	return message || details.join('; ');
}

/** What helps: missing scopes, required properties, a record that is there already. */
export function hintOf({ message = '', errors = [], category }: Said): string | undefined {
	const scopes = errors.flatMap(({ context }) => context?.requiredGranularScopes ?? []);
	if (scopes.length)
		return `Any one of these scopes is enough: ${scopes.join(', ')}. Add it to the app or the service key, then connect the credential again`;
	if (/REQUIRED_PROPERTY|required propert/i.test(message))
		return "The account demands this property when a record is created. No API lists such rules beforehand: fill the property in, or change the rule in HubSpot's settings";
	if (category === 'CONFLICT')
		return 'Use "Create or Update", or update the record that is there already';
	if (/non-unique/i.test(message))
		return 'Choose a property that has unique values, or find the record by its ID';
	return undefined;
}

/** Any answer of 2xx is good: batches tell bad rows by `errors`, never by status. */
export function readEnvelope({ status, headers, body }: ApiResponse): Envelope | undefined {
	const html = /text\/html/i.test(headers['content-type'] ?? '');
	if (status < 300) return html ? undefined : { ok: true };
	if (!body || typeof body !== 'object') return undefined;
	const said = body as Said;
	if (!said.category && !said.message && !said.errorType) return undefined;
	return {
		ok: false,
		code: said.policyName ?? said.category ?? said.errorType,
		message: reasonOf(said) || undefined,
		hint: hintOf(said),
		trace: said.correlationId,
	};
}

/** https://developers.hubspot.com/docs/api-reference/error-handling */
export const rows = (): ErrorRow[] => [
	{
		status: 429,
		code: 'DAILY',
		verdict: 'fail',
		text: 'The daily limit of HubSpot requests is used up',
		hint: "It is set back at midnight in the time zone of the HubSpot account. Settings > Integrations shows the account's use",
		failure: { cause: 'quota-exhausted' },
	},
	{
		status: 429,
		code: 'TEN_SECONDLY_ROLLING',
		verdict: 'retry',
		afterMs: 10_000,
		failure: { cause: 'rate-limited' },
	},
	{
		status: 429,
		code: 'SECONDLY',
		verdict: 'retry',
		afterMs: 1_000,
		failure: { cause: 'rate-limited' },
	},
	{ status: 423, verdict: 'retry', afterMs: 2_000, text: 'HubSpot has locked the record for now' },
	{
		status: 477,
		verdict: 'retry',
		afterMs: 10_000,
		text: 'HubSpot is moving the account to another data centre',
		failure: { cause: 'temporarily-unavailable' },
	},
	{
		status: 401,
		verdict: 'fail',
		text: 'HubSpot refused the access token',
		hint: 'Check the token in the credential, or connect the OAuth2 credential again',
		failure: { cause: 'credential-invalid' },
	},
	{
		status: 404,
		verdict: 'fail',
		text: 'HubSpot has no such thing',
		hint: 'Check the ID and the object; archived records are shown with the option "Archived" only',
		notFound: true,
	},
	{ status: 413, verdict: 'fail', hint: "The largest file depends on the account's plan" },
];

/** Burst limit and what is left of it; searches carry no such headers. */
export function observe({ headers }: ApiResponse): Observed | undefined {
	const number = (name: string) => {
		const text = headers[`x-hubspot-ratelimit-${name}`];
		return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
	};
	const count = number('max');
	const windowMs = number('interval-milliseconds');
	if (!count || !windowMs) return undefined;
	return { count, windowMs, remaining: number('remaining') };
}

export const secretsIn = ({
	accessToken,
	clientSecret,
	oauthTokenData,
}: Readonly<IDataObject>): string[] => {
	const { access_token: access, refresh_token: refresh } = objectIn(oauthTokenData);
	return [accessToken, clientSecret, access, refresh].map((secret) => String(secret ?? '').trim());
};
