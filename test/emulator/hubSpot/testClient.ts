/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import axios from 'axios';
import type { HubSpotEmulator } from '.';

export interface Body {
	[name: string]: unknown;
	message: string;
	category: string;
	results: Array<
		Record<string, unknown> & { id: string; properties: Record<string, string | null> }
	>;
	errors: Array<{ category: string; message: string; context: Record<string, string[]> }>;
	paging?: { next: { after: string } };
}

export type Reply = AxiosResponse<Body>;

/** A plain client of the API: every status is an answer. */
export function clientOf(emulator: HubSpotEmulator, token = emulator.token) {
	const call = async (
		method: string,
		url: string,
		data?: unknown,
		config: AxiosRequestConfig = {},
	): Promise<Reply> =>
		await axios.request<Body>({
			method,
			url: `${emulator.url}${url}`,
			data,
			validateStatus: () => true,
			...config,
			headers: { authorization: `Bearer ${token}`, ...config.headers },
		});
	return {
		call,
		get: async (url: string, params: object = {}) => await call('GET', url, undefined, { params }),
		post: async (url: string, data: unknown) => await call('POST', url, data),
		put: async (url: string, data?: unknown) => await call('PUT', url, data),
		patch: async (url: string, data: unknown) => await call('PATCH', url, data),
		remove: async (url: string) => await call('DELETE', url),
	};
}
