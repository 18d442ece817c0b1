import { createHash, randomUUID } from 'node:crypto';
import { sleep } from 'n8n-workflow';
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { CLOUDS, originOf } from '../nodes/Fxiaoke/host';

const MINUTE = 60_000;
const MOST_SIGN_INS = 10;
/** The vendor gives the same token for 6,600 s; one that is older is renewed although it still works. */
const SAME_TOKEN_SECONDS = 6600;
const USER_HEADER = 'x-fs-userid';

const text = (value: unknown) => String(value ?? '').trim();

/** What a refusal of the sign-in means; the vendor's codes. */
const ADVICE: Readonly<Record<string, string>> = {
	'10001': 'the app ID is missing',
	'10006': 'check the app secret',
	'10012': 'the permanent code is missing',
	'11013': 'check the permanent code',
	'14001': 'too many sign-ins: wait a minute',
	'20006': 'check the app ID and the app secret',
	'20015': 'check the permanent code',
	'20017': 'the company is not known on this cloud: check "Cloud"',
	'20020': 'the company has no permission for the open API',
	'20021': 'the app is disabled: enable it in the admin console',
	'20022': 'the company has not authorised the app',
	'30002': 'the quota of this day is used up; it begins anew at 00:00',
	'30003': 'no OpenAPI quota pack was bought for the company',
};

const ALLOW_LIST =
	'If the values are right, check the IP allow-list of the app in the admin console: it must hold the address that n8n calls from';

/** Fxiaoke takes no sign-in for the moment. */
class Busy extends Error {}

const BUSY_CODES = ['14001', '30004'];
const PAUSES = [1_000, 3_000];

interface Answer extends IDataObject {
	errorCode?: number;
}

type Fields = ICredentialDataDecryptedObject;

const signingIn = new Map<string, SignIns>();

/** What a sign-in depends on: the app, whoever acts. */
const keyOf = (credentials: Fields) =>
	createHash('sha256')
		.update(
			JSON.stringify(
				['cloud', 'customDomain', 'generation', 'appId', 'appSecret', 'permanentCodeSecret'].map(
					(name) => credentials[name],
				),
			),
		)
		.digest('hex');

interface SignIns {
	under?: Promise<SignedIn>;
	times: number[];
}

/** App → its last sign-in: credentials of one app may differ in generation or secret. */
const lastOf = new Map<string, Promise<unknown>>();

async function inTurn<T>(app: string, work: () => Promise<T>): Promise<T> {
	const mine = (lastOf.get(app) ?? Promise.resolve()).then(work);
	lastOf.set(
		app,
		mine.catch(() => undefined),
	);
	return await mine;
}

/** One sign-in at a time in this process, for all that wait: the vendor forbids two. */
async function once(app: string, key: string, signIn: () => Promise<SignedIn>): Promise<SignedIn> {
	const state = signingIn.get(key) ?? { times: [] };
	signingIn.set(key, state);
	state.under ??= inTurn(app, async () => await again(state, signIn)).finally(() => {
		state.under = undefined;
	});
	return await state.under;
}

/** Another n8n process may be signing in at this moment: that ends soon. */
async function again(state: SignIns, signIn: () => Promise<SignedIn>): Promise<SignedIn> {
	for (const pause of PAUSES) {
		try {
			return await counted(state, signIn);
		} catch (error) {
			if (!(error instanceof Busy)) throw error;
			await sleep(pause);
		}
	}
	return await counted(state, signIn);
}

/** At most ten a minute. */
async function counted(state: SignIns, signIn: () => Promise<SignedIn>): Promise<SignedIn> {
	const now = Date.now();
	state.times = state.times.filter((time) => time > now - MINUTE && time <= now);
	if (state.times.length >= MOST_SIGN_INS) {
		throw new Error(
			`Fxiaoke takes ${MOST_SIGN_INS} sign-ins a minute, and n8n has made them: try again in a minute`,
		);
	}
	state.times.push(now);
	return await signIn();
}

async function ask(
	{ helpers }: IHttpRequestHelper,
	credentials: Fields,
	path: string,
	body: IDataObject,
): Promise<Answer> {
	const origin = originOf(credentials);
	const answer: unknown = await helpers.httpRequest({
		method: 'POST',
		url: `${origin}${path}`,
		qs: { thirdTraceId: randomUUID() },
		body,
		json: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	const said = answer as Answer | null;
	if (!said || typeof said !== 'object' || typeof said.errorCode !== 'number') {
		throw new Error(
			`${new URL(origin).host} did not answer like the Fxiaoke API: check "Cloud" in the credential; every cloud has a host of its own`,
		);
	}
	if (said.errorCode === 0) return said;
	const code = String(said.errorCode);
	const words = [said.errorDescription, said.errorMessage].map(text).filter(Boolean);
	const Refused = BUSY_CODES.includes(code) ? Busy : Error;
	throw new Refused(
		`Fxiaoke refused the sign-in: ${ADVICE[code] ?? words[0] ?? 'it gave no reason'} (code ${code}${words[0] ? `, "${words[0]}"` : ''}, trace ID ${text(said.traceId) || 'none'}). ${ALLOW_LIST}`,
	);
}

/** When to renew: while the old token still works, yet late enough that the vendor gives a new one. */
function renewalTime(expiresIn: unknown): number {
	const left = Number(expiresIn);
	const seconds =
		Number.isFinite(left) && left > 0
			? Math.min(SAME_TOKEN_SECONDS, left > 1200 ? left - 600 : left / 2)
			: SAME_TOKEN_SECONDS;
	return Date.now() + Math.floor(seconds * 1000);
}

interface SignedIn extends IDataObject {
	accessToken: string;
	/** Enterprise account, or company ID of the legacy generation. */
	enterprise: string;
	renewAt: number;
}

async function signIn(request: IHttpRequestHelper, credentials: Fields): Promise<SignedIn> {
	const app = {
		appId: text(credentials.appId),
		appSecret: text(credentials.appSecret),
		permanentCode: text(credentials.permanentCodeSecret),
	};
	const old = credentials.generation === 'legacy';
	const answer = old
		? await ask(request, credentials, '/cgi/corpAccessToken/get/V2', app)
		: await ask(request, credentials, '/oauth2.0/token', { ...app, grantType: 'app_secret' });
	return {
		accessToken: text(old ? answer.corpAccessToken : answer.accessToken),
		enterprise: text(old ? answer.corpId : answer.ea),
		renewAt: renewalTime(answer.expiresIn),
	};
}

async function legacyUser(
	request: IHttpRequestHelper,
	credentials: Fields,
	{ accessToken: corpAccessToken, enterprise: corpId }: SignedIn,
): Promise<string> {
	const mobile = text(credentials.mobile);
	if (credentials.generation !== 'legacy' || text(credentials.userId)) return '';
	if (!mobile) throw new Error('"User ID" and "Mobile Number of the User" are both empty');
	const keys = { corpAccessToken, corpId };
	const { empList } = await ask(request, credentials, '/cgi/user/getByMobile', { ...keys, mobile });
	const [first] = (empList ?? []) as Array<{ openUserId?: string }>;
	if (!first?.openUserId) {
		throw new Error(
			`Fxiaoke has no employee with the mobile number in "Mobile Number of the User"`,
		);
	}
	return first.openUserId;
}

/** The body as an object: n8n may hand it on as text. */
function bodyOf(body: unknown): IDataObject {
	if (typeof body === 'string' && body.trim()) return JSON.parse(body) as IDataObject;
	return (body ?? {}) as IDataObject;
}

const refusedWith = (value: number, message: string) => ({
	type: 'responseSuccessBody' as const,
	properties: { key: 'errorCode', value, message },
});

/** Rules compare with one code each, and a code without a rule would pass as success. */
const FURTHER_CODES = [
	-2, -1, 10001, 10002, 10006, 10010, 10012, 10013, 10014, 11001, 11002, 11013, 11014, 11015, 12004,
	13002, 15002, 20006, 20015, 20023, 30007, 32000, 50009, 600001,
];

export class FxiaokeApi implements ICredentialType {
	name = 'fxiaokeApi';

	displayName = 'Fxiaoke API';

	icon: Icon = { light: 'file:../icons/fxiaoke.svg', dark: 'file:../icons/fxiaoke.dark.svg' };

	documentationUrl = 'https://developer.fxiaoke.com/openapi_v2/en/';

	properties: INodeProperties[] = [
		{
			displayName: 'Cloud',
			name: 'cloud',
			type: 'options',
			options: CLOUDS,
			default: 'open.fxiaoke.com',
			description: 'Where your company lives; ask your administrator, nothing discovers it',
		},
		{
			displayName: 'Custom Domain',
			name: 'customDomain',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. open-crm.example.com',
			description: 'A domain alone, reached by https; usually "open-" before the login domain',
			displayOptions: { show: { cloud: ['custom'] } },
		},
		{
			displayName: 'Sign-In',
			name: 'generation',
			type: 'options',
			options: [
				{
					name: 'Current (Token in Headers)',
					value: 'current',
					description: 'Recommended by the vendor',
				},
				{
					name: 'Legacy (Keys in the Body)',
					value: 'legacy',
					description: 'For apps made for the older generation',
				},
			],
			default: 'current',
		},
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. FSAID_1318a44',
			description: 'From the self-built app in the admin console',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Permanent Code',
			name: 'permanentCodeSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1000',
			description:
				'Employee ID of the person whose permissions apply (CRM > Personnel); the vendor advises a CRM administrator',
			displayOptions: { show: { generation: ['current'] } },
		},
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			placeholder: 'e.g. FSUID_5EB1B1B1C1F5D4A',
			description:
				'Open user ID of the person whose permissions apply; leave it empty to look it up by mobile number',
			displayOptions: { show: { generation: ['legacy'] } },
		},
		{
			displayName: 'Mobile Number of the User',
			name: 'mobile',
			type: 'string',
			default: '',
			description: 'Used where "User ID" is empty',
			displayOptions: { show: { generation: ['legacy'] } },
		},
		{
			displayName: 'Calls per 20 Seconds',
			name: 'callsPer20Seconds',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100,
			description:
				'For each interface and n8n process: the vendor takes 100. Divide by the number of n8n processes (main and workers); after a refusal the pace also falls by itself.',
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'Asia/Shanghai',
			description: 'Clock of dates that are given without a zone',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{ displayName: 'Enterprise', name: 'enterprise', type: 'hidden', default: '' },
		{ displayName: 'Acting User', name: 'actingUser', type: 'hidden', default: '' },
		{ displayName: 'Renew At', name: 'renewAt', type: 'hidden', default: '' },
	];

	/**
	 * Headers, or keys in the body: never both. A request may name another acting user in the header. Overwrites, never
	 * appends: n8n may call it twice for one request.
	 */
	authenticate: IAuthenticate = async (credentials: Fields, options: IHttpRequestOptions) => {
		options.qs = { ...options.qs, thirdTraceId: randomUUID() };
		const { [USER_HEADER]: named, ...headers } = options.headers ?? {};
		if (credentials.generation !== 'legacy') {
			options.headers = {
				...headers,
				authorization: `Bearer ${text(credentials.accessToken)}`,
				'x-fs-ea': text(credentials.enterprise),
				[USER_HEADER]: text(named) || text(credentials.userId),
			};
			return options;
		}
		const body = bodyOf(options.body);
		options.headers = headers;
		options.body = {
			...body,
			corpAccessToken: text(credentials.accessToken),
			corpId: text(credentials.enterprise),
			currentOpenUserId:
				text(named) ||
				text(body.currentOpenUserId) ||
				text(credentials.userId) ||
				text(credentials.actingUser),
		};
		return options;
	};

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const app = text(credentials.appId);
		const signedIn = await once(
			app,
			keyOf(credentials),
			async () => await signIn(this, credentials),
		);
		return { ...signedIn, actingUser: await legacyUser(this, credentials, signedIn) };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.cloud === "custom" ? ($credentials.customDomain.includes("://") ? "" : "https://") + $credentials.customDomain.trim().replace(/\\/+$/, "") : "https://" + $credentials.cloud }}',
			url: '/cgi/crm/v2/object/list',
			method: 'POST',
			body: { includeNull: false },
		},
		rules: [
			refusedWith(30003, 'No OpenAPI quota pack was bought for the company (code 30003)'),
			refusedWith(30002, 'The quota of this day is used up; it begins anew at 00:00 (code 30002)'),
			refusedWith(30027, 'There is no employee with this user ID (code 30027): check "User ID"'),
			refusedWith(20012, 'There is no person with this open user ID (code 20012): check "User ID"'),
			refusedWith(20014, 'The app has no permission for this user (code 20014): check "User ID"'),
			refusedWith(20017, 'The company is not known on this cloud (code 20017): check "Cloud"'),
			refusedWith(20020, 'The company has no permission for the open API (code 20020)'),
			refusedWith(20021, 'The app is disabled (code 20021): enable it in the admin console'),
			refusedWith(20022, 'The company has not authorised the app (code 20022)'),
			refusedWith(
				15003,
				'The app has no permission (code 15003): check its permissions and its IP allow-list in the admin console',
			),
			refusedWith(20016, 'Fxiaoke does not take its own token (code 20016): check "Sign-In"'),
			refusedWith(20005, 'Fxiaoke does not take its own token (code 20005): check "Sign-In"'),
			refusedWith(
				30004,
				'Too many calls at once (code 30004), so the values are right: try again in 20 seconds',
			),
			refusedWith(
				14001,
				'Too many calls (code 14001), so the values are right: try again in a minute',
			),
			...FURTHER_CODES.map((code) => refusedWith(code, `Fxiaoke refused the call (code ${code})`)),
		],
	};
}
