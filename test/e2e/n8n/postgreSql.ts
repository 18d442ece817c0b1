/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error */
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './children';
import { mustRun, startChild } from './children';
import { freePort, untilListening } from './ports';
import type { Service } from './redis';

export interface PostgreSql extends Service {
	/** One row a line, values separated by |. */
	query: (sql: string) => Promise<string>;
}

const USER = 'n8n';
const DATABASE = 'postgres';
const STARTED_WITHIN = 60_000;
// the data lives as long as the run: speed instead of safety, and no shared memory that could be left behind
const SETTINGS = ['fsync=off', 'full_page_writes=off', 'dynamic_shared_memory_type=mmap'];

/** A private PostgreSQL in a folder below `into`; `bin` holds its programs. */
export async function startPostgreSql(bin: string, into: string): Promise<PostgreSql> {
	const folder = path.join(into, 'postgresql');
	const logFile = path.join(into, 'postgresql.log');
	mkdirSync(folder);
	const uid = await ownUser(folder);
	const env = { ...process.env, LC_ALL: 'C.UTF-8' };
	const program = (name: string) => path.join(bin, name);
	const like = ['-A', 'trust', '-U', USER, '-E', 'UTF8', '--no-sync'];
	await mustRun(program('initdb'), ['-D', folder, ...like], { env, uid, cwd: folder });
	const port = await freePort();
	const settings = [`listen_addresses=127.0.0.1`, `unix_socket_directories=${folder}`, ...SETTINGS];
	const child = startChild({
		command: program('postgres'),
		args: ['-D', folder, '-p', String(port), ...settings.flatMap((one) => ['-c', one])],
		env,
		uid,
		cwd: folder,
		logFile,
		// SIGTERM would wait for clients, and SIGKILL leave its helpers behind
		quickSignal: 'SIGQUIT',
	});
	await untilListening(child, port, logFile);
	const connection = ['-h', '127.0.0.1', '-p', String(port), '-U', USER, '-d', DATABASE];
	const query = async (sql: string) =>
		(await mustRun(program('psql'), [...connection, '-A', '-t', '-c', sql], { env })).trim();
	await untilStarted(async () => await query('select 1'), child);
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: 'not asked for',
		},
		query,
		stop: child.stop,
	};
}

/** It listens before it has started up. */
async function untilStarted(ask: () => Promise<unknown>, child: Child): Promise<void> {
	const end = Date.now() + STARTED_WITHIN;
	for (;;) {
		try {
			await ask();
			return;
		} catch (error) {
			if (Date.now() < end) await sleep(200);
			else {
				await child.stop();
				throw error;
			}
		}
	}
}

/** PostgreSQL refuses to run as root: then the user that Debian made for it owns the folder and can get there. */
async function ownUser(folder: string): Promise<number | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const uid = Number(await mustRun('id', ['-u', 'postgres']));
	chownSync(folder, uid, -1);
	const temporary = os.tmpdir();
	let above = path.dirname(folder);
	while (above.startsWith(`${temporary}${path.sep}`)) {
		chmodSync(above, 0o711);
		above = path.dirname(above);
	}
	return uid;
}
