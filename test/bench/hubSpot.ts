/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console */
import { createRequire } from 'node:module';
import type { ICredentialType, IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';
import { startHubSpot, type HubSpotEmulator } from '../emulator/hubSpot';
import { execute, type Bench } from '../support/contexts';
import { CredentialStore } from '../support/credentials';
import { object, operation, programBench } from '../HubSpot/program';

const record = (name: string, parameters: INodeParameters, type = 'contacts') =>
	operation('record', name, { objectType: object(type), simplify: true, ...parameters });

/** The file of n8n's own node. */
const [, , FILE = ''] = process.argv;

const HOST = 'https://api.hubapi.com';
const base = {
	displayName: 'HubSpot',
	name: 'hubspot',
	group: [],
	description: '',
	defaultVersion: 2.2,
};

const appToken: ICredentialType = {
	name: 'hubspotAppToken',
	displayName: 'Token',
	properties: [{ displayName: 'Token', name: 'appToken', type: 'string', default: '' }],
	authenticate: async ({ appToken: token }, options) => {
		options.headers = { ...options.headers, Authorization: `Bearer ${String(token)}` };
		return options;
	},
};

/** n8n's node with its fixed host led to the emulator, and nothing else changed. */
function theirs(emulator: HubSpotEmulator): Bench {
	const { HubspotV2 } = createRequire(FILE)(FILE) as {
		HubspotV2: new (description: object) => INodeType;
	};
	const node = new HubspotV2(base);
	const type: INodeType = {
		description: node.description,
		async execute(this: IExecuteFunctions) {
			const context: IExecuteFunctions = Object.create(this) as IExecuteFunctions;
			const { helpers } = this;
			const request = helpers.requestWithAuthentication;
			const lead = async (name: string, options: { uri?: unknown }) => {
				const uri = String(options.uri).replace(HOST, emulator.url);
				return (await request.call(this, name, { ...options, uri } as Parameters<
					typeof request
				>[1])) as unknown;
			};
			Object.assign(context, {
				helpers: Object.assign(Object.create(helpers) as object, {
					requestWithAuthentication: lead,
				}),
			});
			return (await node.execute?.call(context)) ?? [];
		},
	};
	const store = new CredentialStore([appToken]).set('theirs', 'hubspotAppToken', {
		appToken: emulator.token,
	});
	return { type, store, credential: 'theirs' };
}

const cases = {
	'contact upsert': {
		theirs: {
			authentication: 'appToken',
			...operation('contact', 'upsert', {
				email: '={{ $json.email }}',
				additionalFields: { firstName: '={{ $json.name }}' },
				options: {},
			}),
		},
		ours: record('upsert', {
			uniqueField: 'email',
			uniqueValue: '={{ $json.email }}',
			fieldsJson: '={{ JSON.stringify({ firstname: $json.name }) }}',
		}),
	},
	'company create': {
		theirs: {
			authentication: 'appToken',
			...operation('company', 'create', { name: '={{ $json.name }}', additionalFields: {} }),
		},
		ours: record('create', {
			objectType: object('companies'),
			fieldsJson: '={{ JSON.stringify({ name: $json.name }) }}',
		}),
	},
};

async function main(): Promise<void> {
	const limits = { burstLimit: 1_000_000, dailyLimit: 1_000_000, searchLagMs: 0 };
	const emulator = await startHubSpot({ switches: limits });
	const rows: unknown[] = [];
	for (const [name, parameters] of Object.entries(cases)) {
		for (const count of [100, 1000]) {
			const items = Array.from({ length: count }, (_, n) => ({
				email: `n${n}@example.com`,
				name: `N${n}`,
			}));
			for (const side of ['theirs', 'ours'] as const) {
				emulator.reset();
				const bench = side === 'ours' ? programBench(emulator) : theirs(emulator);
				const node = side === 'theirs' ? { typeVersion: 2.2 } : {};
				const before = performance.now();
				const out = await execute(bench, { parameters: parameters[side], items, node });
				const ms = Math.round(performance.now() - before);
				const typeId = name.startsWith('contact') ? '0-1' : '0-2';
				const made = emulator.store.records.get(typeId)?.size;
				const requests = emulator.log.entries.length;
				rows.push({ name, count, side, out: out.length, made, requests, ms });
			}
		}
	}
	await emulator.close();
	console.log(JSON.stringify(rows));
}

void main().then(() => process.exit(0));
