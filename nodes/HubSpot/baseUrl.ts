import type { Credential } from '../core/vendor';

/** https everywhere but on this very machine; no credentials inside; the version belongs to its own field. */
export function baseURL({ baseUrl }: Credential): string {
	const text = String(baseUrl ?? '')
		.trim()
		.replace(/\/+$/, '');
	if (!URL.canParse(text))
		throw new Error('"Base URL" is not a URL such as https://api.hubapi.com');
	const { protocol, hostname, username, password, search, hash } = new URL(text);
	const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
	if (protocol !== 'https:' && !(protocol === 'http:' && loopback))
		throw new Error('"Base URL" must begin with https://');
	if (username || password) throw new Error('"Base URL" must not hold a user name or a password');
	if (search || hash) throw new Error('"Base URL" must end with the path, without ? or #');
	return text;
}
