export type WindowKind = 'fixed' | 'sliding';

export interface Quota {
	limit: number;
	windowMs: number;
	window: WindowKind;
}

export interface RateLimiter {
	/** Counts one request; answers the wait in milliseconds when it is over the limit (and then not counted). */
	take: (key: string, quota: Quota) => number | undefined;
	reset: () => void;
}

/** A fixed window starts at whole multiples of its length; a sliding one looks back from each request. */
export function createLimiter(now: () => number): RateLimiter {
	const taken = new Map<string, number[]>();
	return {
		take: (key, { limit, windowMs, window }) => {
			const at = now();
			const since = window === 'fixed' ? Math.floor(at / windowMs) * windowMs - 1 : at - windowMs;
			const times = (taken.get(key) ?? []).filter((time) => time > since);
			taken.set(key, times);
			if (times.length < limit) {
				times.push(at);
				return undefined;
			}
			const free = window === 'fixed' ? since + 1 + windowMs : (times[0] ?? at) + windowMs;
			return Math.max(1, free - at);
		},
		reset: () => taken.clear(),
	};
}
