import type { ApiResponse, Credential, TokenField } from '../vendor';
import type { NetworkFault } from './send';

type Answer = ApiResponse | NetworkFault;

const signingIn = new Map<string, Promise<unknown>>();

/**
 * Sends with a new token, signing in once per credential and process: the first caller sends with a blanked
 * token, which makes n8n run `preAuthentication` and store the new one; the others wait and use that one.
 * A token that has changed in the meantime (another process signed in) is used as it is.
 */
export async function refreshed(
	who: string,
	token: TokenField,
	used: Credential,
	read: () => Promise<Credential>,
	send: (replacement?: Credential) => Promise<Answer>,
): Promise<Answer> {
	const ahead = signingIn.get(who);
	if (ahead) {
		await ahead.catch(() => {});
		return await send();
	}
	const first = (async () => {
		const stored = await read();
		if (stored[token.field] !== used[token.field]) return await send();
		return await send({ ...stored, [token.field]: '' });
	})();
	signingIn.set(who, first);
	try {
		return await first;
	} finally {
		signingIn.delete(who);
	}
}
