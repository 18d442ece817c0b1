/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Child, CommandResult } from './children';
import { runCommand, startChild, tailOf } from './children';
import { freePort } from './ports';
import type { Rest } from './rest';
import { createRest, waitForStatus } from './rest';

/** Where the bootstrap put n8n and the Node that runs it. */
export interface Runtime {
	/** Of n8n. */
	version: string;
	node: string;
	n8n: string;
}

export interface N8nOptions {
	runtime: Runtime;
	/** n8n keeps everything in its sub-folder `.n8n`. */
	home: string;
	port: number;
	logFile: string;
	/** `start` by default; `['worker']` for a worker, whose port is that of its health check. */
	args?: string[];
	env?: Record<string, string>;
	/** Gets the process at once, long before n8n is ready. */
	onStart?: (child: Child) => void;
}

export interface N8n {
	rest: Rest;
	base: string;
	child: Child;
	stop: () => Promise<void>;
}

const READY_WITHIN = 180_000;
// `/healthz` alone answers before the migrations have run; a worker has no settings
const READY: Record<string, string[]> = {
	start: ['/healthz/readiness', '/rest/settings'],
	worker: ['/healthz/readiness'],
};
const SETTINGS: Record<string, string> = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_PROTOCOL: 'http',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	DB_TYPE: 'sqlite',
	GENERIC_TIMEZONE: 'UTC',
};
const OF_N8N =
	/^(N8N|DB|EXECUTIONS|QUEUE|NODES|CREDENTIALS|WEBHOOK|GENERIC|CODE|NODE_FUNCTION|NODE_OPTIONS)/;

/** It asks n8n's own service for a list again and again, and fills the log when there is no internet. */
const NOISY = 'mcp-registry';

/** n8n does not start when it is to leave out a module that it does not have. */
const hasModule = (n8n: string, name: string): boolean =>
	existsSync(path.join(path.dirname(n8n), '..', 'dist', 'modules', name));

/** The environment without anything that would configure n8n from outside, then ours. */
export function n8nEnvironment(
	{ node, n8n }: Runtime,
	home: string,
	extra: Record<string, string> = {},
): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(([name]) => !OF_N8N.test(name));
	return {
		...Object.fromEntries(inherited),
		PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
		...SETTINGS,
		...(hasModule(n8n, NOISY) && { N8N_DISABLED_MODULES: NOISY }),
		N8N_USER_FOLDER: home,
		// what n8n leaves there goes with its home
		TMPDIR: temporaryFolder(home),
		...extra,
	};
}

function temporaryFolder(home: string): string {
	const folder = path.join(home, 'tmp');
	mkdirSync(folder, { recursive: true });
	return folder;
}

/** Starts n8n and resolves when it takes requests; throws with the end of its log when it does not. */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const { runtime, home, port, logFile, args = ['start'], env, onStart } = options;
	const base = `http://127.0.0.1:${port}`;
	mkdirSync(path.join(home, '.n8n'), { recursive: true });
	const child = startChild({
		command: runtime.node,
		args: [runtime.n8n, ...args],
		logFile,
		env: n8nEnvironment(runtime, home, {
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			N8N_EDITOR_BASE_URL: base,
			WEBHOOK_URL: `${base}/`,
			...env,
		}),
	});
	onStart?.(child);
	const asking = new AbortController();
	const urls = READY[args[0]].map((one) => `${base}${one}`);
	try {
		await Promise.race([untilReady(urls, asking.signal), untilEnded(child)]);
	} catch (error) {
		asking.abort();
		await child.stop();
		throw new Error(`n8n did not start: ${String(error)}\n${tailOf(logFile, 50)}`);
	}
	return { rest: createRest(base), base, child, stop: child.stop };
}

/** Runs one CLI command of n8n on the home folder, also beside a running server. */
export async function runN8n(
	{ runtime, home, env }: { runtime: Runtime; home: string; env?: Record<string, string> },
	args: string[],
): Promise<CommandResult> {
	const broker = { N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
	return await runCommand(runtime.node, [runtime.n8n, ...args], {
		env: n8nEnvironment(runtime, home, { ...broker, ...env }),
	});
}

async function untilReady(urls: string[], signal: AbortSignal): Promise<void> {
	for (const url of urls) await waitForStatus(url, 200, { timeoutMs: READY_WITHIN, signal });
}

async function untilEnded(child: Child): Promise<never> {
	await child.exited;
	throw new Error(`it ended with ${child.ended() ?? 'no code'}`);
}
