/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startChild } from './children';
import { freePort, untilListening } from './ports';

/** A server of this run alone. */
export interface Service {
	/** What makes n8n use it. */
	env: Record<string, string>;
	stop: () => Promise<void>;
}

/** A private Redis that keeps nothing on disk, for n8n's queue. */
export async function startRedis(server: string, into: string): Promise<Service> {
	const folder = path.join(into, 'redis');
	mkdirSync(folder);
	const logFile = path.join(into, 'redis.log');
	const port = await freePort();
	const listening = ['--port', String(port), '--bind', '127.0.0.1'];
	const child = startChild({
		command: server,
		args: [...listening, '--save', '', '--appendonly', 'no', '--dir', folder],
		env: process.env,
		logFile,
	});
	await untilListening(child, port, logFile);
	return {
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
		stop: child.stop,
	};
}
