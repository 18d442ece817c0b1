import type { FastifyReply } from 'fastify';
import type { Answer } from './types';

interface Payload {
	content: Buffer;
	headers: Record<string, string>;
}

function payloadOf({ body, headers = {} }: Answer): Payload {
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

export async function send(reply: FastifyReply, answer: Answer): Promise<void> {
	const { content, headers } = payloadOf(answer);
	await reply.code(answer.status).headers(headers).send(content);
}

/** A real RST, not an orderly end: clients see ECONNRESET. */
export function reset(reply: FastifyReply): void {
	reply.hijack();
	reply.raw.socket?.resetAndDestroy();
}

/** The head promises the whole body and only half of it comes. */
export function cut(reply: FastifyReply, answer: Answer): void {
	const { content, headers } = payloadOf(answer);
	reply.hijack();
	reply.raw.writeHead(answer.status, { ...headers, 'content-length': Math.max(2, content.length) });
	reply.raw.write(content.subarray(0, Math.max(1, Math.floor(content.length / 2))), () => {
		reply.raw.socket?.destroy();
	});
}
