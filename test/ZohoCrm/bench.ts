import type { ICredentialType, INodeParameters, INodeType } from 'n8n-workflow';
import { ZohoCrmOAuth2Api } from '../../credentials/ZohoCrmOAuth2Api.credentials';
import { ZohoCrm } from '../../nodes/ZohoCrm/ZohoCrm.node';
import type { ZohoCrmEmulator } from '../emulator/zohoCrm';
import type { Bench } from '../support/contexts';
import { CredentialStore } from '../support/credentials';

/** What n8n's own `oAuth2Api` would add to the type. */
const types: ICredentialType[] = [new ZohoCrmOAuth2Api()];

let serial = 0;

/** A credential that is connected to the emulator, with limits and tokens of its own. */
export function benchOf(
	emulator: ZohoCrmEmulator,
	changes: Record<string, string | number> = {},
	type: INodeType = new ZohoCrm(),
): Bench {
	const id = `zohoCrm ${++serial}`;
	const { clientId, clientSecret, refreshToken } = emulator.account;
	const store = new CredentialStore(types).set(id, 'zohoCrmOAuth2Api', {
		dataCentre: 'com',
		environment: 'www',
		concurrency: 5,
		baseUrl: emulator.url,
		accountsUrl: emulator.url,
		uploadUrl: '',
		grantType: 'authorizationCode',
		authUrl: `${emulator.url}/oauth/v2/auth`,
		accessTokenUrl: `${emulator.url}/oauth/v2/token`,
		authentication: 'body',
		scope: 'ZohoCRM.modules.ALL',
		clientId,
		clientSecret,
		oauthTokenData: {
			access_token: emulator.token(),
			refresh_token: refreshToken,
			token_type: 'Bearer',
			api_domain: emulator.url,
			expires_in: 3600,
		},
		...changes,
	});
	return { type, store, credential: id };
}

export const object = (name: string) => ({ __rl: true, mode: 'name', value: name });

/** The mapper as the panel saves it. */
export const mapped = (value: Record<string, unknown>) =>
	({
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: [],
	}) as unknown as INodeParameters;

/** "Map Automatically": the keys of the item are API names. */
export const automatic = {
	mappingMode: 'autoMapInputData',
	value: null,
} as unknown as INodeParameters;

export const of = (
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	name = 'Leads',
): INodeParameters => ({ resource, operation, objectType: object(name), ...parameters });

export const record = (operation: string, parameters: INodeParameters = {}, name = 'Leads') =>
	of('record', operation, parameters, name);
