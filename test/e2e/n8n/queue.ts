/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error, no-console */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Child } from './children';
import { tailOf } from './children';
import { freePort } from './ports';
import type { PostgreSql } from './postgreSql';
import { startPostgreSql } from './postgreSql';
import { startRedis } from './redis';
import { OWNER } from './rest';
import type { N8n, Runtime } from './server';
import { startN8n } from './server';
import type { Tarball } from './tarball';
import { installTarball } from './tarball';
import type { System } from '../story';
import { placeOf } from '../story';

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
	workers: Worker[];
	database: PostgreSql;
	logs: (lines: number) => string;
}

type Stops = Array<() => Promise<void>>;

const LOG_LINES = 40;
// A worker that is gone is noticed after its lock has run out; n8n's own values are 60, 10 and 30 seconds.
const LOCK = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** Runs the work on a queue of its own and stops everything afterwards; prints the ends of the logs when it fails. */
export async function withQueue(
	options: QueueOptions,
	work: (queue: Queue) => Promise<void>,
): Promise<void> {
	const stops: Stops = [];
	let queue: Queue | undefined;
	try {
		queue = await startQueue(options, stops);
		await work(queue);
	} catch (error) {
		if (queue) console.log(queue.logs(LOG_LINES));
		throw error;
	} finally {
		for (const stop of stops.reverse()) await stop();
	}
}

/** Starts everything, each n8n with the tarball in a user folder of its own. */
async function startQueue(options: QueueOptions, stops: Stops): Promise<Queue> {
	const { runtime, system, tarball, folder, concurrency } = options;
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
		const logFile = logOf(name);
		const onStart = ({ stop }: Child) => stops.push(stop);
		return await startN8n({ runtime, home, port, logFile, args, env, onStart });
	};

	const startWorker = async (name: string): Promise<Worker> => {
		const n8n = await start(name, ['worker', `--concurrency=${concurrency}`]);
		return { name, n8n, started: () => startedIn(logOf(name)) };
	};

	const redis = await startRedis(placeOf(system, 'redis'), folder);
	stops.push(redis.stop);
	const database = await startPostgreSql(placeOf(system, 'postgresql'), folder);
	stops.push(database.stop);
	Object.assign(common, redis.env, database.env);
	// alone at first: it makes the tables
	const main = await start('main', ['start']);
	await main.rest.signIn(OWNER);
	const names = Array.from({ length: options.workers }, (_one, index) => `worker${index + 1}`);
	const workers = await Promise.all(names.map(startWorker));
	return {
		main,
		workers,
		database,
		logs: (lines) =>
			['main', ...names].map((name) => `--- ${name}\n${tailOf(logOf(name), lines)}`).join('\n'),
	};
}

function startedIn(logFile: string): string[] {
	const lines = readFileSync(logFile, 'utf8').matchAll(/Worker started execution (\d+)/g);
	return [...lines].map(([, id]) => id);
}
