import type { Envelope, ErrorRow } from '../core/transport/errors';
import type { ApiResponse, Credential } from '../core/vendor';

export const NOT_OURS =
	'Check the base URL in the credential: it ends in /api, without /v1, and leads to ServiceGo itself and not to a login page';

/** `{ code, message?, visible, data? }`: 200 in `code` is success, whatever the HTTP status. */
export function readEnvelope({ status, body }: ApiResponse): Envelope | undefined {
	if (!body || typeof body !== 'object' || !('code' in body)) return undefined;
	const { code, message } = body as { code: unknown; message?: unknown };
	if (typeof code !== 'number' && typeof code !== 'string') return undefined;
	return {
		ok: Number(code) === 200 && status < 300,
		code: String(code),
		message: typeof message === 'string' ? message : undefined,
	};
}

const codes = (list: unknown): string[] =>
	String(list ?? '')
		.split(',')
		.map((code) => code.trim())
		.filter(Boolean);

const UNSIGNED = {
	text: 'ServiceGo refused the signature',
	hint: 'Check the email, the API token and the algorithm in the credential, and the clock of the machine (a signature is valid for 5 minutes)',
	failure: { cause: 'credential-invalid' },
} as const;

/**
 * The vendor publishes no codes: those that matter are the user's to edit. With an automatic algorithm a refused
 * signature may mean the other digest, which signing in finds out.
 */
export const rows = ({ busyCodes, notFoundCodes, algorithm }: Credential): ErrorRow[] => [
	...codes(busyCodes).map((code): ErrorRow => ({
		code,
		verdict: 'retry',
		text: 'ServiceGo takes no more requests for the moment',
		failure: { cause: 'rate-limited' },
	})),
	...[{ status: 401 }, { code: '401' }].map((said): ErrorRow => ({
		...UNSIGNED,
		...said,
		verdict: algorithm === 'auto' ? 'refresh' : 'fail',
	})),
	{
		message: /filterId/i,
		verdict: 'fail',
		text: 'ServiceGo wants a filter for this',
		hint: 'Choose one in "Filter", e.g. one that shows all records: filters are made in ServiceGo',
	},
	...codes(notFoundCodes).map((code): ErrorRow => ({
		code,
		verdict: 'fail',
		notFound: true,
		text: 'ServiceGo has no such record',
		hint: 'Check the object, which is case-sensitive, and the ID or the unique field',
	})),
];
