import type { IDataObject } from 'n8n-workflow';
import { objectIn } from '../core/data/json';
import { judgeBy, type Envelope, type ErrorRow } from '../core/transport/errors';
import type { ApiResponse, Judge } from '../core/vendor';

const NOT_OURS =
	'Check data center and base URL in the credential: they lead to the Zoho CRM API and not to a login page';

/** What became of one row, as every write answers it. */
export interface Row extends IDataObject {
	code?: string;
	message?: string;
	status?: string;
	details?: IDataObject;
}

const isRow = (value: unknown): value is Row =>
	typeof value === 'object' &&
	value !== null &&
	'code' in value &&
	'status' in value &&
	('details' in value || 'message' in value);

/** Rows under `data`, `tags`, `share` or whatever the root key of this API is. */
function rowsIn(body: object): Row[] {
	return Object.values(body)
		.flatMap((value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [value]))
		.filter(isRow);
}

const list = (value: unknown): string =>
	(Array.isArray(value) ? (value as unknown[]) : [value])
		.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one)))
		.slice(0, 20)
		.join(', ');

/** Keys of `details` that help, with the words for them. */
const DETAILS: ReadonlyArray<[string, string]> = [
	['api_name', 'Field'],
	['param_name', 'Parameter'],
	['json_path', 'Place'],
	['expected_data_type', 'Wanted type'],
	['maximum_length', 'Most characters'],
	['minimum_length', 'Fewest characters'],
	['supported_values', 'Known values'],
	['expected_fields', 'Wanted fields'],
	['ambiguity_due_to', 'Not together'],
	['limit', 'Limit'],
	['permissions', 'Permissions'],
	['reason', 'Reason'],
	['near', 'Near'],
];

function detailOf({ details, code }: Row): string | undefined {
	if (!details) return undefined;
	const other = objectIn(details.duplicate_record ?? details);
	const parts = DETAILS.filter(([key]) => details[key] !== undefined && details[key] !== null).map(
		([key, label]) => `${label}: ${list(details[key])}`,
	);
	if (code === 'DUPLICATE_DATA' && other.id !== undefined)
		parts.push(`Existing record: ${String(other.id)}`);
	return parts.join('. ') || undefined;
}

const said = (row: Row): Envelope => ({
	ok: row.status !== 'error',
	code: row.code,
	message: typeof row.message === 'string' ? row.message : undefined,
	hint: detailOf(row),
});

/** Ours: nothing is a 204 or a 304 to Zoho, so an empty answer with another status lost its body on the way. */
const CUT_OFF = 'EMPTY_ANSWER';

/** The first thing that went wrong, at the top or in a row; `perRow`: rows are the operation's own to read. */
const read =
	(perRow: boolean) =>
	({ status, body }: ApiResponse): Envelope | undefined => {
		if (status === 204 || status === 304) return { ok: true };
		if (body === '' || body === undefined || body === null)
			return status < 300 ? { ok: false, code: CUT_OFF } : undefined;
		if (typeof body !== 'object') return undefined;
		if (isRow(body)) return said(body);
		const rows = rowsIn(body);
		if (rows.length && perRow) return { ok: true };
		const bad = rows.find((row) => row.status === 'error');
		if (bad) return said(bad);
		if (status < 300) return { ok: true };
		const { error, code, message } = objectIn(body);
		if (typeof error !== 'string' && typeof code !== 'string') return undefined;
		return { ok: false, code: String(code ?? error), message: String(message ?? error) };
	};

const busy = { verdict: 'retry', failure: { cause: 'rate-limited' } } as const;

/**
 * The page's 15 codes, some with several meanings, and those of the other calls.
 * https://www.zoho.com/crm/developer/docs/api/v8/update-records.html
 */
const ROWS: ErrorRow[] = [
	{
		code: 'INVALID_MODULE',
		message: /not supported/i,
		verdict: 'fail',
		hint: 'Zoho CRM has this module, but not in its API: Documents and Projects are such. Choose another "Module"',
	},
	{
		code: 'INVALID_MODULE',
		verdict: 'fail',
		hint: 'There is no such module, it was removed, or the user may not see its tab. Choose "Module" from the list',
	},
	{
		code: 'INVALID_DATA',
		message: /id given seems to be invalid/i,
		verdict: 'fail',
		hint: 'No record has this ID: it was deleted, belongs to another module, or lost its last digits as a number. IDs are text',
	},
	{
		code: 'INVALID_DATA',
		verdict: 'fail',
		hint: 'Change the value to the type, length and options of the field',
	},
	{
		code: 'MANDATORY_NOT_FOUND',
		verdict: 'fail',
		hint: 'Give the field a value. An update also needs the ID of the record',
	},
	{
		code: 'INVALID_URL_PATTERN',
		verdict: 'fail',
		hint: 'The path is not one of Zoho CRM: check it and its version',
	},
	{
		code: 'OAUTH_SCOPE_MISMATCH',
		verdict: 'fail',
		denied: true,
		text: 'The Zoho CRM credential lacks a scope',
		hint: 'Add it to "Scopes" in the credential and reconnect. Nothing more that needs it was sent',
		failure: { cause: 'credential-invalid' },
	},
	{
		code: 'INVALID_OAUTHSCOPE',
		verdict: 'fail',
		denied: true,
		text: 'The Zoho CRM credential lacks a scope',
		hint: 'Add it to "Scopes" in the credential and reconnect. Nothing more that needs it was sent',
		failure: { cause: 'credential-invalid' },
	},
	...['INVALID_TOKEN', 'AUTHENTICATION_FAILURE'].map((code): ErrorRow => ({
		code,
		verdict: 'fail',
		text: 'Zoho CRM does not take the access token',
		hint: 'A new one did not help: reconnect the credential, and check its data center and environment',
		failure: { cause: 'credential-invalid' },
	})),
	{
		code: 'NO_PERMISSION',
		verdict: 'fail',
		hint: 'The profile of the connected user lacks this permission: ask the administrator of Zoho CRM',
		failure: { cause: 'configuration-invalid' },
	},
	{
		code: 'AUTHORIZATION_FAILED',
		verdict: 'fail',
		hint: 'The connected user may not do this with these records: ask the administrator of Zoho CRM',
		failure: { cause: 'configuration-invalid' },
	},
	{
		code: 'ALREADY_MODIFIED',
		verdict: 'fail',
		hint: 'The record has changed since the time in "Only If Unmodified Since": read it again, and try with a later time',
	},
	{
		code: 'INVALID_REQUEST_METHOD',
		verdict: 'fail',
		hint: 'This path does not know the HTTP method: choose another "Method"',
	},
	{
		code: 'DUPLICATE_DATA',
		verdict: 'fail',
		hint: 'Another record has this value in a unique field: change the value, or use "Create or Update"',
	},
	{
		code: 'LIMIT_EXCEEDED',
		message: /participants/i,
		verdict: 'fail',
		hint: 'An event takes 50 participants at most: take some out',
	},
	{
		code: 'LIMIT_EXCEEDED',
		verdict: 'fail',
		hint: 'Zoho CRM takes no more than its limit in one call: send less',
	},
	{
		code: 'RECORD_LOCKED',
		message: /not approved yet/i,
		verdict: 'fail',
		hint: 'Its image is being validated by Zia, or duplicates are being merged: wait until that is done and try again',
	},
	{
		code: 'RECORD_LOCKED',
		message: /^sorry/i,
		verdict: 'fail',
		hint: 'A record that is linked by a multi-select lookup is locked: unlock that one first, or link another',
	},
	{
		code: 'RECORD_LOCKED',
		verdict: 'fail',
		hint: 'The record is locked: wait until it is unlocked, or use the operation "Unlock"',
	},
	{
		code: 'NOT_APPROVED',
		verdict: 'fail',
		hint: 'Either Zia rejected its image (upload another one or delete it, and resubmit the record), or the record waits in an approval: its images cannot change until a reviewer decides',
	},
	{
		code: 'NOT_REVIEWED',
		verdict: 'fail',
		hint: 'The record waits in a review process: it cannot change until a reviewer decides',
	},
	{
		code: 'DEPENDENT_MISMATCH',
		verdict: 'fail',
		hint: 'Two fields contradict each other. A call needs a duration above zero: change "Call_Duration"',
	},
	{
		code: CUT_OFF,
		verdict: 'unsure',
		text: 'The answer of Zoho CRM came without its content',
		failure: { cause: 'temporarily-unavailable' },
	},
	{
		code: 'INTERNAL_ERROR',
		verdict: 'unsure',
		text: 'Zoho CRM had an internal fault',
		hint: 'If it stays, tell the support of Zoho',
		failure: { cause: 'temporarily-unavailable' },
	},
	{
		code: 'TOO_MANY_REQUESTS',
		text: 'Zoho CRM takes no more requests for the moment (credits or concurrency)',
		...busy,
	},
	{
		code: 'RATE_LIMIT_EXCEEDED',
		text: 'Zoho CRM takes no more requests for the moment (credits or concurrency)',
		...busy,
	},
	{
		code: 'DISCRETE_PAGINATION_LIMIT_EXCEEDED',
		verdict: 'fail',
		hint: 'Page numbers end at 2,000 records: use "Get Many", which goes on by page token, or COQL',
	},
	{
		code: 'PAGINATION_LIMIT_EXCEEDED',
		verdict: 'fail',
		hint: 'Page tokens end at 100,000 records: use the resource "Bulk", or narrow the list down',
	},
	{
		code: 'LIMIT_REACHED',
		verdict: 'fail',
		hint: 'A search ends at 2,000 records: narrow it down, or use "COQL Query", which goes to 100,000',
	},
	{
		code: 'EXPIRED_VALUE',
		verdict: 'fail',
		hint: 'A page token lives for 24 hours: begin the list anew',
	},
	{
		code: 'TOKEN_BOUND_DATA_MISMATCH',
		verdict: 'fail',
		hint: 'A page token goes with exactly the parameters that it came from: send the same ones',
	},
	{
		code: 'INVALID_QUERY',
		verdict: 'fail',
		hint: 'Check the names of fields, and whether the operator fits the type of the field',
	},
	{
		code: 'SYNTAX_ERROR',
		verdict: 'fail',
		hint: 'COQL wants "where", text in single quotes, and three or more conditions in pairs of brackets: ((A and B) or C)',
	},
	{
		code: 'CRITERIA_LIMIT_EXCEEDED',
		verdict: 'fail',
		hint: 'Use fewer conditions (15 at most, 10 in older organizations), or COQL',
	},
	{
		code: 'REQUIRED_PARAM_MISSING',
		verdict: 'fail',
		hint: 'Zoho CRM wants this parameter with every such call',
	},
	{
		code: 'AMBIGUITY_DURING_PROCESSING',
		verdict: 'fail',
		hint: 'Two parameters exclude each other, e.g. a custom view and a sort order: leave one out',
	},
	{
		code: 'ID_ALREADY_CONVERTED',
		verdict: 'fail',
		hint: 'The lead was converted before: look at its contact, account and deal',
	},
	{ code: 'RECORD_NOT_IN_PROCESS', verdict: 'fail', hint: 'The record is in no blueprint now' },
	{
		code: 'DOWNLOAD_NOT_ALLOWED',
		verdict: 'fail',
		hint: 'The attachment is a link, not a file: take "$link_url" from "Get Many" and fetch it with the HTTP Request node',
	},
	{
		code: 'INTEGRATION_NOT_ENABLED',
		verdict: 'fail',
		hint: 'The organization keeps its files in another product such as WorkDrive, out of reach for this API',
	},
	{
		code: 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE',
		verdict: 'fail',
		hint: 'The file is larger than Zoho CRM, or the setting of the organization, allows',
	},
	{
		code: 'RESOURCE_NOT_FOUND',
		verdict: 'fail',
		notFound: true,
		hint: 'There is no such job or file: check its ID',
	},
	{
		code: 'NOT_SUBSCRIBED',
		verdict: 'fail',
		notFound: true,
		hint: 'There is no such notification channel: it ran out, or somebody deleted it',
	},
	{ code: 'NOT_SUPPORTED', verdict: 'fail', hint: 'Zoho CRM does not offer this for the module' },
	{
		code: 'FEATURE_NOT_ENABLED',
		verdict: 'fail',
		hint: 'The edition or the settings of the organization do not have this feature',
	},
];

const judgeWith = (perRow: boolean): Judge =>
	judgeBy({ title: 'Zoho CRM', read: read(perRow), rows: () => ROWS, notOurs: NOT_OURS });

export const judge: Judge = judgeWith(false);

/** For writes of several rows: each row is judged by itself, whatever the HTTP status says. */
export const judgeRows: Judge = judgeWith(true);
