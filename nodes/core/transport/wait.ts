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

/** What `work` comes to, or `Cancelled` the moment the execution is cancelled. */
export async function orCancelled<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
	stopIfCancelled(signal);
	if (!signal) return await work();
	let stop = () => {};
	const cancelled = new Promise<never>((_, reject) => {
		stop = () => reject(new Cancelled());
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([work(), cancelled]);
	} finally {
		signal.removeEventListener('abort', stop);
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
