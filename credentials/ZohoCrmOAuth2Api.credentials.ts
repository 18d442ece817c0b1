import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** Accounts server of the data centre, or the one that the user typed. */
const ACCOUNTS =
	'($self["accountsUrl"] || ("https://accounts." + ($self["dataCentre"] === "ca" ? "zohocloud.ca" : "zoho." + $self["dataCentre"]))).replace(/\\/+$/, "")';

/** Everything that the node's operations call, apart from sharing, which has one scope per module. */
const EVERYTHING = [
	'ZohoCRM.modules.ALL',
	'ZohoCRM.settings.ALL',
	'ZohoCRM.users.READ',
	'ZohoCRM.org.READ',
	'ZohoCRM.coql.READ',
	'ZohoCRM.bulk.ALL',
	'ZohoCRM.notifications.ALL',
	'ZohoCRM.files.CREATE',
	'ZohoCRM.files.READ',
	'ZohoCRM.send_mail.all.CREATE',
	'ZohoCRM.mass_update.UPDATE',
	'ZohoCRM.mass_update.READ',
	'ZohoCRM.mass_delete.DELETE',
	'ZohoCRM.mass_delete.READ',
	'ZohoCRM.change_owner.CREATE',
	'ZohoCRM.change_owner.ALL',
	'ZohoCRM.mass_convert.leads.CREATE',
	'ZohoCRM.mass_convert.leads.READ',
	'ZohoCRM.composite_requests.CUSTOM',
	'ZohoCRM.templates.email.READ',
	'ZohoCRM.apis.READ',
	'ZohoSearch.securesearch.READ',
	'ZohoFiles.files.ALL',
];

/** Data centres, consent and scopes: https://www.zoho.com/crm/developer/docs/api/v8/oauth-overview.html */
export class ZohoCrmOAuth2Api implements ICredentialType {
	name = 'zohoCrmOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Zoho CRM OAuth2 API';

	icon: Icon = { light: 'file:../icons/zohocrm.svg', dark: 'file:../icons/zohocrm.dark.svg' };

	documentationUrl = 'https://www.zoho.com/crm/developer/docs/api/v8/register-client.html';

	properties: INodeProperties[] = [
		{
			displayName: 'Data Center',
			name: 'dataCentre',
			type: 'options',
			options: [
				{ name: 'Australia (zoho.com.au)', value: 'com.au' },
				{ name: 'Canada (zohocloud.ca)', value: 'ca' },
				{ name: 'China (zoho.com.cn)', value: 'com.cn' },
				{ name: 'Europe (zoho.eu)', value: 'eu' },
				{ name: 'India (zoho.in)', value: 'in' },
				{ name: 'Japan (zoho.jp)', value: 'jp' },
				{ name: 'Saudi Arabia (zoho.sa)', value: 'sa' },
				{ name: 'United Arab Emirates (zoho.ae)', value: 'ae' },
				{ name: 'United Kingdom (zoho.uk)', value: 'uk' },
				{ name: 'United States (zoho.com)', value: 'com' },
			],
			default: 'com',
			description: 'Where the Zoho account lives: the ending of the address in the browser',
		},
		{
			displayName:
				'Zoho does not document the hosts of this data center for the CRM API. If connecting fails, enter them below as "Accounts URL", "Base URL" and "Upload URL".',
			name: 'unproven',
			type: 'notice',
			default: '',
			displayOptions: { show: { dataCentre: ['uk', 'ae'] } },
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Developer', value: 'developer' },
				{ name: 'Production', value: 'www' },
				{ name: 'Sandbox', value: 'sandbox' },
			],
			default: 'www',
			description:
				'Used only where the token answer names no API host: a token belongs to one environment',
		},
		{
			displayName: 'Scopes',
			name: 'scopes',
			type: 'string',
			typeOptions: { rows: 4 },
			default: EVERYTHING.join(','),
			hint: 'For sharing add one scope per module, e.g. ZohoCRM.share.leads.ALL, ZohoCRM.share.contacts.ALL, ZohoCRM.share.accounts.ALL, ZohoCRM.share.deals.ALL. Reconnect after a change.',
			description: 'Separated by commas. Take out what the workflow does not need.',
		},
		{
			displayName: 'Requests at Once',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 25 },
			default: 5,
			description:
				'Zoho allows 5 (Free), 10, 15, 20 or 25 (Ultimate) per organization and app, and 10 of the heavy calls. Divide it by the number of n8n processes.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://www.zohoapis.com',
			description:
				'Leave empty: the host comes with the token. For proxies and tests, without /crm/v8. The token is sent there.',
		},
		{
			displayName: 'Accounts URL',
			name: 'accountsUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://accounts.zoho.com',
			description: 'Leave empty for that of the data center',
		},
		{
			displayName: 'Upload URL',
			name: 'uploadUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://content.zohoapis.com',
			description:
				'Host that takes files for bulk writes. Leave empty for that of the data center, or for the base URL where one is given. The token is sent there.',
		},
		{
			displayName: 'Result URL',
			name: 'resultUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://host-of-the-result',
			description:
				'Host that results of bulk writes are fetched from with the token. Needed only for the option "Send Token to the Host of the Result": Zoho does not publish which host that is.',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{ ${ACCOUNTS} + "/oauth/v2/auth" }}`,
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{ ${ACCOUNTS} + "/oauth/v2/token" }}`,
			required: true,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '={{ $self["scopes"].split(/[\\s,]+/).filter(Boolean).join(",") }}',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			// without consent a second connection brings no refresh token
			default: 'access_type=offline&prompt=consent',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
	];
}
