import type { FastifyReply } from 'fastify';
import type { Answer } from './types';

interface Payload {
	content: Buffer;
	headers: Record<string, string>;
}

/** `at`: the emulator's clock, which clients read off the Date header. */
function payloadOf({ body, headers: own = {} }: Answer, at: number): Payload {
	const headers = { date: new Date(at).toUTCString(), ...own };
	if (body === undefined) return { content: Buffer.alloc(0), headers };
	if (Buffer.isBuffer(body)) {
		return { content: body, headers: { 'content-type': 'application/octet-stream', ...headers } };
	}
	if (typeof body === 'string') {
		return {
			content: Buffer.from(body),
			headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
		};
	}
	return {
		content: Buffer.from(JSON.stringify(body)),
		headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
	};
}

export async function send(reply: FastifyReply, answer: Answer, at: number): Promise<void> {
	const { content, headers } = payloadOf(answer, at);
	await reply.code(answer.status).headers(headers).send(content);
}

/** A real RST, not an orderly end: clients see ECONNRESET. */
export function reset(reply: FastifyReply): void {
	reply.hijack();
	reply.raw.socket?.resetAndDestroy();
}

/** The head promises the whole body and only half of it comes. */
export function cut(reply: FastifyReply, answer: Answer, at: number): void {
	const { content, headers } = payloadOf(answer, at);
	reply.hijack();
	reply.raw.writeHead(answer.status, { ...headers, 'content-length': Math.max(2, content.length) });
	reply.raw.write(content.subarray(0, Math.max(1, Math.floor(content.length / 2))), () => {
		reply.raw.socket?.destroy();
	});
}
