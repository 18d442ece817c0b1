import type { BrowserContext, ConsoleMessage } from 'playwright-core';

/** What the browser complained about. */
export interface Problems {
	/** Errors that nothing excuses, since the last call. */
	take: () => string[];
	/** What was excused, and how often. */
	ignored: () => string[];
}

/** n8n's own: it asks who is signed in before anybody is, and asks npm about newer versions of the
 * pack, and takes the font of the page after a consent from Google. */
const EXCUSED: Array<{ text: RegExp; url: RegExp }> = [
	{ text: /^Failed to load resource: .* status of 401 /, url: /\/rest\/login$/ },
	{
		text: /^Failed to load resource: (net::ERR_|.* status of 404 )/,
		url: /^https:\/\/registry\.npmjs\.org\/n8n-nodes-crm-pack$/,
	},
	{
		text: /^Failed to load resource: net::ERR_/,
		url: /^https:\/\/fonts\.googleapis\.com\/css2\?family=Open\+Sans:/,
	},
];

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
