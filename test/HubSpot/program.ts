import type { IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';
import { HubSpotCrmApi } from '../../credentials/HubSpotCrmApi.credentials';
import { propertiesOf } from '../../nodes/core/node/properties';
import { run } from '../../nodes/core/node/run';
import { hubSpot } from '../../nodes/HubSpot/vendor';
import type { Bench } from '../support/contexts';
import { CredentialStore } from '../support/credentials';

/** The node as its class has it: tsx takes `HubSpot.node` for a native addon. */
const type: INodeType = {
	description: {
		displayName: hubSpot.title,
		name: 'hubSpot',
		group: ['transform'],
		version: 1,
		description: hubSpot.title,
		defaults: { name: hubSpot.title },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'hubSpotCrmApi', required: true }],
		properties: propertiesOf(hubSpot),
	},
	async execute(this: IExecuteFunctions) {
		return await run.call(this, hubSpot);
	},
};

export const object = (name: string) => ({ __rl: true, mode: 'name', value: name });
export const operation = (resource: string, name: string, parameters: INodeParameters) => ({
	resource,
	operation: name,
	...parameters,
});

/** The node with a credential, for programs that run without jest. */
export function programBench(
	{ url, token }: { url: string; token: string },
	changes: Record<string, number> = {},
): Bench {
	const store = new CredentialStore([new HubSpotCrmApi()]).set('program', 'hubSpotCrmApi', {
		baseUrl: url,
		accessToken: token,
		apiVersion: '2026-03',
		...changes,
	});
	return { type, store, credential: 'program' };
}
