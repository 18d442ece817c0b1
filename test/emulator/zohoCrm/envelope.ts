import type { Answer } from '../frame';
import type { ZohoCrmSwitches } from './switches';

export type Details = Record<string, unknown>;

/** What went well or badly with one row, in the vendor's own shape. */
export interface Row {
	code: string;
	details: Details;
	message: string;
	status: 'success' | 'error';
	[more: string]: unknown;
}

/** Thrown by endpoints: the whole request is refused. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly details: Details = {},
	) {
		super(message);
	}

	row(): Row {
		return { code: this.code, details: this.details, message: this.message, status: 'error' };
	}
}

export const refuse = (code: string, message: string, details: Details = {}, status = 400) =>
	new Refusal(status, code, message, details);

export const invalid = (message: string, details: Details = {}) =>
	refuse('INVALID_DATA', message, details);

export const success = (message: string, details: Details = {}, more: object = {}): Row => ({
	code: 'SUCCESS',
	details,
	message,
	status: 'success',
	...more,
});

/** One row, judged: what is thrown about it becomes its answer. */
export function judged(work: () => Row): Row {
	try {
		return work();
	} catch (error) {
		return error instanceof Refusal
			? error.row()
			: refuse('INTERNAL_ERROR', String((error as Error).stack)).row();
	}
}

export function statusOf(rows: Row[], good: number, switches: ZohoCrmSwitches): number {
	const bad = rows.filter(({ status }) => status === 'error').length;
	if (bad === 0) return good;
	if (bad === rows.length) {
		if (rows.length === 1 && rows[0]?.code === 'ALREADY_MODIFIED') return 412;
		return switches.allBadStatus === 'http400' ? 400 : 202;
	}
	return { http207: 207, success: good, http202: 202 }[switches.mixedStatus];
}

export const rowsAnswer = (
	rows: Row[],
	good: number,
	switches: ZohoCrmSwitches,
	root = 'data',
): Answer => ({ status: statusOf(rows, good, switches), body: { [root]: rows } });

export const ok = (body: unknown, status = 200): Answer => ({ status, body });

/** Nothing there: 204 without a body. */
export const none: Answer = { status: 204 };

export const listAnswer = (root: string, rows: unknown[], info?: object): Answer =>
	rows.length ? ok({ [root]: rows, ...(info && { info }) }) : none;
