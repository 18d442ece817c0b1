import type { IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';
import { methodsOf } from '../../../nodes/core/node/methods';
import { propertiesOf } from '../../../nodes/core/node/properties';
import { run } from '../../../nodes/core/node/run';
import type { Vendor } from '../../../nodes/core/vendor';
import type { Bench } from '../contexts';
import { CredentialStore } from '../credentials';
import { ProbeApi } from './credential';
import type { ProbeEmulator } from './emulator';
import { probe } from './vendor';

const nodeOf = (vendor: Vendor): INodeType => ({
	description: {
		displayName: vendor.title,
		name: 'probe',
		group: ['transform'],
		version: 1,
		description: vendor.title,
		defaults: { name: vendor.title },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'probeApi', required: true }],
		properties: propertiesOf(vendor),
	},
	methods: methodsOf(vendor),
	async execute(this: IExecuteFunctions) {
		return await run.call(this, vendor);
	},
});

let benches = 0;

export interface ProbeOptions {
	/** Columns of the table to change. */
	vendor?: Partial<Vendor>;
	credential?: Record<string, string | number>;
}

/** The probe's node, signed in, with a credential (and so a limit and a token) of its own. */
export function probeBench(
	emulator: ProbeEmulator,
	{ vendor = {}, credential = {} }: ProbeOptions = {},
): Bench {
	const id = `probe ${++benches}`;
	const store = new CredentialStore([new ProbeApi()]).set(id, 'probeApi', {
		baseUrl: emulator.baseUrl,
		key: emulator.key,
		token: emulator.issue(),
		expiresAt: '',
		...credential,
	});
	return { type: nodeOf({ ...probe, ...vendor }), store, credential: id };
}

export const row = (operation: string, parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'row',
	operation,
	target: '={{ $json.target ?? "" }}',
	name: '={{ $json.name }}',
	key: '={{ $json.key ?? "" }}',
	...parameters,
});

export const file = (operation: string, parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'file',
	operation,
	...parameters,
});

export const names = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => ({ name: `row ${from + index}` }));
