import type { ICredentialType } from 'n8n-workflow';
import type { Filled } from './credentialDialog';

/** Fields of n8n's own OAuth2 credential. */
const OF_N8N: Record<string, string> = { clientId: 'Client ID', clientSecret: 'Client Secret' };

/** What a person fills in so that the dialog saves these values; what stands there already is left alone. */
export function filledFields({ properties }: ICredentialType, data: object): Filled[] {
	return Object.entries(data).flatMap(([name, value]) => {
		const property = properties.find((one) => one.name === name);
		const label = property?.displayName ?? OF_N8N[name];
		if (!label || value === property?.default) return [];
		const entry = property?.options?.find((one) => 'value' in one && one.value === value);
		return [entry ? { label, choice: entry.name } : { label, text: String(value) }];
	});
}
