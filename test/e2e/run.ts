/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { tailOf } from './n8n/children';
import { freePort } from './n8n/ports';
import type { N8n, Runtime } from './n8n/server';
import { startN8n } from './n8n/server';
import { installTarball, packTarball } from './n8n/tarball';
import { stories } from './stories';
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
}

interface Result {
	story: string;
	requests: number;
	seconds: number;
	error?: string;
}

// n8n wants eight letters, one of them a capital, and a digit.
const OWNER = { email: 'owner@example.com', password: 'Owner-of-1' };
const LOG_LINES = 50;

/** Packs the build, installs it in a fresh n8n, tells every story one after another; answers whether all passed. */
export async function runStories({
	root,
	runtime,
	ensureSystem,
	only = '',
	pictures,
}: RunOptions): Promise<boolean> {
	const parts = only.split(',');
	const chosen = stories.filter(({ name }) => parts.some((part) => name.includes(part)));
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
		console.log(`n8n is ready with ${tarball.name} ${tarball.version}`);
		const stage = { root, folder, runtime, system, home, tarball, n8n, logFile };
		results = await tellAll(chosen, { ...stage, owner: OWNER, pictures });
	} finally {
		if (results.length === 0 || results.some(({ error }) => error)) printLog(logFile);
		await n8n?.stop();
		removeFolder();
	}
	return report(root, results);
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
	return {
		story: name,
		requests: requests().length,
		seconds: Math.round((Date.now() - start) / 100) / 10,
		error,
	};
}

function printLog(logFile: string): void {
	if (!existsSync(logFile)) return;
	console.log(`\nThe last ${LOG_LINES} lines of n8n's log:\n${tailOf(logFile, LOG_LINES)}`);
}

function report(root: string, results: Result[]): boolean {
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
