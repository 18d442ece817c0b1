import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

/** An app of the developer's own: it owns webhooks, and its client secret signs them. It reads no records. */
export class HubSpotCrmAppApi implements ICredentialType {
	name = 'hubSpotCrmAppApi';

	displayName = 'HubSpot CRM App API';

	icon: Icon = { light: 'file:../icons/hubspotcrm.svg', dark: 'file:../icons/hubspotcrm.dark.svg' };

	documentationUrl = 'https://developers.hubspot.com/docs/api-reference/latest/webhooks/guide';

	properties: INodeProperties[] = [
		{
			displayName:
				'App ID and developer API key are of a legacy public app: n8n makes its webhook subscriptions, and the test asks for them. Webhooks of private and project apps are set up in HubSpot: leave both empty then. The test cannot succeed without them, and the credential works all the same.',
			name: 'appNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"On the page of the app, under Auth. HubSpot signs the app's deliveries with it.",
		},
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1234567',
			description: 'Of the legacy public app',
		},
		{
			displayName: 'Developer API Key',
			name: 'developerApiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Of the developer account that owns the app (Keys > Developer API Key)',
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			options: [
				{ name: '2026-03', value: '2026-03', description: 'Supported until about September 2027' },
				{
					name: '2026-09',
					value: '2026-09',
					description: 'HubSpot does not say whether it takes a developer API key',
				},
				{ name: 'V3', value: 'v3', description: 'Undated path /webhooks/v3' },
			],
			default: '2026-03',
			description: 'Of the webhooks API',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.hubapi.com',
			required: true,
			description: 'The same for all regions; change it for a proxy or a test server',
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	) => {
		options.qs = { ...options.qs, hapikey: String(credentials.developerApiKey ?? '').trim() };
		return options;
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '=/{{$credentials.apiVersion === "2026-09" ? "app-webhooks" : "webhooks"}}/{{$credentials.apiVersion}}/{{$credentials.appId.trim()}}/subscriptions',
		},
	};
}
