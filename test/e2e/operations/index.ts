import type { Vendor } from '../../../nodes/core/vendor';
import { fxiaoke } from '../../../nodes/Fxiaoke/vendor';
import { hubSpot } from '../../../nodes/HubSpot/vendor';
import { serviceGo } from '../../../nodes/ServiceGo/vendor';
import { zohoCrm } from '../../../nodes/ZohoCrm/vendor';
import * as fxiaokeEmulator from '../../emulator/fxiaoke';
import * as hubSpotEmulator from '../../emulator/hubSpot';
import * as serviceGoEmulator from '../../emulator/serviceGo';
import * as zohoCrmEmulator from '../../emulator/zohoCrm';
import type { VendorName } from '../n8n/workflows';
import type { AnyEmulator } from '../story';
import { fxiaokeRows } from './fxiaoke';
import { hubSpotRows } from './hubSpot';
import type { Operations } from './row';
import { serviceGoRows } from './serviceGo';
import { zohoCrmRows } from './zohoCrm';

interface Bench {
	vendor: Vendor;
	start: () => Promise<{ emulator: AnyEmulator; operations: Operations }>;
}

/** A Zoho CRM credential after the consent. */
export function connectedTo(emulator: zohoCrmEmulator.ZohoCrmEmulator) {
	const { url, account } = emulator;
	return {
		dataCentre: 'com',
		environment: 'www',
		concurrency: 5,
		baseUrl: url,
		accountsUrl: url,
		clientId: account.clientId,
		clientSecret: account.clientSecret,
		oauthTokenData: {
			access_token: emulator.token(),
			refresh_token: account.refreshToken,
			token_type: 'Bearer',
			api_domain: url,
			expires_in: 3600,
		},
	};
}

const note = { fileName: 'note.pdf', mimeType: 'application/pdf', text: 'A note' };

/** By vendor: an emulator that makes nobody wait, a credential for it, and an input for every operation. */
export const benches = {
	serviceGo: {
		vendor: serviceGo,
		start: async () => {
			const emulator = await serviceGoEmulator.startServiceGo({
				quotaPerMinute: 600_000,
				seed: serviceGoEmulator.demoSeed,
			});
			const idsOf = (name: string) =>
				[...emulator.store.records.values()]
					.filter(({ object }) => object === name)
					.map(({ id }) => id);
			const rows = serviceGoRows({ organization: idsOf('organization')[0], cases: idsOf('case') });
			const { email, token } = emulator.account;
			const serviceGoApi = {
				baseUrl: emulator.baseUrl,
				email,
				apiToken: token,
				requestsPerMinute: 100_000,
			};
			return { emulator, operations: { rows, credentials: { serviceGoApi }, file: note } };
		},
	},
	fxiaoke: {
		vendor: fxiaoke,
		start: async () => {
			const emulator = await fxiaokeEmulator.startFxiaoke({
				seed: fxiaokeEmulator.demoSeed,
				switches: { callsPer20s: 1_000_000, dailyQuota: 100_000_000 },
			});
			const { appId, appSecret, permanentCode } = emulator.account;
			const fxiaokeApi = {
				cloud: 'custom',
				customDomain: emulator.url,
				generation: 'current',
				appId,
				appSecret,
				permanentCodeSecret: permanentCode,
				userId: '1000',
				callsPer20Seconds: 100_000,
				timeZone: 'Asia/Shanghai',
			};
			const rows = fxiaokeRows(emulator);
			return { emulator, operations: { rows, credentials: { fxiaokeApi }, file: note } };
		},
	},
	hubSpot: {
		vendor: hubSpot,
		start: async () => {
			const emulator = await hubSpotEmulator.startHubSpot({
				switches: {
					burstLimit: 1_000_000,
					dailyLimit: 100_000_000,
					searchesPerSecond: 1_000_000,
					searchLagMs: 0,
				},
			});
			const { url, token } = emulator;
			const common = {
				baseUrl: url,
				apiVersion: '2026-03',
				requestsPer10Seconds: 1_000_000,
				searchesPerSecond: 1_000_000,
			};
			const credentials = {
				hubSpotCrmApi: { ...common, accessToken: token },
				hubSpotCrmOAuth2Api: {
					...common,
					clientId: 'client',
					clientSecret: 'client-secret',
					oauthTokenData: { access_token: token, refresh_token: 'refresh', token_type: 'Bearer' },
				},
			};
			const operations = {
				rows: hubSpotRows(emulator),
				credentials,
				file: {
					fileName: 'note.csv',
					mimeType: 'text/csv',
					text: 'email,firstname\na@b.cd,A\nnobody,B\n',
				},
				values: { email: 'values@b.cd', firstname: 'Values' },
			};
			return { emulator, operations };
		},
	},
	zohoCrm: {
		vendor: zohoCrm,
		start: async () => {
			const emulator = await zohoCrmEmulator.startZohoCrm({ switches: { bulkPolls: 0 } });
			const zohoCrmOAuth2Api = connectedTo(emulator);
			const operations = {
				rows: zohoCrmRows(emulator),
				credentials: { zohoCrmOAuth2Api },
				// a photo wants an image, a bulk write a CSV: the emulator does not look into images
				file: {
					fileName: 'note.png',
					mimeType: 'image/png',
					text: 'Unique_Code,Last_Name\n1,"Smith, J"\n',
				},
			};
			return { emulator, operations };
		},
	},
} satisfies Record<VendorName, Bench>;
