import type { Api } from '../transport/api';
import type { Change, PolledEvent } from './events';

const HOUR = 3_600_000;
/** How far to look back for samples; at last at everything. */
const WINDOWS = [HOUR / 6, 6 * HOUR, 7 * 24 * HOUR, 400 * 24 * HOUR, Infinity];
const MOST_PAGES = 20;

/** The newest `count` changes, oldest of them first. */
export async function recent(
	api: Api,
	event: PolledEvent,
	query: unknown,
	count: number,
): Promise<Change[]> {
	const found = event.recent
		? await event.recent(api, query, count)
		: await lookBack(api, event, query, count);
	return found.sort((a, b) => (a.at ?? 0) - (b.at ?? 0)).slice(-count);
}

/** For vendors that cannot list the newest first. A window with very many changes is read in part. */
async function lookBack(api: Api, event: PolledEvent, query: unknown, count: number) {
	let found: Change[] = [];
	for (const back of WINDOWS) {
		const since = Math.max(0, Date.now() - back);
		found = [];
		let after: unknown;
		for (let pages = 0; pages < MOST_PAGES; pages++) {
			const page = await event.page(api, query, { since, after, limit: count });
			found.push(...page.changes);
			after = page.next;
			if (after === undefined) break;
		}
		if (found.length >= count) break;
	}
	return found;
}
