import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { FxiaokeApi } from '../../credentials/FxiaokeApi.credentials';
import { Fxiaoke } from '../../nodes/Fxiaoke/Fxiaoke.node';
import type { FxiaokeEmulator } from '../emulator/fxiaoke';
import type { Bench } from '../support/contexts';
import { CredentialStore } from '../support/credentials';

let benches = 0;

/** A credential for the emulator; every bench has limits of its own, wide ones unless told otherwise. */
export function benchOf(
	emulator: FxiaokeEmulator,
	changes: ICredentialDataDecryptedObject = {},
): Bench {
	const id = `fxiaoke ${++benches}`;
	const { appId, appSecret, permanentCode } = emulator.account;
	const store = new CredentialStore([new FxiaokeApi()]).set(id, 'fxiaokeApi', {
		cloud: 'custom',
		customDomain: emulator.url,
		generation: 'current',
		appId,
		appSecret,
		permanentCodeSecret: permanentCode,
		userId: '1000',
		mobile: '',
		callsPer20Seconds: 1_000_000,
		timeZone: 'Asia/Shanghai',
		accessToken: '',
		enterprise: '',
		actingUser: '',
		renewAt: '',
		...changes,
	});
	return { type: new Fxiaoke(), store, credential: id };
}

/** A credential that signed in before. */
export const signedIn = (
	emulator: FxiaokeEmulator,
	changes: ICredentialDataDecryptedObject = {},
): Bench =>
	benchOf(emulator, {
		accessToken: emulator.auth.grant('current'),
		enterprise: emulator.account.ea,
		renewAt: Date.now() + 3_600_000,
		...changes,
	});

export const legacy = { generation: 'legacy', userId: 'FSUID_1000' };

/** Wide limits for tests that are not about them. */
export const WIDE = { callsPer20s: 1_000_000, dailyQuota: 100_000_000 };

export const object = (name: string) => ({ __rl: true, mode: 'name', value: name });

/** The mapper as the panel saves it. */
export const mapped = (value: Record<string, unknown>) =>
	({
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: [],
	}) as unknown as INodeParameters;

export const of = (
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
): INodeParameters => ({ resource, operation, ...parameters });

export const record = (operation: string, parameters: INodeParameters = {}): INodeParameters =>
	of('record', operation, { objectType: object('AccountObj'), ...parameters });

/** The bodies that went to a path, oldest first. */
export const bodies = (emulator: FxiaokeEmulator, path: string) =>
	emulator.log.of('POST', path).map(({ body }) => body as Record<string, unknown>);
