import type { Limit, Observed } from '../vendor';
import { orCancelled, stopIfCancelled, wait } from './wait';

/** Requests travel for different times: the window is taken a little longer than the vendor's. */
const MARGIN = 1.02;
const CUT = 0.5;
const RISE = 0.05;
const LEAST = 0.02;

/**
 * One bucket: `take` resolves when the next request may go, in the order of asking.
 * Two rules hold at once: never more than `count` in any window, and no burst beyond one second's worth.
 */
class Bucket {
	private sent: number[] = [];
	private allowance: number;
	private filledAt = Date.now();
	private factor = 1;
	private blockedUntil = 0;
	private observed: Observed = {};
	private queue: Promise<void> = Promise.resolve();
	private underWay = 0;
	/** Wakes the head of the queue: only it waits for a request to end. */
	private wake = () => {};

	constructor(private limit: Limit) {
		this.allowance = this.burst();
	}

	/** A credential that was edited keeps its history of requests. */
	adopt(limit: Limit): this {
		this.limit = limit;
		return this;
	}

	async take(signal?: AbortSignal): Promise<() => void> {
		const turn = this.queue.then(async () => await this.untilAllowed(signal));
		this.queue = turn.catch(() => {});
		const release = () => {
			this.underWay--;
			this.wake();
		};
		const granted = orCancelled(async () => await turn, signal);
		// a turn that comes after its execution was cancelled is given back
		granted.catch(async () => await turn.then(release, () => {}));
		await granted;
		return release;
	}

	/** A request that went without asking: n8n's sign-in, on the way of another one. */
	count(): void {
		this.allowance -= 1;
		this.sent.push(Date.now());
	}

	/** The vendor refused: nothing goes for `pauseMs`, and the rate falls where it may. */
	cut(pauseMs: number): void {
		if (this.limit.adaptive) this.factor = Math.max(LEAST, this.factor * CUT);
		this.blockedUntil = Math.max(this.blockedUntil, Date.now() + pauseMs);
	}

	/** The vendor said what its limit is, and what is left of it: others may share it. */
	observe({ remaining, ...limit }: Observed): void {
		this.observed = limit;
		if (remaining !== undefined && remaining <= 0) {
			const pause = this.window().windowMs / 10;
			this.blockedUntil = Math.max(this.blockedUntil, Date.now() + pause);
		}
	}

	private window(): { count: number; windowMs: number } {
		const { count = this.limit.count, windowMs = this.limit.windowMs } = this.observed;
		return { count, windowMs };
	}

	/** The vendor took a request: speed up slowly. */
	rise(): void {
		this.factor = Math.min(1, this.factor + RISE);
	}

	private atOnce(): number {
		const { atOnce = Infinity, adaptive } = this.limit;
		return adaptive ? Math.max(1, Math.floor(atOnce * this.factor)) : atOnce;
	}

	private perMs(): number {
		const { count, windowMs } = this.window();
		return (count / windowMs) * this.factor;
	}

	private burst(): number {
		const { count, windowMs } = this.window();
		return Math.max(1, (count / windowMs) * 1000);
	}

	private async untilAllowed(signal?: AbortSignal): Promise<void> {
		stopIfCancelled(signal);
		while (this.underWay >= this.atOnce()) {
			const freed = async () => await new Promise<void>((resolve) => (this.wake = resolve));
			await orCancelled(freed, signal);
		}
		for (let pause = this.pause(); pause > 0; pause = this.pause()) await wait(pause, signal);
		this.underWay++;
		this.count();
	}

	/** Milliseconds until both rules let a request go; 0 when they do now. */
	private pause(): number {
		const now = Date.now();
		const { count, windowMs } = this.window();
		const window = windowMs * MARGIN;
		while (this.sent.length && this.sent[0] <= now - window) this.sent.shift();
		this.allowance = Math.min(
			this.burst(),
			this.allowance + Math.max(0, now - this.filledAt) * this.perMs(),
		);
		this.filledAt = now;
		const full = this.sent.length >= count;
		const byWindow = full ? this.sent[this.sent.length - count] + window - now : 0;
		const byPace = this.allowance >= 1 ? 0 : (1 - this.allowance) / this.perMs();
		return Math.ceil(Math.max(byWindow, byPace, this.blockedUntil - now));
	}
}

const buckets = new Map<string, Bucket>();

/** The bucket of one credential and class of request. Buckets live as long as the n8n process. */
export function bucket(key: string, limit: Limit): Bucket {
	const known = buckets.get(key)?.adopt(limit);
	if (known) return known;
	const made = new Bucket(limit);
	buckets.set(key, made);
	return made;
}

export type { Bucket };
