/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { tailOf } from './children';
import { freePort } from './ports';
import type { PostgreSql } from './postgreSql';
import { startPostgreSql } from './postgreSql';
import { startRedis } from './redis';
import type { N8n, Runtime } from './server';
import { startN8n } from './server';
import type { Tarball } from './tarball';
import { installTarball } from './tarball';
import type { System } from '../story';

export interface QueueOptions {
	runtime: Runtime;
	system: System;
	tarball: Tarball;
	/** For the data and logs of everything that is started. */
	folder: string;
	workers: number;
	/** Executions at once in one worker. */
	concurrency: number;
}

export interface Worker {
	name: string;
	n8n: N8n;
	/** IDs of the executions that its log says it has started. */
	started: () => string[];
}

/** n8n's own distributed engine: a main process, workers, Redis between them and PostgreSQL below. */
export interface Queue {
	main: N8n;
	/** As `started` of a worker: the main process is to run none. */
	startedOnMain: () => string[];
	workers: Worker[];
	database: PostgreSql;
	addWorker: () => Promise<Worker>;
	logs: (lines: number) => string;
	stop: () => Promise<void>;
}

// A worker that is gone is noticed after its lock has run out; n8n's own values are 60, 10 and 30 seconds.
const LOCK = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** Starts everything, each n8n with the tarball in a user folder of its own; stops what it has started if one fails. */
export async function startQueue(options: QueueOptions): Promise<Queue> {
	const { runtime, system, tarball, folder, concurrency } = options;
	const stops: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const one of stops.splice(0).reverse()) await one();
	};
	const common: Record<string, string> = {
		...LOCK,
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: 'the same for all processes',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	};

	const logOf = (name: string) => path.join(folder, `${name}.log`);
	const start = async (name: string, args: string[]): Promise<N8n> => {
		const home = path.join(folder, name);
		mkdirSync(home);
		await installTarball(home, tarball);
		const port = await freePort();
		const env = { ...common, QUEUE_HEALTH_CHECK_PORT: String(port) };
		const n8n = await startN8n({ runtime, home, port, logFile: logOf(name), args, env });
		stops.push(n8n.stop);
		return n8n;
	};

	const workers: Worker[] = [];
	const addWorker = async () => {
		const name = `worker${workers.length + 1}`;
		const n8n = await start(name, ['worker', `--concurrency=${concurrency}`]);
		const worker = { name, n8n, started: () => startedIn(logOf(name)) };
		workers.push(worker);
		return worker;
	};

	try {
		const redis = await startRedis(needed(system.redis), folder);
		stops.push(redis.stop);
		const database = await startPostgreSql(needed(system.postgresql), folder);
		stops.push(database.stop);
		Object.assign(common, redis.env, database.env);
		// alone at first: it makes the tables
		const main = await start('main', ['start']);
		for (let count = 0; count < options.workers; count += 1) await addWorker();
		return {
			main,
			startedOnMain: () => startedIn(logOf('main')),
			workers,
			database,
			addWorker,
			logs: (lines) =>
				['main', ...workers.map(({ name }) => name)]
					.map((name) => `--- ${name}\n${tailOf(logOf(name), lines)}`)
					.join('\n'),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

function startedIn(logFile: string): string[] {
	const lines = readFileSync(logFile, 'utf8').matchAll(/Worker started execution (\d+)/g);
	return [...lines].map(([, id]) => id);
}

function needed(place: string | undefined): string {
	if (place === undefined) throw new Error('the story does not say what it needs of the system');
	return place;
}
