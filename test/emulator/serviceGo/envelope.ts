import type { Answer } from '../frame';
import type { ServiceGoSwitches } from './switches';

export type RefusalKind = 'unauthorized' | 'notFound' | 'invalid';

/** Thrown by endpoints; the switches decide which HTTP status and code it becomes. */
export class Refusal extends Error {
	constructor(
		readonly kind: RefusalKind,
		message: string,
	) {
		super(message);
	}
}

export function invalid(message: string): Refusal {
	return new Refusal('invalid', message);
}

export function missing(message: string): Refusal {
	return new Refusal('notFound', message);
}

export interface Paging {
	pageNum: number;
	pageSize: number;
	total?: number;
}

/** Replies of the vendor differ in whether they carry a message, hence no default for it. */
export function ok(rest: { message?: 'OK'; paging?: Paging; data?: unknown } = {}): Answer {
	const { message, ...others } = rest;
	return {
		status: 200,
		body: { code: 200, ...(message ? { message } : {}), visible: false, ...others },
	};
}

export function refused(status: number, code: number, message: string): Answer {
	return { status, body: { code, message, visible: false } };
}

export function answerRefusal(
	{ kind, message }: Refusal,
	switches: ServiceGoSwitches,
	read: boolean,
): Answer {
	if (kind === 'unauthorized') {
		return refused(switches.unauthorized === 'http401' ? 401 : 200, 401, message);
	}
	if (kind === 'invalid') {
		return refused(switches.refusal === 'http400' ? 400 : 200, switches.refusalCode, message);
	}
	if (switches.notFound === 'http404') return refused(404, 404, message);
	if (read && switches.notFound === 'nullData') return ok({ data: null });
	if (read && switches.notFound === 'emptyData') return ok({ data: {} });
	return refused(200, 404, message);
}
