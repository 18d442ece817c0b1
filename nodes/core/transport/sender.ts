import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Credential } from '../vendor';
import type { ApiOptions, Context } from './api';
import { refreshed } from './refresh';
import { attempt, type Answer } from './send';

/** What one request knows of the token that it goes out with. */
export interface Signing {
	/** The credential of the last attempt: renewing starts from this one, whatever others did meanwhile. */
	used: Credential;
	renew: boolean;
	/** This very request made n8n sign in. */
	signedIn: boolean;
}

/** Sends through n8n, with the credential or without it. */
export interface Sender {
	/** The credential with the newest token that was seen. */
	held(): Credential;
	/** `renew`: with a blanked token, so that n8n signs in anew and stores it; `count` is told of that request. */
	signed(http: IHttpRequestOptions, signing: Signing, count: () => void): Promise<Answer>;
	bare(http: IHttpRequestOptions): Promise<Answer>;
}

/** `who`: all that share a token sign in once. */
export function senderOf(
	context: Context,
	{ vendor: { token }, credentialType, credential }: ApiOptions,
	{ who, signal }: { who: string; signal: AbortSignal | undefined },
): Sender {
	let held = credential;
	const read = async () => await context.getCredentials(credentialType);

	const transmit = async (request: IHttpRequestOptions, replacement?: Credential) =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialType,
			request,
			replacement && {
				credentialsDecrypted: {
					id: context.getNode().credentials?.[credentialType]?.id ?? '',
					name: credentialType,
					type: credentialType,
					data: { ...replacement },
				},
			},
		)) as IN8nHttpFullResponse;

	const transmitBare = async (request: IHttpRequestOptions) =>
		(await context.helpers.httpRequest({
			...request,
			abortSignal: signal,
		})) as IN8nHttpFullResponse;

	return {
		held: () => held,
		bare: async (http) => await attempt(transmitBare, http),
		async signed(http, signing, count) {
			if (!signing.renew || !token) {
				signing.used = held;
				return await attempt(transmit, http);
			}
			const send = async (blank?: Credential) => {
				if (blank) count();
				signing.signedIn ||= Boolean(blank);
				return await attempt(transmit, http, blank);
			};
			const answer = await refreshed({ who, token, used: signing.used, read, send });
			signing.used = held = await read();
			return answer;
		},
	};
}
