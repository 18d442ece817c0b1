/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error, no-console */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Child } from './n8n/children';
import { tailOf } from './n8n/children';
import { startEmulator } from './n8n/emulator';
import type { N8n, Runtime } from './n8n/server';
import { startN8n } from './n8n/server';
import { RestError } from './n8n/rest';
import { installTarball, packTarball } from './n8n/tarball';
import type { Urls, VendorName, Workflow } from './n8n/workflows';
import {
	exampleVendors,
	readCredentials,
	readExamples,
	saveCredentials,
	saveWorkflow,
	withCredentials,
} from './n8n/workflows';

export interface DemoOptions {
	root: string;
	runtime: Runtime;
	port: number;
	/** Where each vendor's emulator listens. */
	emulatorPorts: Record<VendorName, number>;
	/** Kept between starts. */
	home: string;
	/** Begin with an empty home. */
	fresh: boolean;
}

// Shown to the user: the demo listens on 127.0.0.1 alone.
const OWNER = { email: 'demo@example.com', password: ['Demo', 'pass', '1'].join('-') };

/** Brings up the emulator and n8n with the pack and its examples; ends the process when a signal asks for it. */
export async function startDemo(options: DemoOptions): Promise<void> {
	const children: Child[] = [];
	let stopping = false;

	async function stop(code: number): Promise<void> {
		// A second Ctrl-C does not wait; children.ts kills what is left.
		if (stopping) process.exit(130);
		stopping = true;
		await Promise.all(children.map(async (child) => await child.stop()));
		process.exit(code);
	}

	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			console.log(stopping ? '\nKilled.' : '\nStopping n8n and the emulators ...');
			void stop(0);
		});
	}
	try {
		await bringUp(options, children);
	} catch (error) {
		// n8n reports that it did not start when Ctrl-C comes while it does.
		if (stopping) return;
		await Promise.all(children.map(async (child) => await child.stop()));
		throw error;
	}
	for (const child of children) {
		void child.exited.then(() => {
			if (stopping) return;
			console.error(
				`A process ended by itself (${child.ended() ?? 'no code'}); its log is in ${options.home}.`,
			);
			console.error(tailOf(path.join(options.home, 'n8n.log'), 20));
			void stop(1);
		});
	}
}

async function bringUp(options: DemoOptions, children: Child[]): Promise<void> {
	const { root, runtime, port, emulatorPorts, home, fresh } = options;
	if (fresh) rmSync(home, { recursive: true, force: true });
	mkdirSync(home, { recursive: true });
	const tarball = await packTarball(root, home);
	await installTarball(home, tarball);
	console.log(
		`Installed ${path.basename(tarball.file)} into the n8n home ${path.relative(root, home)}`,
	);
	rmSync(tarball.file);

	const urls: Urls = {};
	for (const vendor of exampleVendors(root)) {
		const { url, child } = await startEmulator({
			root,
			vendor,
			port: emulatorPorts[vendor],
			folder: home,
		});
		children.push(child);
		urls[vendor] = url;
	}
	console.log('Starting n8n ...');
	const logFile = path.join(home, 'n8n.log');
	const onStart = (child: Child) => children.push(child);
	const n8n = await startN8n({ runtime, home, port, logFile, onStart });
	await signIn(n8n);
	const workflows = await importExamples(n8n, root, urls);
	announce(n8n, urls, workflows);
}

async function signIn({ rest }: N8n): Promise<void> {
	try {
		await rest.signIn(OWNER);
	} catch (error) {
		if (!(error instanceof RestError) || error.status !== 401) throw error;
		const text = `The n8n home has another owner than ${OWNER.email}. Start anew with: npm start -- --fresh`;
		throw Object.assign(new Error(text), { clear: true });
	}
}

/** Workflows that are there already stay as the user left them. */
async function importExamples({ rest }: N8n, root: string, urls: Urls): Promise<Workflow[]> {
	const ids = await saveCredentials(rest, readCredentials(root, urls));
	const workflows = [...readExamples(root).values()];
	for (const workflow of workflows) {
		const created = await saveWorkflow(rest, withCredentials(workflow, ids));
		console.log(`${created ? 'Imported' : 'Kept your'} workflow "${workflow.name}"`);
	}
	return workflows;
}

function announce({ base }: N8n, urls: Urls, workflows: Workflow[]): void {
	const first = workflows.find(startsByHand) ?? workflows[0];
	console.log(`
n8n is ready.

  open      ${base}${first ? `/workflow/${first.id}` : ''}
  sign in   ${OWNER.email}  ${OWNER.password}
  then      press "Execute workflow"${first ? ` in "${first.name}"` : ''}

${Object.entries(urls)
	.map(([vendor, url]) => `The emulator of ${vendor} answers at ${url}.`)
	.join('\n')}
Ctrl-C stops everything.`);
}

function startsByHand({ nodes }: Workflow): boolean {
	return nodes.some(({ type }) => type === 'n8n-nodes-base.manualTrigger');
}
