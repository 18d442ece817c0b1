/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import type { Credential } from './n8n/workflows';

/** As much of a logged request as can hold a secret. */
export interface Sent {
	headers: Record<string, string | string[] | undefined>;
	query: Record<string, string | string[]>;
}

const SECRET_FIELD = /token$|secret$|password$|key$/i;
/** Shorter ones stand in ordinary text. */
const SHORTEST = 8;

/** Every secret of the credentials, and those that went over the wire: tokens that were handed out, signatures. */
export function secretsOf(credentials: Credential[], requests: Sent[]): string[] {
	const kept = credentials.flatMap(({ data }) => inside(data));
	const sent = requests.flatMap(({ headers, query }) => [
		String(headers.authorization ?? '')
			.split(' ')
			.at(-1) ?? '',
		String(query.sign ?? ''),
	]);
	return [...new Set([...kept, ...sent])].filter((text) => text.length >= SHORTEST);
}

function inside(data: Record<string, unknown>): string[] {
	return Object.entries(data).flatMap(([name, value]) => {
		if (typeof value === 'string') return SECRET_FIELD.test(name) ? [value] : [];
		return value && typeof value === 'object' ? inside(value as Record<string, unknown>) : [];
	});
}

/** A secret in what n8n stores or logs is read by everybody who may see the execution. */
export function assertNone(secrets: string[], text: string, where: string): void {
	const found = secrets.find((secret) => text.includes(secret));
	// not the whole of it: this goes into a log, too
	assert.equal(found?.slice(0, 6), undefined, `${where} holds a secret`);
}
