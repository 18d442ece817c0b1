/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import axios from 'axios';
import type { ZohoCrmEmulator } from '.';

export interface Row {
	code: string;
	status: string;
	message: string;
	details: Record<string, unknown>;
	[more: string]: unknown;
}

export interface Body {
	data?: Array<Record<string, unknown>>;
	info?: Record<string, unknown>;
	code?: string;
	details?: Record<string, unknown>;
	[more: string]: unknown;
}

/** A plain client of the API: every status is an answer. */
export function clientOf(emulator: ZohoCrmEmulator) {
	const token = emulator.token();
	async function call(
		method: string,
		path: string,
		config: AxiosRequestConfig = {},
	): Promise<AxiosResponse<Body>> {
		return await axios.request<Body>({
			method,
			url: `${emulator.url}${path}`,
			validateStatus: () => true,
			...config,
			headers: { authorization: `Zoho-oauthtoken ${token}`, ...config.headers },
		});
	}
	return {
		call,
		get: async (path: string, params: object = {}, headers = {}) =>
			await call('GET', path, { params, headers }),
		remove: async (path: string, params: object = {}) => await call('DELETE', path, { params }),
		post: async (path: string, data: unknown = {}, params: object = {}) =>
			await call('POST', path, { data, params }),
		put: async (path: string, data: unknown, headers = {}) =>
			await call('PUT', path, { data, headers }),
	};
}

export const rowsOf = ({ data }: AxiosResponse<Body>): Row[] => (data.data ?? []) as Row[];
