import { createHash } from 'node:crypto';
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

type Digest = 'sha256' | 'sha1';

const FIVE_MINUTES = 5 * 60_000;

const UNSIGNED =
	'ServiceGo refused the signature: check the administrator email, the API token, the algorithm, and the clock of the machine (a signature is valid for 5 minutes)';
const ELSEWHERE = 'The base URL does not lead to the ServiceGo API: it ends in /api, without /v1';

/**
 * The three query parameters that ServiceGo wants on every call: the digest is taken over the raw email, and is
 * valid for five minutes. https://www.udesk.cn/doc/sercive/data/
 */
function signature(credentials: ICredentialDataDecryptedObject, digest: Digest): IDataObject {
	const email = String(credentials.email).trim();
	const timestamp = Math.floor(Date.now() / 1000);
	const text = `${email}&${String(credentials.apiToken).trim()}&${timestamp}`;
	return { email, timestamp, sign: createHash(digest).update(text, 'utf8').digest('hex') };
}

const chosen = ({ algorithm, digest }: ICredentialDataDecryptedObject): Digest =>
	algorithm === 'sha1' || algorithm === 'sha256'
		? algorithm
		: digest === 'sha1'
			? 'sha1'
			: 'sha256';

interface Answer {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

/** What to change when neither digest is taken. */
function advice({ statusCode, headers, body }: Answer): string {
	const code = (body as IDataObject | undefined)?.code;
	const clock = Date.parse(String(headers.date));
	if (Math.abs(clock - Date.now()) > FIVE_MINUTES) {
		return `The clock of n8n is ${Math.round(Math.abs(clock - Date.now()) / 60_000)} minutes off ServiceGo's, and a signature is valid for 5 minutes: set the clock of the machine`;
	}
	if (typeof code !== 'number') {
		return `${ELSEWHERE} (status ${statusCode})`;
	}
	if (statusCode === 401 || code === 401) {
		return 'ServiceGo refused the signature by SHA-256 and by SHA-1: check the administrator email and the API token';
	}
	return `ServiceGo answered with status ${statusCode}, code ${code}`;
}

export class ServiceGoApi implements ICredentialType {
	name = 'serviceGoApi';

	displayName = 'ServiceGo API';

	icon: Icon = { light: 'file:../icons/servicego.svg', dark: 'file:../icons/servicego.dark.svg' };

	documentationUrl = 'https://www.udesk.cn/doc/sercive/data/';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://servicego.udesk.cn/api',
			required: true,
			description: 'Ends in /api, without /v1. Change it for a private deployment.',
		},
		{
			displayName: 'Administrator Email',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. admin@example.com',
			description: "The tenant's super administrator",
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'From the admin console, or from the vendor',
		},
		{
			displayName: 'Signature Algorithm',
			name: 'algorithm',
			type: 'options',
			options: [
				{
					name: 'Automatic',
					value: 'auto',
					description: 'Tries SHA-256, then SHA-1, and remembers',
				},
				{ name: 'SHA-1', value: 'sha1', description: 'Tenants made before June 2021' },
				{ name: 'SHA-256', value: 'sha256', description: 'Tenants made since June 2021' },
			],
			default: 'auto',
		},
		{
			displayName: 'Digest',
			name: 'digest',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description:
				"For each n8n process: divide the tenant's quota by the number of processes (main and workers). ServiceGo gives no signal that the pace could follow.",
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'Asia/Shanghai',
			description:
				'Clock of the date-times in ServiceGo. The vendor does not state it; change it if your tenant shows another one.',
		},
		{
			displayName: 'User ID for Filters',
			name: 'filterUserId',
			type: 'string',
			default: '',
			description: 'Only where listing filters asks for a user',
		},
		{
			displayName: 'Push Secret',
			name: 'pushSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"Only for the instant trigger: ServiceGo's console shows it where an HTTP push is set up. Several are separated by commas.",
		},
		{
			displayName: 'Codes for Too Many Requests',
			name: 'busyCodes',
			type: 'string',
			default: '429',
			description:
				'Codes in answers that mean "not processed, try later", separated by commas. The vendor publishes no list of codes.',
		},
		{
			displayName: 'Codes for Not Found',
			name: 'notFoundCodes',
			type: 'string',
			default: '404',
			description:
				'Codes in answers that mean "no such record", separated by commas. Only these let "Create or Update" create.',
		},
	];

	/** Overwrites, never appends: n8n may call it twice for one request. */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	) => {
		options.qs = { ...options.qs, ...signature(credentials, chosen(credentials)) };
		return options;
	};

	/** Finds out the digest of the tenant. A fixed choice makes no request. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		if (credentials.algorithm !== 'auto') return { digest: chosen(credentials) };
		let answer: Answer | undefined;
		for (const digest of ['sha256', 'sha1'] as const) {
			answer = (await this.helpers.httpRequest({
				method: 'GET',
				url: `${String(credentials.baseUrl).trim().replace(/\/+$/, '')}/v1/fields`,
				qs: { objectApiName: 'contact', ...signature(credentials, digest) },
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			})) as Answer;
			const code = (answer.body as IDataObject | undefined)?.code;
			if (typeof code !== 'number') break;
			const refused = answer.statusCode === 401 || code === 401;
			if (!refused && (answer.statusCode === 429 || answer.statusCode >= 500)) break;
			if (!refused) return { digest };
		}
		throw new Error(advice(answer as Answer));
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.replace(/\\/+$/, "")}}',
			url: '/v1/fields',
			qs: { objectApiName: 'contact' },
		},
		// with a fixed algorithm nothing was probed before: n8n's rules tell a refusal, and an answer without a
		// code (n8n reads rules of both kinds, its type says one)
		rules: [
			{ type: 'responseCode', properties: { value: 401, message: UNSIGNED } },
			{ type: 'responseSuccessBody', properties: { key: 'code', value: 401, message: UNSIGNED } },
			{
				type: 'responseSuccessBody',
				properties: { key: 'code', value: undefined, message: ELSEWHERE },
			},
		] as ICredentialTestRequest['rules'],
	};
}
