import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

const VERSION = '$self["apiVersion"].startsWith("20") ? $self["apiVersion"] : "v3"';

/** An app of the developer's own. `oauth` must be among the scopes, and the app must have the same two lists. */
export class HubSpotCrmOAuth2Api implements ICredentialType {
	name = 'hubSpotCrmOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'HubSpot CRM OAuth2 API';

	icon: Icon = { light: 'file:../icons/hubspotcrm.svg', dark: 'file:../icons/hubspotcrm.dark.svg' };

	documentationUrl = 'https://developers.hubspot.com/docs/api-reference/overview';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorize Host',
			name: 'authorizeHost',
			type: 'string',
			default: 'https://app.hubspot.com',
			required: true,
			description: 'For accounts hosted in the EU: https://app-eu1.hubspot.com',
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
			displayName: 'Scopes',
			name: 'scope',
			type: 'string',
			default:
				'oauth crm.objects.contacts.read crm.objects.contacts.write crm.objects.companies.read crm.objects.companies.write crm.objects.deals.read crm.objects.deals.write crm.objects.owners.read',
			description:
				'Separated by blanks. Each is mandatory for the account that signs in, and the app must list the same ones.',
		},
		{
			displayName: 'Optional Scopes',
			name: 'optionalScope',
			type: 'string',
			default: '',
			placeholder: 'e.g. tickets files crm.lists.read',
			description: 'Left out without a word where the account or the user lacks them',
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
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: '={{$self["authorizeHost"].trim().replace(/\\/+$/, "")}}/oauth/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{$self["baseUrl"].trim().replace(/\\/+$/, "")}}/oauth/{{${VERSION}}}/token`,
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default:
				'={{$self["optionalScope"] ? "optional_scope=" + encodeURIComponent($self["optionalScope"].trim()) : ""}}',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '=/account-info/{{$credentials.apiVersion.startsWith("20") ? $credentials.apiVersion : "v3"}}/details',
		},
	};
}
