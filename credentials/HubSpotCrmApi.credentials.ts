import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { accountDetails, apiVersion, baseUrl, limits } from './hubSpotCrm';

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
		apiVersion,
		baseUrl,
		...limits,
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	) => {
		const token = String(credentials.accessToken).trim();
		options.headers = { ...options.headers, Authorization: `Bearer ${token}` };
		return options;
	};

	test = accountDetails;
}
