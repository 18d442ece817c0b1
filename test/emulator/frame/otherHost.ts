/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { AddressInfo } from 'node:net';
import { createLog } from './log';
import type { RequestLog } from './log';
import { readRequest } from './read';
import { createServer } from './server';
import type { Answer, EmulatorRequest } from './types';
import { send } from './write';

/** A server that stands for somebody else's host, say an object storage: it records what it is told. */
export interface OtherHost {
	/** `http://localhost:port`: another host name than the emulator's, so same-host checks can be proven. */
	url: string;
	log: RequestLog;
	close: () => Promise<void>;
}

export async function startOtherHost(
	answer: (request: EmulatorRequest) => Answer,
	now: () => number,
): Promise<OtherHost> {
	const log = createLog();
	const server = await createServer();
	server.setNotFoundHandler(async (raw, reply) => {
		const entry = log.add(await readRequest(raw, '', now()));
		const given = answer(entry);
		entry.status = given.status;
		await send(reply, given, now());
	});
	await server.listen({ port: 0, host: 'localhost' });
	return {
		url: `http://localhost:${(server.server.address() as AddressInfo).port}`,
		log,
		close: async () => {
			await server.close();
		},
	};
}
