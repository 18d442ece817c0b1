import type { Envelope, ErrorRow } from '../core/transport/errors';
import type { ApiResponse } from '../core/vendor';

export const NOT_OURS =
	'Check "Cloud" in the credential: every cloud has a host of its own, and others answer with a page. Check the IP allow-list of the app, too';

/** `{ errorCode, errorMessage, errorDescription, traceId, … }`: 0 is success, whatever the HTTP status. */
export function readEnvelope({ body }: ApiResponse): Envelope | undefined {
	if (!body || typeof body !== 'object' || !('errorCode' in body)) return undefined;
	const { errorCode, errorMessage, errorDescription, traceId } = body as Record<string, unknown>;
	if (typeof errorCode !== 'number' && typeof errorCode !== 'string') return undefined;
	const words = [errorDescription, errorMessage].filter(
		(said): said is string => typeof said === 'string' && said !== '',
	);
	return {
		ok: Number(errorCode) === 0,
		code: String(errorCode),
		message: [...new Set(words)].join(': ') || undefined,
		trace: typeof traceId === 'string' ? traceId : undefined,
	};
}

const CREDENTIAL = { cause: 'credential-invalid' } as const;
const CONFIGURATION = { cause: 'configuration-invalid' } as const;
const BUSY = { cause: 'rate-limited' } as const;

const each = (codes: string[], row: Omit<ErrorRow, 'code'>): ErrorRow[] =>
	codes.map((code) => ({ code, ...row }));

const SIGN_IN: Omit<ErrorRow, 'code'> = {
	verdict: 'fail',
	hint: 'Check the app ID, the app secret, the permanent code and the cloud in the credential',
	failure: CREDENTIAL,
};

/** Codes of the vendor's table; texts are never branched on, since the vendor changes them. */
const TABLE: ErrorRow[] = [
	...each(['20005', '20016'], {
		verdict: 'refresh',
		text: 'Fxiaoke does not take the token',
		hint: 'Signing in again did not help: check the credential',
	}),
	...each(['14001', '30004'], {
		verdict: 'retry',
		text: 'Fxiaoke takes no more calls for the moment',
		failure: BUSY,
	}),
	// the vendor does not say that a busy system processed nothing: reads are sent again, writes are not
	{ code: '-1', verdict: 'unsure', failure: { cause: 'temporarily-unavailable' } },
	{
		code: '50009',
		verdict: 'unsure',
		hint: 'Code 50009 stands for a fault of the service, and for business refusals as well: a locked record, an approval under way, a missing permission',
	},
	{
		code: '10013',
		verdict: 'fail',
		hint: 'Fxiaoke reads sorted lists up to offset 10,000: leave the sort out to read on by ID, or narrow the conditions down. The same code stands for a missing corpAccessToken',
	},
	...each(['20006', '20015', '20017', '11001', '11002', '11013', '11014', '11015'], SIGN_IN),
	...each(['10001', '10002', '10010', '10012', '10014'], SIGN_IN),
	{
		code: '10006',
		verdict: 'fail',
		hint: 'Fxiaoke answers this to a wrong app secret, and to a path that it does not have',
	},
	{
		code: '15003',
		verdict: 'fail',
		text: 'The app has no permission for this',
		hint: 'Check the permissions of the app and its IP allow-list in the admin console',
		failure: CONFIGURATION,
	},
	...each(['20012', '20014', '30027'], {
		verdict: 'fail',
		hint: 'Check the acting user: "User ID" in the credential, or "Act as User ID" in the node',
	}),
	{ code: '20020', verdict: 'fail', text: 'The company has no permission', failure: CONFIGURATION },
	{ code: '20021', verdict: 'fail', text: 'The app is disabled', failure: CONFIGURATION },
	{
		code: '20022',
		verdict: 'fail',
		text: 'The company has not authorised the app',
		failure: CONFIGURATION,
	},
	{
		code: '30002',
		verdict: 'fail',
		text: 'The quota of this day is used up',
		hint: 'It begins anew at 00:00; quota packs of 100,000 calls can be bought',
		failure: { cause: 'quota-exhausted' },
	},
	{
		code: '30003',
		verdict: 'fail',
		text: 'No OpenAPI quota pack was bought for the company',
		hint: 'Without one Fxiaoke answers no call',
		failure: CONFIGURATION,
	},
	{
		code: '13002',
		verdict: 'fail',
		hint: 'Check the API name of the object; preset and custom objects (ending in __c) have paths of their own',
	},
];

export const rows = (): ErrorRow[] => TABLE;
