import type { Api, ApiRequest } from '../transport/api';
import { contextOf, type ItemError } from '../transport/errors';

/** Without the vendor's clock ours stands in for it, and may be ahead by this much. */
const UNSURE_MS = 120_000;

/** The vendor's clock when an answer's request began: what changed later may not be in it. */
export interface Clock {
	/** Epoch milliseconds; undefined before the first answer. */
	now(): number | undefined;
}

/** An API that reads the vendor's clock off the first good answer. */
export function clocked(api: Api): { api: Api; clock: Clock } {
	let read: number | undefined;
	const send: Api['send'] = async (request) => {
		const began = Date.now();
		const response = await api.send(request);
		const date = Date.parse(response.headers.date ?? '');
		const took = Math.max(0, Date.now() - began);
		read ??= Number.isNaN(date) ? began - UNSURE_MS : date - took;
		return response;
	};
	return {
		api: {
			...api,
			send,
			request: async <T>(request: ApiRequest) => (await send(request)).body as T,
			find: async <T>(request: ApiRequest) =>
				await send(request).then(
					({ body }) => body as T,
					async (error: ItemError) =>
						contextOf(error).notFound ? undefined : await Promise.reject(error),
				),
		},
		clock: { now: () => read },
	};
}

export const floored = (instant: number, unit: number) => Math.floor(instant / unit) * unit;
