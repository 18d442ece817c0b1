/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import axios from 'axios';
import FormData from 'form-data';
import { createHash } from 'node:crypto';
import type { ServiceGoEmulator } from '.';

export interface Envelope {
	code: number;
	message?: string;
	visible: boolean;
	data?: unknown;
	paging?: { pageNum: number; pageSize: number; total?: number };
}

export type Reply = AxiosResponse<Envelope>;

/** Signs by hand, on purpose not with the emulator's own code. */
export function signed(at = Date.now(), digest = 'sha256', token = 'demo-token') {
	const timestamp = String(Math.floor(at / 1000));
	const raw = `admin@example.com&${token}&${timestamp}`;
	return {
		email: 'admin@example.com',
		timestamp,
		sign: createHash(digest).update(raw).digest('hex'),
	};
}

/** A plain client of the API: every status is an answer. */
export function clientOf(emulator: ServiceGoEmulator) {
	async function call(
		method: string,
		url: string,
		config: AxiosRequestConfig = {},
	): Promise<Reply> {
		return await axios.request<Envelope>({
			method,
			url: `${emulator.baseUrl}${url}`,
			validateStatus: () => true,
			...config,
			params: { ...signed(emulator.now()), ...config.params },
		});
	}
	return {
		call,
		get: async (url: string, params: object = {}) => await call('GET', url, { params }),
		remove: async (url: string, params: object = {}) => await call('DELETE', url, { params }),
		post: async (url: string, data: unknown, params: object = {}) =>
			await call('POST', url, { data, params }),
		put: async (url: string, data: unknown, params: object = {}) =>
			await call('PUT', url, { data, params }),
		upload: async (
			url: string,
			files: Array<[part: string, name: string, text: string]>,
			params: object = {},
		) => {
			const data = new FormData();
			for (const [part, filename, text] of files)
				data.append(part, Buffer.from(text), { filename });
			return await call('POST', url, { data, params, headers: data.getHeaders() });
		},
		/** Answers the id of a new contact. */
		contact: async (values: Record<string, string>): Promise<number> => {
			const reply = await call('POST', '/v1/data', {
				data: { objectApiName: 'contact', fieldDataList: pairs(values) },
			});
			if (reply.data.code !== 200) throw new Error(reply.data.message);
			return (reply.data.data as { id: number }).id;
		},
	};
}

export function pairs(values: Record<string, unknown>) {
	return Object.entries(values).map(([fieldApiName, fieldValue]) => ({ fieldApiName, fieldValue }));
}

interface ShownField {
	fieldApiName: string;
	fieldTypeApiName: string;
	fieldValue: string;
	[more: string]: unknown;
}

/** The fields of an answered record by name. */
export function fieldsOf(record: unknown): Record<string, ShownField> {
	const { fieldDataList } = record as { fieldDataList: ShownField[] };
	return Object.fromEntries(fieldDataList.map((field) => [field.fieldApiName, field]));
}

export function idsOf(reply: Reply): number[] {
	return (reply.data.data as Array<{ id: number }>).map(({ id }) => id);
}
