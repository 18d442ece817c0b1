import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

/** A service key or the token of a private app: both are sent as a bearer token. */
export class HubSpotCrmApi implements ICredentialType {
	name = 'hubSpotCrmApi';

	displayName = 'HubSpot CRM API';

	icon: Icon = { light: 'file:../icons/hubspotcrm.svg', dark: 'file:../icons/hubspotcrm.dark.svg' };

	documentationUrl = 'https://developers.hubspot.com/docs/api-reference/overview';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A service key (Development > Keys > Service Keys), or the access token of a private app',
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			options: [
				{
					name: '2026-03',
					value: '2026-03',
					description: 'Supported until about September 2027',
				},
				{
					name: '2026-09',
					value: '2026-09',
					description: "Current; enforces the account's required properties and value rules",
				},
				{ name: 'V3', value: 'v3', description: 'Undated paths such as /crm/v3/objects' },
				{
					name: 'V3, Objects as /crm/objects/v3',
					value: 'objects-v3',
					description: 'Records by /crm/objects/v3, everything else as V3',
				},
			],
			default: '2026-03',
			description:
				'Where the chosen version lacks an operation, the nearest version that has it is used. Approvals of deals always use 2026-09.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.hubapi.com',
			required: true,
			description: 'The same for all regions; change it for a proxy or a test server',
		},
		{
			displayName: 'Requests per 10 Seconds',
			name: 'requestsPer10Seconds',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100,
			description: "Where the pace begins; it then follows the limits that HubSpot's answers tell",
		},
		{
			displayName: 'Searches per Second',
			name: 'searchesPerSecond',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 5,
			description: 'Per account and for all objects together; searches tell no limits',
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	) => {
		const token = String(credentials.accessToken).trim();
		options.headers = { ...options.headers, Authorization: `Bearer ${token}` };
		return options;
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '=/account-info/{{$credentials.apiVersion.startsWith("20") ? $credentials.apiVersion : "v3"}}/details',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'HubSpot refused the access token: copy it anew from HubSpot, and check that it was not rotated or deleted',
				},
			},
		],
	};
}
