/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { demoSeed, startServiceGo } from './serviceGo';
import { demoSeed as zohoCrmSeed, startZohoCrm } from './zohoCrm';

interface Started {
	title: string;
	url: string;
	close: () => Promise<void>;
}

type Start = (port: number, quotaPerMinute: number) => Promise<Started>;

/** Vendors by the name of their n8n node. */
const vendors: Record<string, Start> = {
	serviceGo: async (port, quotaPerMinute) => {
		const emulator = await startServiceGo({ port, quotaPerMinute, seed: demoSeed });
		return { title: 'ServiceGo', url: emulator.url, close: emulator.close };
	},
	zohoCrm: async (port) => {
		const emulator = await startZohoCrm({ port, seed: zohoCrmSeed });
		return { title: 'Zoho CRM', url: emulator.url, close: emulator.close };
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
	const start = vendors[values.vendor];
	if (!start)
		throw new Error(`Unknown vendor ${values.vendor}, known: ${Object.keys(vendors).join(', ')}`);
	const { title, url, close } = await start(Number(values.port), Number(values.quota));
	const stop = () => {
		void close().then(() => process.exit(0));
	};
	process.once('SIGTERM', stop);
	process.once('SIGINT', stop);
	// written before the line, so whoever waits for either finds both
	if (values['port-file'] !== undefined) writeFileSync(values['port-file'], new URL(url).port);
	process.stdout.write(`${title} emulator ready at ${url}\n`);
}

void main().catch((error: unknown) => {
	process.stderr.write(`${String(error)}\n`);
	process.exit(1);
});
