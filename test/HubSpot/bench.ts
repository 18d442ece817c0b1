import type { INodeParameters, INodeType } from 'n8n-workflow';
import { HubSpotCrmApi } from '../../credentials/HubSpotCrmApi.credentials';
import { HubSpotCrmAppApi } from '../../credentials/HubSpotCrmAppApi.credentials';
import { HubSpotCrmOAuth2Api } from '../../credentials/HubSpotCrmOAuth2Api.credentials';
import { HubSpot } from '../../nodes/HubSpot/HubSpot.node';
import { HubSpotInstantTrigger } from '../../nodes/HubSpot/HubSpotInstantTrigger.node';
import { startHubSpot, type HubSpotEmulator, type HubSpotSwitches } from '../emulator/hubSpot';
import type { Bench } from '../support/contexts';
import { CredentialStore } from '../support/credentials';

export { mapped } from '../ServiceGo/bench';

let benches = 0;

const types = () => [new HubSpotCrmApi(), new HubSpotCrmOAuth2Api(), new HubSpotCrmAppApi()];

/** A credential for the emulator, with limits and fields of its own. */
export function benchOf(
	emulator: Pick<HubSpotEmulator, 'url' | 'token'>,
	changes: Record<string, string | number> = {},
	type: INodeType = new HubSpot(),
): Bench {
	const id = `hubSpot ${emulator.url} ${++benches}`;
	const store = new CredentialStore(types()).set(id, 'hubSpotCrmApi', {
		baseUrl: emulator.url,
		accessToken: emulator.token,
		apiVersion: '2026-03',
		requestsPer10Seconds: 1_000_000,
		searchesPerSecond: 1_000_000,
		...changes,
	});
	return { type, store, credential: id };
}

/** The instant trigger with the credential of the developer's app; `account` names one of the account beside it. */
export function appBenchOf(
	{ url, app, token }: Pick<HubSpotEmulator, 'url' | 'token' | 'app'>,
	changes: Record<string, string> = {},
): Bench & { account: string } {
	const { store, credential: account } = benchOf({ url, token });
	const id = `app ${account}`;
	store.set(id, 'hubSpotCrmAppApi', {
		baseUrl: url,
		appId: app.id,
		developerApiKey: app.developerKey,
		clientSecret: app.clientSecret,
		apiVersion: '2026-03',
		...changes,
	});
	return { type: new HubSpotInstantTrigger(), store, credential: id, account };
}

/** An emulator without limits and lag, for tests that are about something else. */
export const start = async (switches: Partial<HubSpotSwitches> = {}, now?: () => number) =>
	await startHubSpot({
		now,
		switches: {
			burstLimit: 1_000_000,
			dailyLimit: 100_000_000,
			searchesPerSecond: 1_000_000,
			searchLagMs: 0,
			...switches,
		},
	});

export const object = (name: string) => ({ __rl: true, mode: 'name', value: name });

export const operation = (
	resource: string,
	name: string,
	parameters: INodeParameters = {},
): INodeParameters => ({ resource, operation: name, ...parameters });

export const record = (name: string, parameters: INodeParameters = {}, type = 'contacts') =>
	operation('record', name, { objectType: object(type), simplify: true, ...parameters });

export const carryOn = { onError: 'continueRegularOutput' } as const;
