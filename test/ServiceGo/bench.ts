import type { INodeParameters, INodeType } from 'n8n-workflow';
import { ServiceGoApi } from '../../credentials/ServiceGoApi.credentials';
import { ServiceGo } from '../../nodes/ServiceGo/ServiceGo.node';
import type { ServiceGoEmulator } from '../emulator/serviceGo';
import type { Bench } from '../support/contexts';
import { CredentialStore } from '../support/credentials';

/** A credential for the emulator; every emulator has a quota bucket of its own. */
export function benchOf(
	emulator: ServiceGoEmulator,
	changes: Record<string, string | number> = {},
	type: INodeType = new ServiceGo(),
): Bench {
	const id = `serviceGo ${emulator.url} ${JSON.stringify(changes)}`;
	const store = new CredentialStore([new ServiceGoApi()]).set(id, 'serviceGoApi', {
		baseUrl: emulator.baseUrl,
		email: emulator.account.email,
		apiToken: emulator.account.token,
		algorithm: 'auto',
		digest: '',
		requestsPerMinute: 600_000,
		timeZone: 'Asia/Shanghai',
		filterUserId: '',
		pushSecret: '',
		busyCodes: '429',
		notFoundCodes: '404',
		...changes,
	});
	return { type, store, credential: id };
}

export const object = (name: string) => ({ __rl: true, mode: 'name', value: name });
export const byId = (value: number | string) => ({ __rl: true, mode: 'id', value: String(value) });

/** The mapper as the panel saves it. */
export const mapped = (value: Record<string, unknown>) =>
	({
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: [],
	}) as unknown as INodeParameters;

export const record = (operation: string, parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'record',
	operation,
	objectType: object('contact'),
	...parameters,
});
