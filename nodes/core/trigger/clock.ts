import { bodiesOf, type Api } from '../transport/api';

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
		api: { ...api, send, ...bodiesOf(send) },
		clock: { now: () => read },
	};
}

export const floored = (instant: number, unit: number) => Math.floor(instant / unit) * unit;
