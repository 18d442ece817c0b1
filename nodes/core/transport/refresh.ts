import type { Credential, TokenField } from '../vendor';
import type { Answer } from './send';

const signingIn = new Map<string, Promise<unknown>>();

/** Whether a token is missing, or past its own expiry, so that a request with it would be lost. */
export function mustRenew(token: TokenField | undefined, credential: Credential): boolean {
	if (!token) return false;
	const at = token.expiresAt ? Number(credential[token.expiresAt]) : NaN;
	return !credential[token.field] || (at > 0 && at <= Date.now());
}

interface Refresh {
	/** Whose token it is. */
	who: string;
	token: TokenField;
	/** The credential that turned out to be too old. */
	used: Credential;
	read(): Promise<Credential>;
	send(replacement?: Credential): Promise<Answer>;
}

/**
 * Sends with a new token, signing in once per credential and process: the first caller sends with a blanked
 * token, which makes n8n run `preAuthentication` and store the new one; the others wait and use that one.
 * A token that has changed in the meantime (another process signed in) is used as it is.
 */
export async function refreshed({ who, token, used, read, send }: Refresh): Promise<Answer> {
	const ahead = signingIn.get(who);
	if (ahead) {
		await ahead.catch(() => {});
		return await send();
	}
	const first = (async () => {
		const stored = await read();
		if (stored[token.field] && stored[token.field] !== used[token.field]) return await send();
		return await send({ ...stored, [token.field]: '' });
	})();
	signingIn.set(who, first);
	try {
		return await first;
	} finally {
		signingIn.delete(who);
	}
}
