import type { Answer } from '../frame';
import type { FxiaokeSwitches } from './switches';

/** Thrown by endpoints: HTTP 200 with a code, as everything here. */
export class Refusal extends Error {
	constructor(
		readonly code: number,
		readonly said: string,
	) {
		super(said);
	}
}

export const parameterError = (said: string) => new Refusal(32000, said);
export const business = ({ businessCode }: FxiaokeSwitches, said: string) =>
	new Refusal(businessCode, said);
export const missing = ({ missingCode }: FxiaokeSwitches, said: string) =>
	new Refusal(missingCode, said);

let traces = 0;
const traceId = () => `E-O.827${String(++traces).padStart(6, '0')}`;

export const ok = (payload: Record<string, unknown> = {}): Answer => ({
	status: 200,
	body: {
		traceId: traceId(),
		errorDescription: 'success',
		errorMessage: 'OK',
		errorCode: 0,
		...payload,
	},
});

export const refused = (code: number, said: string): Answer => ({
	status: 200,
	body: { traceId: traceId(), errorDescription: said, errorMessage: 'error', errorCode: code },
});
