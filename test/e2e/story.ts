/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runN8n } from './n8n/server';
import type { Owner } from './n8n/rest';
import type { N8n, Runtime } from './n8n/server';
import type { Execution } from './n8n/runData';
import { executionFromCli, lastExecution, readExecution, runFromEditor } from './n8n/runData';
import type { Tarball } from './n8n/tarball';
import type { Credential, Urls, VendorName, Workflow } from './n8n/workflows';
import {
	callWebhook,
	readCredentials,
	readExamples,
	saveCredentials,
	saveWorkflow,
	withCredentials,
} from './n8n/workflows';
import type { Sent } from './secrets';
import { assertNone, secretsOf } from './secrets';

export type SystemPart = 'redis' | 'postgresql' | 'chromium';

/** Paths of the parts that the chosen stories need: Redis's server, the folder of PostgreSQL's, the browser. */
export type System = Partial<Record<SystemPart, string>>;

/** Where a part is; a story says in `needs` what it uses. */
export function placeOf(system: System, part: SystemPart): string {
	const place = system[part];
	if (place === undefined) throw new Error(`the story does not say that it needs ${part}`);
	return place;
}

/** A test of the packed pack in a real n8n; it passes when `run` resolves. */
export interface Story {
	name: string;
	/** What it takes from the operating system; the run installs what is missing. */
	needs?: SystemPart[];
	run: (context: Context) => Promise<void>;
}

/** As much of an emulator as the runner needs: it counts the requests and closes it after the story. */
export interface AnyEmulator {
	url: string;
	log: { entries: Sent[]; clear: () => void };
	close: () => Promise<void>;
}

export interface Context {
	root: string;
	/** A folder of this story alone; removed at the end. */
	folder: string;
	runtime: Runtime;
	system: System;
	/** n8n's data folder, for further n8n processes. */
	home: string;
	tarball: Tarball;
	/** The running server, signed in as its owner. */
	n8n: N8n;
	owner: Owner;
	/** Where pictures go, if any are wanted. */
	pictures?: string;
	/** Hands an emulator started in this process to the runner, and back. */
	use: <T extends AnyEmulator>(emulator: T) => T;
	/** Saves the example credentials, pointed at the emulators, with fields changed by credential type. */
	connect: (
		emulators: Partial<Record<VendorName, AnyEmulator>>,
		changes?: Record<string, Record<string, unknown>>,
	) => Promise<Map<string, string>>;
	/** The workflow `examples/<name>.json` with n8n's credential ids; `connect` comes first. */
	example: (name: string) => Workflow;
	/** Every workflow that the stories have saved so far. */
	saved: Workflow[];
	/** Saves a workflow; one with `active: true` is activated. */
	save: (workflow: Workflow) => Promise<void>;
	/** Runs a saved workflow that starts with a Manual Trigger, in an n8n process of its own. */
	runByCli: (workflowId: string, env?: Record<string, string>) => Promise<Execution>;
	/** Runs a saved workflow on the server as the editor does, from the Manual Trigger of that name. */
	runFromEditor: (workflowId: string, trigger: string) => Promise<Execution>;
	/** Calls the production webhook of a saved, active workflow. */
	callWebhook: (hook: string, init?: RequestInit) => Promise<Response>;
	/** The newest finished execution of a workflow, read from the server. */
	lastExecution: (workflowId: string, timeoutMs?: number) => Promise<Execution>;
	/** An execution that has ended. */
	readExecution: (id: string) => Promise<Execution>;
}

export interface Stage {
	root: string;
	/** Removed at the end of the run. */
	folder: string;
	runtime: Runtime;
	system: System;
	home: string;
	tarball: Tarball;
	n8n: N8n;
	owner: Owner;
	pictures?: string;
	/** Of the running server. */
	logFile: string;
	/** Every workflow that the stories have saved so far. */
	saved: Workflow[];
}

/** A story's context, what came of it, and a last look at n8n's log. */
export function contextFor(stage: Stage): {
	context: Context;
	emulators: AnyEmulator[];
	/** Every request that the emulators got. */
	requests: () => Sent[];
	checkLog: () => void;
} {
	const emulators: AnyEmulator[] = [];
	const cleared: Sent[] = [];
	const requests = () => [...cleared, ...emulators.flatMap(({ log }) => log.entries)];
	const { root, n8n, runtime, home, logFile } = stage;
	let credentialIds = new Map<string, string>();
	let credentials: Credential[] = [];
	const secrets = () => secretsOf(credentials, requests());
	/** Whatever a story does: no execution that it reads holds a secret. */
	const clean = async (read: Promise<Execution>): Promise<Execution> => {
		const execution = await read;
		assertNone(secrets(), JSON.stringify(execution), 'the execution');
		return execution;
	};
	const context: Context = {
		...stage,
		folder: mkdtempSync(path.join(stage.folder, 'story-')),
		use: (emulator) => {
			emulators.push(emulator);
			const { log } = emulator;
			const { clear } = log;
			log.clear = () => {
				cleared.push(...log.entries);
				clear();
			};
			return emulator;
		},
		connect: async (connected, changes) => {
			const urls: Urls = Object.fromEntries(
				Object.entries(connected).map(([vendor, { url }]) => [vendor, url]),
			);
			credentials = readCredentials(root, urls, changes);
			credentialIds = await saveCredentials(n8n.rest, credentials);
			return credentialIds;
		},
		example: (name) => {
			const workflow = readExamples(root).get(name);
			if (!workflow) throw new Error(`there is no examples/${name}.json`);
			return withCredentials(workflow, credentialIds);
		},
		save: async (workflow) => {
			stage.saved.push(workflow);
			const created = await saveWorkflow(n8n.rest, workflow);
			if (!created)
				throw new Error(`workflow ${workflow.id} is there already: stories need ids of their own`);
		},
		runByCli: async (workflowId, env) => {
			const args = ['execute', `--id=${workflowId}`, '--rawOutput'];
			return await clean(runN8n({ runtime, home, env }, args).then(executionFromCli));
		},
		runFromEditor: async (workflowId, trigger) =>
			await clean(runFromEditor(n8n.rest, workflowId, trigger)),
		callWebhook: async (hook, init) => await callWebhook(n8n.rest, hook, init),
		lastExecution: async (workflowId, timeoutMs) =>
			await clean(lastExecution(n8n.rest, workflowId, timeoutMs)),
		readExecution: async (id) => await clean(readExecution(n8n.rest, id)),
	};
	const checkLog = () => {
		if (existsSync(logFile)) assertNone(secrets(), readFileSync(logFile, 'utf8'), "n8n's log");
	};
	return { context, emulators, requests, checkLog };
}
