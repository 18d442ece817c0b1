/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultAnswer } from './faults';
import { createFaultPlan, describeFault, isDelay } from './faults';
import type { LogEntry } from './log';
import { createLog } from './log';
import { readRequest } from './read';
import type {
	Answer,
	Emulator,
	EmulatorOptions,
	EmulatorRequest,
	Route,
	VendorDefinition,
} from './types';
import { cut, reset, send } from './write';

const LARGEST_BODY = 200 * 1024 * 1024;

/** A server that reads every body itself: the vendor decides what is wrong with it, not the library. */
export async function createServer(): Promise<FastifyInstance> {
	const server = fastify({
		bodyLimit: LARGEST_BODY,
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 5000 },
	});
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
		done(null, body);
	});
	await server.register(multipart, {
		limits: { fileSize: LARGEST_BODY, fieldSize: LARGEST_BODY, files: 1000, parts: 1000 },
	});
	return server;
}

export async function startEmulator<State extends object, Switches extends object>(
	definition: VendorDefinition<State, Switches>,
	{ port = 0, now = () => Date.now() }: EmulatorOptions = {},
): Promise<Emulator<State, Switches>> {
	const log = createLog();
	const faults = createFaultPlan();
	const switches: Switches = structuredClone(definition.switches);
	const closing = new AbortController();
	let url = '';
	const vendor = await definition.start({ now, url: () => url, switches });

	async function answerOf(request: EmulatorRequest, route: Route | undefined): Promise<Answer> {
		try {
			if (!route) return vendor.notFound(request);
			const refusal = route.open
				? undefined
				: (vendor.authorize?.(request) ?? vendor.rateLimit?.(request));
			if (refusal) return refusal;
			return request.malformed ? vendor.malformed(request) : await route.handle(request);
		} catch (error) {
			return vendor.failed(error, request);
		}
	}

	/** Waits out the delays; answers what is left to do with the request, if anything. */
	async function suffer(
		entry: LogEntry,
		before: boolean,
	): Promise<Exclude<FaultAnswer, { delayMs: number }> | undefined> {
		for (const fault of faults.hit(entry, before)) {
			entry.fault = describeFault(fault);
			if (!isDelay(fault)) return fault;
			await sleep(fault.delayMs, undefined, { signal: closing.signal }).catch(() => undefined);
		}
		return undefined;
	}

	async function serve(raw: FastifyRequest, reply: FastifyReply, route?: Route): Promise<void> {
		const entry = log.add(await readRequest(raw, definition.basePath, now()));
		const early = await suffer(entry, true);
		const answer = early === undefined ? await answerOf(entry, route) : { status: 200 };
		const fault = early ?? (await suffer(entry, false));
		if (fault === 'reset') return reset(reply);
		entry.status = typeof fault === 'object' ? fault.status : answer.status;
		if (fault === 'cut') return cut(reply, answer, now());
		await send(reply, fault ?? answer, now());
	}

	const server = await createServer();
	for (const route of vendor.routes) {
		server.route({
			method: route.method,
			url: route.open ? route.path : `${definition.basePath}${route.path}`,
			exposeHeadRoute: false,
			handler: async (request, reply) => await serve(request, reply, route),
		});
	}
	server.setNotFoundHandler(async (request, reply) => await serve(request, reply));
	await server.listen({ port, host: '127.0.0.1' });
	url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

	return {
		...vendor.state,
		url,
		log,
		faults,
		switches,
		now,
		reset: () => {
			log.clear();
			faults.clear();
			Object.assign(switches, structuredClone(definition.switches));
			vendor.reset();
		},
		close: async () => {
			closing.abort();
			await server.close();
			await vendor.close?.();
		},
	};
}
