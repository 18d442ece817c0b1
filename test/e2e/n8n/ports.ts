/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './children';
import { tailOf } from './children';

/** A port that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
	return await listenOnce(0);
}

export async function isFree(port: number): Promise<boolean> {
	return await listenOnce(port).then(
		() => true,
		() => false,
	);
}

/** Resolves when the child takes connections on its port; throws with the end of its log when it does not. */
export async function untilListening(child: Child, port: number, logFile: string): Promise<void> {
	const end = Date.now() + 30_000;
	while (!(await answers(port))) {
		if (child.ended() !== undefined || Date.now() > end) {
			await child.stop();
			throw new Error(`nothing listens on port ${port}\n${tailOf(logFile, 20)}`);
		}
		await sleep(50);
	}
}

async function answers(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect({ port, host: '127.0.0.1' });
		const finish = (yes: boolean) => {
			socket.destroy();
			resolve(yes);
		};
		socket.once('connect', () => finish(true));
		socket.once('error', () => finish(false));
	});
}

async function listenOnce(port: number): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen({ port, host: '127.0.0.1' }, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
		});
	});
}
