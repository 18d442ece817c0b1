/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PROC = '/proc';
const GONE_WITHIN = 5_000;

/**
 * What a run has left behind: its folder, and processes that know of it by command line, environment or working
 * folder. Ended ones may take a moment to go. Processes are seen on Linux alone.
 */
export async function leftovers(folder: string): Promise<string[]> {
	const end = Date.now() + GONE_WITHIN;
	let processes = processesOf(folder);
	while (processes.length > 0 && Date.now() < end) {
		await sleep(100);
		processes = processesOf(folder);
	}
	return existsSync(folder) ? [...processes, folder] : processes;
}

function processesOf(folder: string): string[] {
	const ids = existsSync(PROC) ? readdirSync(PROC).filter((name) => /^\d+$/.test(name)) : [];
	return ids
		.filter((id) => Number(id) !== process.pid && knows(path.join(PROC, id), folder))
		.map((id) => `process ${id}: ${read(path.join(PROC, id, 'cmdline')).replaceAll('\0', ' ')}`);
}

const knows = (place: string, folder: string): boolean =>
	[read(path.join(place, 'cmdline')), read(path.join(place, 'environ')), workingFolder(place)].some(
		(text) => text.includes(folder),
	);

/** Empty where it has ended meanwhile, or belongs to somebody else. */
function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

function workingFolder(place: string): string {
	try {
		return readlinkSync(path.join(place, 'cwd'));
	} catch {
		return '';
	}
}
