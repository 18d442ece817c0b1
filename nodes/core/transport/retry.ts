/** Tries of a safe request whose answer was lost, or that the vendor could not serve. */
export const MOST_TRIES = 5;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * `Retry-After` in milliseconds: seconds or an HTTP date.
 * Undefined when absent or unreadable; never negative.
 */
export function retryAfter(
	headers: Readonly<Record<string, string>>,
	now = Date.now(),
): number | undefined {
	const text = headers['retry-after']?.trim();
	if (!text) return undefined;
	if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Pause before try number `attempt` (1 = the first repetition): doubled each time, half of it by chance. */
export function backoff(attempt: number, random = Math.random): number {
	const full = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1));
	return Math.round(full / 2 + (full / 2) * random());
}
