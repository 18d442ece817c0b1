/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Owner {
	email: string;
	password: string;
}

/** Who owns every n8n of the tests: n8n wants eight letters, one of them a capital, and a digit. */
export const OWNER: Owner = { email: 'owner@example.com', password: 'Owner-of-1' };

export interface Rest {
	base: string;
	/** Answers the `data` of n8n's envelope where there is one; throws a RestError on any other status than 2xx. */
	request: <T>(
		method: string,
		path: string,
		body?: unknown,
		headers?: Record<string, string>,
	) => Promise<T>;
	get: <T>(path: string) => Promise<T>;
	post: <T>(path: string, body?: unknown) => Promise<T>;
	patch: <T>(path: string, body?: unknown) => Promise<T>;
	/** The plain answer, with the session's cookie sent along. */
	open: (path: string, init?: RequestInit) => Promise<Response>;
	/** Creates the owner, or signs in where there is one already. */
	signIn: (owner: Owner) => Promise<void>;
}

export class RestError extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

/** A busy n8n drops idle connections just when they are used again: a question that changes nothing is asked anew. */
async function asked(url: URL, init: RequestInit, left = 3): Promise<Response> {
	return await fetch(url, init).catch(async (error: unknown) => {
		if (left === 0 || (init.method ?? 'GET') !== 'GET') return await Promise.reject(error);
		await sleep(500);
		return await asked(url, init, left - 1);
	});
}

/** A session with n8n's own REST API, the one the editor uses. */
export function createRest(base: string): Rest {
	let cookie = '';

	async function open(path: string, init: RequestInit = {}): Promise<Response> {
		const headers = new Headers(init.headers);
		if (cookie) headers.set('cookie', cookie);
		const response = await asked(new URL(path, base), { ...init, headers });
		const cookies = response.headers.getSetCookie();
		if (cookies.length > 0) cookie = cookies.map((one) => one.split(';')[0]).join('; ');
		return response;
	}

	async function request<T>(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<T> {
		const response = await open(path, {
			method,
			headers: { 'content-type': 'application/json', ...headers },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) {
			throw new RestError(
				response.status,
				`${method} ${path}: ${response.status} ${text.slice(0, 800)}`,
			);
		}
		return withoutEnvelope(parsed(text), path) as T;
	}

	return {
		base,
		request,
		open,
		get: async (path) => await request('GET', path),
		post: async (path, body = {}) => await request('POST', path, body),
		patch: async (path, body) => await request('PATCH', path, body),
		signIn: async ({ email, password }) => {
			const settings = await request<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
				'GET',
				'/rest/settings',
			);
			if (settings.userManagement.showSetupOnFirstLoad) {
				await request('POST', '/rest/owner/setup', {
					email,
					password,
					firstName: 'Demo',
					lastName: 'Owner',
				});
			} else {
				await request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
			}
		},
	};
}

/** Asks until the answer has the wanted status; throws after the time is up. */
export async function waitForStatus(
	url: string,
	status: number,
	{ timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal },
): Promise<void> {
	const end = Date.now() + timeoutMs;
	let last = 'no answer';
	while (Date.now() < end && !signal?.aborted) {
		const answer = await fetch(url).catch(() => undefined);
		await answer?.arrayBuffer();
		if (answer?.status === status) return;
		if (answer) last = String(answer.status);
		await sleep(150);
	}
	throw new Error(`${url} did not answer ${status} within ${timeoutMs / 1000} s (last: ${last})`);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function withoutEnvelope(answer: unknown, path: string): unknown {
	const wrapped = path.startsWith('/rest/') && typeof answer === 'object' && answer !== null;
	return wrapped && 'data' in answer ? answer.data : answer;
}
