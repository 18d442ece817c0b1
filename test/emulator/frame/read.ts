import type { FastifyRequest } from 'fastify';
import type { EmulatorRequest, Part, Query } from './types';

function parseQuery(rawUrl: string): Query {
	const query: Query = {};
	for (const [name, value] of new URL(rawUrl, 'http://emulator').searchParams) {
		const held = query[name];
		query[name] = held === undefined ? value : [...(Array.isArray(held) ? held : [held]), value];
	}
	return query;
}

async function readParts(request: FastifyRequest): Promise<Part[]> {
	const parts: Part[] = [];
	for await (const part of request.parts()) {
		if (part.type === 'file') {
			const content = await part.toBuffer();
			parts.push({ name: part.fieldname, filename: part.filename, type: part.mimetype, content });
		} else {
			const content = Buffer.from(String(part.value));
			parts.push({ name: part.fieldname, type: part.mimetype, content });
		}
	}
	return parts;
}

function readBody(request: FastifyRequest): Pick<EmulatorRequest, 'body' | 'bytes' | 'malformed'> {
	const { body: bytes } = request;
	if (!Buffer.isBuffer(bytes) || bytes.length === 0) return { body: undefined, malformed: false };
	const text = bytes.toString('utf8');
	if (!(request.headers['content-type'] ?? '').includes('json')) {
		return { body: text, bytes, malformed: false };
	}
	try {
		return { body: JSON.parse(text) as unknown, bytes, malformed: false };
	} catch {
		return { body: text, bytes, malformed: true };
	}
}

/** Path as routes and the log know it; a path outside the base path is left whole. */
function pathOf(rawUrl: string, basePath: string): string {
	const path = rawUrl.split('?', 1)[0] ?? '';
	return basePath !== '' && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
}

/** Everything a vendor or a test may want to know about a request, its whole body included. */
export async function readRequest(
	request: FastifyRequest,
	basePath: string,
	at: number,
): Promise<EmulatorRequest> {
	const rawUrl = request.raw.url ?? '/';
	const seen: EmulatorRequest = {
		method: request.method,
		path: pathOf(rawUrl, basePath),
		query: parseQuery(rawUrl),
		rawUrl,
		headers: request.headers,
		at,
		params: request.params as Record<string, string>,
		...readBody(request),
	};
	if (!request.isMultipart()) return seen;
	try {
		return { ...seen, parts: await readParts(request) };
	} catch {
		return { ...seen, parts: [], malformed: true };
	}
}
