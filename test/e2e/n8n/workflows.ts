/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import ports from '../ports.json';
import type { Rest } from './rest';
import { RestError } from './rest';

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	[key: string]: unknown;
}

export interface Workflow {
	id: string;
	name: string;
	active?: boolean;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	[key: string]: unknown;
}

export interface Credential {
	/** The id that the example workflows refer to. */
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

const CREDENTIALS_FILE = 'credentials.json';
/** Where the example credentials point before they are given the emulators that run. */
const EXAMPLE_ORIGIN = /^http:\/\/127\.0\.0\.1:(\d+)(?=\/|$)/;

/** Vendors by the name of their n8n node; each has a port of its own in the example credentials. */
export type VendorName = keyof typeof ports;
export type Urls = Partial<Record<VendorName, string>>;

export const vendorNames = Object.keys(ports) as VendorName[];

/** Every JSON file of the folder but the credentials, by its name without `.json`. */
export function readExamples(root: string): Map<string, Workflow> {
	const folder = path.join(root, 'examples');
	const names = readdirSync(folder).filter(
		(name) => name.endsWith('.json') && name !== CREDENTIALS_FILE,
	);
	return new Map(
		names
			.sort()
			.map((name) => [path.basename(name, '.json'), readJson(path.join(folder, name)) as Workflow]),
	);
}

/** The example credentials, pointed at the emulators; an entry of `changes` overrides single fields by type. */
export function readCredentials(
	root: string,
	urls: Urls,
	changes: Record<string, Record<string, unknown>> = {},
): Credential[] {
	const pointed = (_key: string, value: unknown) =>
		typeof value === 'string'
			? value.replace(EXAMPLE_ORIGIN, (origin, port) => urlOf(urls, Number(port)) ?? origin)
			: value;
	return exampleCredentials(root).map((credential) => {
		const data = JSON.parse(JSON.stringify(credential.data, pointed)) as Credential['data'];
		return { ...credential, data: { ...data, ...changes[credential.type] } };
	});
}

const urlOf = (urls: Urls, port: number): string | undefined => {
	const vendor = vendorNames.find((name) => ports[name] === port);
	return vendor && urls[vendor];
};

/** The vendors that the example credentials speak of. */
export function exampleVendors(root: string): VendorName[] {
	const data = JSON.stringify(exampleCredentials(root));
	return vendorNames.filter((name) => data.includes(`http://127.0.0.1:${ports[name]}`));
}

const exampleCredentials = (root: string) =>
	readJson(path.join(root, 'examples', CREDENTIALS_FILE)) as Credential[];

/** Creates or updates each by type and name; answers example id → n8n's id. */
export async function saveCredentials(
	rest: Rest,
	credentials: Credential[],
): Promise<Map<string, string>> {
	const existing = await rest.get<Credential[]>('/rest/credentials');
	const ids = new Map<string, string>();
	for (const { id, name, type, data } of credentials) {
		const old = existing.find((one) => one.name === name && one.type === type);
		const saved = old
			? await rest.patch<{ id: string }>(`/rest/credentials/${old.id}`, { name, type, data })
			: await rest.post<{ id: string }>('/rest/credentials', { name, type, data });
		ids.set(id, saved.id);
	}
	return ids;
}

/** The workflow with its example credential ids replaced by those that this n8n gave out. */
export function withCredentials(workflow: Workflow, ids: Map<string, string>): Workflow {
	const nodes = workflow.nodes.map((node) => {
		if (!node.credentials) return node;
		const replaced = Object.entries(node.credentials).map(([type, one]) => [
			type,
			{ ...one, id: ids.get(one.id ?? '') ?? one.id },
		]);
		return { ...node, credentials: Object.fromEntries(replaced) };
	});
	return { ...workflow, nodes };
}

/** Creates the workflow under its own id unless it is there already; answers whether it was created. */
export async function saveWorkflow(rest: Rest, workflow: Workflow): Promise<boolean> {
	if (await exists(rest, workflow.id)) return false;
	const saved = await rest.post<{ versionId: string }>('/rest/workflows', {
		...workflow,
		active: false,
	});
	if (workflow.active) await activate(rest, workflow.id, saved.versionId);
	return true;
}

export async function activate(rest: Rest, id: string, versionId: string): Promise<void> {
	await rest.post(`/rest/workflows/${id}/activate`, { versionId });
}

/** Calls a production webhook; it answers 404 for a moment after the activation. */
export async function callWebhook(
	rest: Rest,
	hook: string,
	init: RequestInit = {},
): Promise<Response> {
	for (let attempt = 0; ; attempt += 1) {
		const response = await fetch(new URL(`/webhook/${hook}`, rest.base), {
			method: 'POST',
			...init,
		});
		if (response.status !== 404 || attempt >= 50) return response;
		await response.arrayBuffer();
		await sleep(100);
	}
}

async function exists(rest: Rest, id: string): Promise<boolean> {
	try {
		await rest.get(`/rest/workflows/${id}`);
		return true;
	} catch (error) {
		if (error instanceof RestError && error.status === 404) return false;
		throw error;
	}
}

function readJson(file: string): unknown {
	return JSON.parse(readFileSync(file, 'utf8'));
}
