import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

/** A key that is changed for a token; the token runs out. */
export class ProbeApi implements ICredentialType {
	name = 'probeApi';

	displayName = 'Probe API';

	properties: INodeProperties[] = [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'Key', name: 'key', type: 'string', default: '' },
		{
			displayName: 'Token',
			name: 'token',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{ displayName: 'Expires At', name: 'expiresAt', type: 'hidden', default: '' },
	];

	authenticate: IAuthenticate = async ({ token }, options) => {
		options.headers = { ...options.headers, authorization: `Bearer ${String(token)}` };
		return options;
	};

	async preAuthentication(
		this: IHttpRequestHelper,
		{ baseUrl, key }: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const { token, expiresAt } = (await this.helpers.httpRequest({
			method: 'POST',
			url: `${String(baseUrl)}/login`,
			body: { key },
		})) as IDataObject;
		return { token, expiresAt };
	}
}
