/* eslint-disable @n8n/community-nodes/no-restricted-globals -- for programs of their own, started with --expose-gc */

const MB = 1024 * 1024;
const SAMPLE_MS = 5;
/** So many MB of new buffers may lie dead before they are collected. */
const GARBAGE = 4 * MB;

/** Frees what was made just now, too: some of it is let go a turn later only. */
export async function settled(): Promise<void> {
	for (let turn = 0; turn < 3; turn++) {
		await new Promise(setImmediate);
		global.gc?.();
	}
}

/**
 * The most memory (RSS, in MB) that work took beyond its start. V8 alone lets some 60 MB of dead buffers lie, the more the
 * busier the machine is: here they are collected in time, so that the figure is what the work holds.
 */
export async function peakOf<T>(work: () => Promise<T>): Promise<{ result: T; extra: number }> {
	const { gc } = global;
	if (!gc) throw new Error('Start this with --expose-gc');
	await settled();
	const before = process.memoryUsage.rss();
	let peak = before;
	let kept = process.memoryUsage().arrayBuffers;
	const sampler = setInterval(() => {
		const { rss, arrayBuffers } = process.memoryUsage();
		peak = Math.max(peak, rss);
		if (arrayBuffers < kept + GARBAGE) return;
		gc();
		kept = process.memoryUsage().arrayBuffers;
	}, SAMPLE_MS);
	try {
		const result = await work();
		peak = Math.max(peak, process.memoryUsage.rss());
		return { result, extra: Math.round((peak - before) / MB) };
	} finally {
		clearInterval(sampler);
	}
}

/** Bytes of the JavaScript heap that are in use without garbage. */
export function heldBytes(): number {
	if (!global.gc) throw new Error('Start this with --expose-gc');
	global.gc();
	return process.memoryUsage().heapUsed;
}
