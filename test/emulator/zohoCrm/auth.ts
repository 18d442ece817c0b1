import { randomBytes } from 'node:crypto';
import type { Answer, EmulatorRequest, Route } from '../frame';
import type { Context } from './context';
import { refuse } from './envelope';
import { creditsOf, isHeavy, scopeOf } from './scopes';
import type { Store } from './store';

const refused = (status: number, code: string, message: string): Answer => ({
	status,
	body: refuse(code, message, {}, status).row(),
});

function formOf({ body, parts, query }: EmulatorRequest): Record<string, string> {
	if (parts) return Object.fromEntries(parts.map(({ name, content }) => [name, String(content)]));
	return {
		...(query as Record<string, string>),
		...Object.fromEntries(new URLSearchParams(typeof body === 'string' ? body : '')),
	};
}

/** A code is good once. */
function takeCode(store: Store, code = ''): boolean {
	const until = store.codes.get(code) ?? 0;
	store.codes.delete(code);
	return until > store.now();
}

export function newToken(store: Store): string {
	const token = `1000.${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`;
	store.tokens.set(token, store.now() + store.switches.tokenLifeMs);
	return token;
}

const CODE_LIFE_MS = 120_000;

/** `GET /oauth/v2/auth`: the page that asks a person; "Accept" leads back to the app with a code. */
export function consentRoute({ store, account, url }: Context): Route {
	return {
		method: 'GET',
		path: '/oauth/v2/auth',
		open: true,
		handle: ({ query }) => {
			const { client_id, response_type, redirect_uri, scope, state } = query as Record<
				string,
				string
			>;
			if (client_id !== account.clientId) return { status: 400, body: 'Invalid Client ID' };
			if (response_type !== 'code') return { status: 400, body: 'Invalid Response Type' };
			if (!redirect_uri || !URL.canParse(redirect_uri))
				return { status: 400, body: 'Invalid Redirect Uri' };
			if (!scope) return { status: 400, body: 'Invalid OAuth Scope' };
			const code = `1000.${randomBytes(16).toString('hex')}`;
			store.codes.set(code, store.now() + CODE_LIFE_MS);
			const back = new URL(redirect_uri);
			const answer = { state: state ?? '', code, location: 'us', 'accounts-server': url() };
			for (const [name, value] of Object.entries(answer)) back.searchParams.set(name, value);
			return {
				status: 200,
				headers: { 'content-type': 'text/html; charset=utf-8' },
				body: `<link rel="icon" href="data:,"><h1>Emulator of Zoho CRM</h1><p>${scope.split(',').length} scopes</p><a href="${back.href.replaceAll('&', '&amp;')}">Accept</a>`,
			};
		},
	};
}

/** `POST /oauth/v2/token`: errors come inside a 200. */
export function tokenRoute({ store, account, url }: Context): Route {
	return {
		method: 'POST',
		path: '/oauth/v2/token',
		open: true,
		handle: (request) => {
			const form = formOf(request);
			const failed = (error: string): Answer => ({ status: 200, body: { error } });
			if (form.client_id !== account.clientId) return failed('invalid_client');
			if (form.client_secret !== account.clientSecret) return failed('invalid_client_secret');
			if (form.grant_type === 'refresh_token' && form.refresh_token !== account.refreshToken)
				return failed('invalid_code');
			if (form.grant_type === 'authorization_code' && !takeCode(store, form.code))
				return failed('invalid_code');
			if (!['refresh_token', 'authorization_code'].includes(form.grant_type ?? ''))
				return failed('unsupported_grant_type');
			return {
				status: 200,
				body: {
					access_token: newToken(store),
					...(form.grant_type === 'authorization_code' && { refresh_token: account.refreshToken }),
					scope: store.switches.scopes.join(' ') || 'all',
					api_domain: url(),
					token_type: 'Bearer',
					expires_in: Math.floor(store.switches.tokenLifeMs / 1000),
				},
			};
		},
	};
}

/** Both prefixes are taken: Zoho's own, and the Bearer that n8n sends. */
export function authorize(
	store: Store,
	{ headers, path, at }: EmulatorRequest,
): Answer | undefined {
	const [, token] =
		/^(?:Zoho-oauthtoken|Bearer) (\S+)$/.exec(String(headers.authorization ?? '')) ?? [];
	if (!token) return refused(401, 'AUTHENTICATION_FAILURE', 'Authentication failed');
	if ((store.tokens.get(token) ?? 0) <= at)
		return refused(401, 'INVALID_TOKEN', 'invalid oauth token');
	const { scopes } = store.switches;
	if (!scopes.length || scopes.includes(scopeOf(path))) return undefined;
	return refused(401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL');
}

const busy = (store: Store): Answer => ({
	...refused(429, 'TOO_MANY_REQUESTS', 'Too many requests fired in concurrent'),
	...(store.switches.retryAfter !== undefined && {
		headers: { 'retry-after': String(store.switches.retryAfter) },
	}),
});

/** Concurrency and credits: both are refused alike. */
export function limitRate(store: Store, request: EmulatorRequest): Answer | undefined {
	const { concurrency, subConcurrency, credits } = store.switches;
	const { method, path, body, query } = request;
	if (store.underWay >= concurrency) return busy(store);
	if (isHeavy(method, path) && store.heavyUnderWay >= subConcurrency) return busy(store);
	const cost = creditsOf(method, path, body, query);
	if (store.creditsUsed + cost > credits) return busy(store);
	store.creditsUsed += cost;
	return undefined;
}
