import { sleep } from 'n8n-workflow';

/** The execution was cancelled while something waited, or was about to be sent. */
export class Cancelled extends Error {
	constructor() {
		super('The execution was cancelled');
		this.name = 'Cancelled';
	}
}

export function stopIfCancelled(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw new Cancelled();
}

/** What an abort is to stop, by signal: hundreds of items may wait on one, and Node warns of the eleventh listener. */
const stops = new WeakMap<AbortSignal, Set<() => void>>();

function stopsOf(signal: AbortSignal): Set<() => void> {
	const known = stops.get(signal);
	if (known) return known;
	const all = new Set<() => void>();
	stops.set(signal, all);
	signal.addEventListener('abort', () => all.forEach((stop) => stop()), { once: true });
	return all;
}

/** What `work` comes to, or `Cancelled` the moment the execution is cancelled. */
export async function orCancelled<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
	stopIfCancelled(signal);
	if (!signal) return await work();
	const all = stopsOf(signal);
	let stop = () => {};
	const cancelled = new Promise<never>((_, reject) => {
		stop = () => reject(new Cancelled());
		all.add(stop);
	});
	try {
		return await Promise.race([work(), cancelled]);
	} finally {
		all.delete(stop);
	}
}

/**
 * Waits `ms` milliseconds, or throws `Cancelled` the moment the execution is cancelled.
 * The signal is raced here because the `sleep` of older n8n versions does not listen to one.
 */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	stopIfCancelled(signal);
	if (ms > 0) await orCancelled(async () => await sleep(ms, signal), signal);
}
