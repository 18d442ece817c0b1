/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as pause } from 'node:timers/promises';

interface Timer {
	at: number;
	wake: () => void;
}

/**
 * A clock that jumps to the next sleeper once nothing else has happened for a while: hours pass in seconds, and
 * no delay of this machine shows in them. It stands in for `Date.now` and for n8n's `sleep`.
 */
export class VirtualClock {
	private time = Date.UTC(2026, 10, 22, 8);
	private timers: Timer[] = [];
	private turning = false;
	private spy: jest.SpyInstance | undefined;

	/** `quiet`: resolves when the rest of the world is at rest, and the clock may jump. */
	constructor(private quiet: () => Promise<unknown> = async () => await pause(0)) {}

	now = () => this.time;

	install(): this {
		this.spy = jest.spyOn(Date, 'now').mockImplementation(this.now);
		return this;
	}

	restore(): void {
		this.spy?.mockRestore();
	}

	sleep = async (ms: number): Promise<void> =>
		await new Promise<void>((wake) => {
			this.timers.push({ at: this.time + ms, wake });
			void this.turn();
		});

	private async turn(): Promise<void> {
		if (this.turning) return;
		this.turning = true;
		while (this.timers.length) {
			await this.quiet();
			this.timers.sort((a, b) => a.at - b.at);
			const [next] = this.timers.splice(0, 1);
			this.time = Math.max(this.time, next.at);
			next.wake();
		}
		this.turning = false;
	}
}

/** Most events in any window that slides over them, and in any that starts at a multiple of its length. */
export function fullest(times: readonly number[], windowMs: number) {
	const sorted = [...times].sort((a, b) => a - b);
	let sliding = 0;
	for (let last = 0, first = 0; last < sorted.length; last++) {
		while (sorted[first] <= sorted[last] - windowMs) first++;
		sliding = Math.max(sliding, last - first + 1);
	}
	const counts = new Map<number, number>();
	for (const time of sorted) {
		const window = Math.floor(time / windowMs);
		counts.set(window, (counts.get(window) ?? 0) + 1);
	}
	return { sliding, fixed: Math.max(0, ...counts.values()) };
}
