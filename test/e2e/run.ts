/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { tailOf } from './n8n/children';
import { leftovers } from './n8n/leftovers';
import { freePort } from './n8n/ports';
import { OWNER } from './n8n/rest';
import type { N8n, Runtime } from './n8n/server';
import { startN8n } from './n8n/server';
import { installTarball, packTarball } from './n8n/tarball';
import { stories, storiesOfOlder } from './stories';
import type { Stage, Story, System, SystemPart } from './story';
import { contextFor } from './story';

export interface RunOptions {
	root: string;
	runtime: Runtime;
	/** Finds or installs what stories need of the operating system (scripts/lib/system.mjs). */
	ensureSystem: (parts: SystemPart[]) => Promise<System>;
	/** Parts of story names, separated by commas; all stories when left out. */
	only?: string;
	/** A folder for pictures of the editor; none are taken when left out. */
	pictures?: string;
	/** Whether it is an older n8n: fewer stories, under names that say so. */
	older?: boolean;
}

export interface Result {
	story: string;
	requests: number;
	seconds: number;
	error?: string;
}

const LOG_LINES = 50;

/** Packs the build, installs it in a fresh n8n, tells every story one after another. */
export async function runStories({
	root,
	runtime,
	ensureSystem,
	only = '',
	older = false,
	pictures,
}: RunOptions): Promise<Result[]> {
	const parts = only.split(',');
	const chosen = (older ? storiesOfOlder(runtime.version) : stories).filter(({ name }) =>
		parts.some((part) => name.includes(part)),
	);
	if (chosen.length === 0) throw new Error(`no story's name contains "${only}"`);
	const system = await ensureSystem([...new Set(chosen.flatMap(({ needs = [] }) => needs))]);
	const folder = mkdtempSync(path.join(os.tmpdir(), 'n8n-crm-pack-e2e-'));
	const home = path.join(folder, 'home');
	const logFile = path.join(folder, 'n8n.log');
	const removeFolder = () => rmSync(folder, { recursive: true, force: true });
	// Also when a signal ends the process; n8n itself is ended by children.ts then.
	process.once('exit', removeFolder);
	let n8n: N8n | undefined;
	let results: Result[] = [];
	try {
		const tarball = await packTarball(root, folder);
		await installTarball(home, tarball);
		n8n = await startN8n({ runtime, home, logFile, port: await freePort() });
		await n8n.rest.signIn(OWNER);
		console.log(`n8n ${runtime.version} is ready with ${tarball.name} ${tarball.version}`);
		const own = { folder, home, tarball, n8n, logFile, saved: [] };
		results = await tellAll(chosen, { root, runtime, system, owner: OWNER, pictures, ...own });
	} finally {
		if (results.length === 0 || results.some(({ error }) => error)) printLog(logFile);
		await n8n?.stop();
		removeFolder();
	}
	results.push(await nothingLeft(folder));
	return results;
}

/** A row of its own in the table: a test that leaves servers behind is no good neighbour. */
async function nothingLeft(folder: string): Promise<Result> {
	const start = Date.now();
	const left = await leftovers(folder);
	const error = left.length > 0 ? left.join('\n') : undefined;
	console.log(error ? `\nLeft behind:\n${error}` : '\nNo process and no file is left behind.');
	return { story: 'nothing-left', requests: 0, seconds: secondsSince(start), error };
}

async function tellAll(chosen: Story[], stage: Stage): Promise<Result[]> {
	const results: Result[] = [];
	for (const story of chosen) {
		console.log(`\n${story.name} ...`);
		const result = await tell(story, stage);
		console.log(result.error ? `  failed: ${result.error}` : `  passed in ${result.seconds} s`);
		results.push(result);
	}
	return results;
}

async function tell({ name, run }: Story, stage: Stage): Promise<Result> {
	const start = Date.now();
	const { context, emulators, requests, checkLog } = contextFor(stage);
	let error: string | undefined;
	try {
		await run(context);
		checkLog();
	} catch (thrown) {
		error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
	}
	await Promise.all(emulators.map(async (emulator) => await emulator.close()));
	return { story: name, requests: requests().length, seconds: secondsSince(start), error };
}

const secondsSince = (start: number) => Math.round((Date.now() - start) / 100) / 10;

function printLog(logFile: string): void {
	if (!existsSync(logFile)) return;
	console.log(`\nThe last ${LOG_LINES} lines of n8n's log:\n${tailOf(logFile, LOG_LINES)}`);
}

/** Prints the table, keeps the totals for CI, answers whether all passed. */
export function report(root: string, results: Result[]): boolean {
	const failed = results.filter(({ error }) => error).length;
	const passed = results.length - failed;
	const width = Math.max(...results.map(({ story }) => story.length), 'story'.length);
	console.log(`\n${'story'.padEnd(width)}  requests     time  result`);
	for (const { story, requests, seconds, error } of results) {
		const time = `${seconds.toFixed(1)} s`.padStart(7);
		console.log(
			`${story.padEnd(width)}  ${String(requests).padStart(8)}  ${time}  ${error ? 'failed' : 'passed'}`,
		);
	}
	mkdirSync(path.join(root, '.cache'), { recursive: true });
	writeFileSync(path.join(root, '.cache', 'e2e.json'), JSON.stringify({ passed, failed }));
	console.log(`\n${passed} passed, ${failed} failed`);
	return failed === 0;
}
