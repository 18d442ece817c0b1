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

/**
 * Waits `ms` milliseconds, or throws `Cancelled` the moment the execution is cancelled.
 * The signal is raced here because the `sleep` of older n8n versions does not listen to one.
 */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	stopIfCancelled(signal);
	if (ms <= 0) return;
	if (!signal) return await sleep(ms);
	let stop = () => {};
	const cancelled = new Promise<never>((_, reject) => {
		stop = () => reject(new Cancelled());
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		await Promise.race([sleep(ms, signal), cancelled]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
