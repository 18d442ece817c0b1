import type { Refusal, Verdict } from '../vendor';
import { backoff, MOST_TRIES } from './retry';

export interface Attempt {
	safe: boolean;
	/** False when the request never reached the vendor, or its answer was lost. */
	answered: boolean;
}

/** How long to wait before the next attempt; undefined when there is to be none. */
export function pauseAfter(
	verdict: Verdict,
	{ safe, answered, tries }: Attempt & { tries: number },
): number | undefined {
	const again = tries < MOST_TRIES;
	if (verdict.kind === 'retry' && (answered || again)) {
		// "at once" from a vendor that is busy is no time to keep to: it would have no end
		return verdict.afterMs || backoff(Math.min(tries, MOST_TRIES));
	}
	return verdict.kind === 'unsure' && safe && again ? backoff(tries) : undefined;
}

/** The words for a request that is given up. */
export function finalRefusal(
	verdict: Verdict,
	title: string,
	{ safe, answered, pause = 0 }: Attempt & { pause?: number },
): Omit<Refusal, 'kind'> {
	if (verdict.kind === 'fail') return verdict;
	if (verdict.kind === 'ok') return { message: 'No answer' };
	const { kind, reason: message, code, trace } = verdict;
	if (kind === 'refresh') {
		const hint = verdict.hint ?? 'Signing in again did not help: check the credential';
		return { message, hint, code, trace, failure: { cause: 'credential-invalid' } };
	}
	const { failure } = verdict;
	if (kind === 'unsure') {
		const given = safe
			? `${title} gave no usable answer in several tries`
			: `${title} may have done it all the same, so it was not sent again: look there before you repeat it`;
		const hint = [given, verdict.hint].filter(Boolean).join('. ');
		return { message, hint, code, trace, processed: 'unknown', failure };
	}
	if (!answered) {
		return { message, hint: 'Nothing was sent. Check the base URL and the network', failure };
	}
	const seconds = Math.ceil(pause / 1000);
	return {
		message,
		code,
		trace,
		hint: `${title} did not take the request, and the next try would come in ${seconds} s. Raise "Longest Wait (Seconds)" in the options, or send less at once`,
		failure:
			failure?.cause === 'rate-limited' ? { cause: 'rate-limited', retryAfterMs: pause } : failure,
	};
}
