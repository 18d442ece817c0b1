import { matchesPath } from './log';
import type { Answer, EmulatorRequest } from './types';

/**
 * `reset` drops the connection without a byte; `cut` sends the head and half of the body, then drops it;
 * a delay lets the request go on afterwards (also into the next fault of the plan).
 */
export type FaultAnswer = Answer | 'reset' | 'cut' | { delayMs: number };

export interface Fault {
	when: {
		method?: string;
		/** Without query and base path. */
		path?: string | RegExp;
		body?: (body: unknown, request: EmulatorRequest) => boolean;
	};
	/** Let this many matching requests pass first. */
	skip?: number;
	/** How many matching requests it hits; 1 when left out. */
	times?: number;
	/**
	 * True: the vendor never saw the request. False (the default): the request WAS carried out and only its answer is
	 * lost, which is what doubles a create that is sent again.
	 */
	before?: boolean;
	answer: FaultAnswer;
}

export interface FaultPlan {
	add: (fault: Fault) => void;
	clear: () => void;
	/** Faults that have not hit as often as they are to. */
	pending: () => number;
	/** Those that hit this request at this moment; a delay comes together with what follows it. */
	hit: (request: EmulatorRequest, before: boolean) => FaultAnswer[];
}

interface Planned extends Fault {
	skipped: number;
	left: number;
}

export function isDelay(answer: FaultAnswer): answer is { delayMs: number } {
	return typeof answer === 'object' && 'delayMs' in answer;
}

export function describeFault(answer: FaultAnswer): string {
	if (typeof answer === 'string') return answer;
	return isDelay(answer) ? `delay ${answer.delayMs}` : `status ${answer.status}`;
}

function matches({ when }: Fault, request: EmulatorRequest): boolean {
	if (when.method !== undefined && when.method !== request.method) return false;
	if (!matchesPath(request.path, when.path)) return false;
	return when.body === undefined || when.body(request.body, request);
}

export function createFaultPlan(): FaultPlan {
	const planned: Planned[] = [];
	return {
		add: (fault) => planned.push({ ...fault, skipped: 0, left: fault.times ?? 1 }),
		clear: () => {
			planned.length = 0;
		},
		pending: () => planned.filter(({ left }) => left > 0).length,
		hit: (request, before) => {
			const answers: FaultAnswer[] = [];
			for (const fault of planned) {
				if (fault.left === 0 || (fault.before ?? false) !== before || !matches(fault, request))
					continue;
				if (fault.skipped < (fault.skip ?? 0)) {
					fault.skipped += 1;
					continue;
				}
				fault.left -= 1;
				answers.push(fault.answer);
				if (!isDelay(fault.answer)) break;
			}
			return answers;
		},
	};
}
