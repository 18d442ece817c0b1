import type { BrowserContext, ConsoleMessage } from 'playwright-core';

/** What the browser complained about. */
export interface Problems {
	/** Errors that nothing excuses, since the last call. */
	take: () => string[];
	/** What was excused, and how often. */
	ignored: () => string[];
}

/** n8n's own: without internet it cannot ask these hosts of its makers, and asks who is signed in before anybody is. */
const EXCUSED: Array<{ text: RegExp; url: RegExp }> = [];

/** Listens to every page of the browser, popups included. */
export function collectProblems(context: BrowserContext): Problems {
	let found: string[] = [];
	const excused = new Map<string, number>();

	function note(message: ConsoleMessage): void {
		if (message.type() !== 'error') return;
		const { url } = message.location();
		const text = message.text();
		if (!EXCUSED.some((known) => known.text.test(text) && known.url.test(url))) {
			found.push(`${text} (${url})`);
			return;
		}
		const key = `${text} (${new URL(url).origin}${new URL(url).pathname})`;
		excused.set(key, (excused.get(key) ?? 0) + 1);
	}

	context.on('console', note);
	context.on('weberror', (error) => found.push(`uncaught: ${error.error().message}`));
	return {
		take: () => {
			const taken = found;
			found = [];
			return taken;
		},
		ignored: () => [...excused].map(([text, times]) => `${times} × ${text}`),
	};
}
