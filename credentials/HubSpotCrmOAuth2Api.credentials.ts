import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { accountDetails, apiVersion, baseUrl, limits } from './hubSpotCrm';

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
		apiVersion,
		baseUrl,
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
		...limits,
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

	test = accountDetails;
}
