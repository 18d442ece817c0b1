import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';

/** What both ways to sign in to HubSpot have in common. */

export const apiVersion: INodeProperties = {
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
};

export const baseUrl: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	default: 'https://api.hubapi.com',
	required: true,
	description: 'The same for all regions; change it for a proxy or a test server',
};

export const limits: INodeProperties[] = [
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

/** Account details need no scope but the one that every token has. */
export const accountDetails: ICredentialTestRequest = {
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
					'HubSpot refused the access token: copy it anew from HubSpot, or connect again, and check that it was not rotated or deleted',
			},
		},
	],
};
