/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as fxiaoke from './fxiaoke';
import * as hubSpot from './hubSpot';
import * as serviceGo from './serviceGo';
import * as zohoCrm from './zohoCrm';

interface Started {
	url: string;
	close: () => Promise<void>;
}

interface Vendor {
	title: string;
	start: (port: number, quotaPerMinute: number) => Promise<Started>;
}

/** Vendors by the name of their n8n node. The quota per minute is ServiceGo's, and raises Fxiaoke's limit; the others have limits of their own. */
const vendors: Record<string, Vendor> = {
	fxiaoke: {
		title: 'Fxiaoke',
		start: async (port, quotaPerMinute) =>
			await fxiaoke.startFxiaoke({
				port,
				seed: fxiaoke.demoSeed,
				switches: { callsPer20s: Math.max(100, Math.floor(quotaPerMinute / 3)) },
			}),
	},
	hubSpot: {
		title: 'HubSpot CRM',
		start: async (port) => await hubSpot.startHubSpot({ port, seed: hubSpot.demoSeed }),
	},
	serviceGo: {
		title: 'ServiceGo',
		start: async (port, quotaPerMinute) =>
			await serviceGo.startServiceGo({ port, quotaPerMinute, seed: serviceGo.demoSeed }),
	},
	zohoCrm: {
		title: 'Zoho CRM',
		start: async (port) => await zohoCrm.startZohoCrm({ port, seed: zohoCrm.demoSeed }),
	},
};

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '4010' },
			vendor: { type: 'string', default: 'serviceGo' },
			'port-file': { type: 'string' },
			quota: { type: 'string', default: '60' },
		},
	});
	const vendor = vendors[values.vendor];
	if (!vendor)
		throw new Error(`Unknown vendor ${values.vendor}, known: ${Object.keys(vendors).join(', ')}`);
	const { url, close } = await vendor.start(Number(values.port), Number(values.quota));
	const stop = () => {
		void close().then(() => process.exit(0));
	};
	process.once('SIGTERM', stop);
	process.once('SIGINT', stop);
	// written before the line, so whoever waits for either finds both
	if (values['port-file'] !== undefined) writeFileSync(values['port-file'], new URL(url).port);
	process.stdout.write(`${vendor.title} emulator ready at ${url}\n`);
}

void main().catch((error: unknown) => {
	process.stderr.write(`${String(error)}\n`);
	process.exit(1);
});
