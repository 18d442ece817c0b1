/** A failure that the user can mend: its message is printed alone, without a stack trace. */
export class ClearError extends Error {
	clear = true;
}

export function say(text) {
	console.log(text);
}

const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`;

/** Runs `work`, says what it is before and how long it took after, and gives a sign of life every 15 s. */
export async function saying(text, work) {
	const start = Date.now();
	say(`${text} ...`);
	const heartbeat = setInterval(() => say(`  ... still at it after ${seconds(start)}`), 15_000);
	try {
		const result = await work();
		say(`  done in ${seconds(start)}`);
		return result;
	} finally {
		clearInterval(heartbeat);
	}
}

/** Runs a script's main function: one clear line for what the user can mend, a stack trace for our own bugs. */
export async function main(run) {
	try {
		await run();
	} catch (error) {
		console.error(error?.clear ? error.message : error);
		process.exitCode = 1;
	}
}
