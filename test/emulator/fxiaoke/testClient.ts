/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import axios from 'axios';
import { randomUUID } from 'node:crypto';
import type { FxiaokeEmulator } from '.';

export type Reply = Record<string, unknown> & { errorCode: number; traceId: string };

/** A plain client of the API; signs in by hand, on purpose not with the node's own code. */
export function clientOf(emulator: FxiaokeEmulator) {
	const raw = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
		await axios.post<Reply>(`${emulator.url}${path}`, body, {
			params: { thirdTraceId: randomUUID() },
			headers,
			validateStatus: () => true,
		});
	let token: string | undefined;
	const { account } = emulator;
	async function signIn(): Promise<string> {
		const { appId, appSecret, permanentCode } = account;
		const { data } = await raw('/oauth2.0/token', {
			appId,
			appSecret,
			permanentCode,
			grantType: 'app_secret',
		});
		token = String(data.accessToken);
		return token;
	}
	const post = async (path: string, body: unknown, user = '1000'): Promise<Reply> => {
		const headers = {
			authorization: `Bearer ${token ?? (await signIn())}`,
			'x-fs-ea': account.ea,
			'x-fs-userid': user,
		};
		return (await raw(path, body, headers)).data;
	};
	return {
		raw,
		post,
		signIn,
		forget: () => {
			token = undefined;
		},
		create: async (object: string, values: object, more: object = {}, user = '1000') => {
			const base = object.endsWith('__c') ? '/cgi/crm/custom/v2/data' : '/cgi/crm/v2/data';
			const { details, ...top } = more as { details?: unknown };
			const reply = await post(
				`${base}/create`,
				{ ...top, data: { object_data: { dataObjectApiName: object, ...values }, details } },
				user,
			);
			if (reply.errorCode) throw new Error(String(reply.errorDescription));
			return String(reply.dataId);
		},
		query: async (object: string, info: object, more: object = {}, data: object = {}) =>
			await post(
				object.endsWith('__c') ? '/cgi/crm/custom/v2/data/query' : '/cgi/crm/v2/data/query',
				{ ...more, data: { dataObjectApiName: object, search_query_info: info, ...data } },
			),
	};
}
