import type { Api } from '../transport/api';
import { clocked, floored } from './clock';
import type { Change, PolledEvent } from './events';
import type { State } from './state';

export interface Walk {
	api: Api;
	event: PolledEvent;
	query: unknown;
	lagMs: number;
	resolutionMs: number;
	/** Most changes to put out. */
	most: number;
	/** Whether there is time for one more request. */
	inTime(): boolean;
}

export interface Walked {
	changes: Change[];
	state: State;
}

/**
 * Reads one window, from where the state stands. The first page of a new window has an open end, because only its
 * answer tells the vendor's clock; what lies past `until` is dropped and comes with the next window. So a poll that
 * finds nothing costs one request. A page that fails ends the walk where it is, if there is something to put out: the
 * next poll begins with that page, and fails with it.
 */
export async function walk(run: Walk, begun: State): Promise<Walked> {
	const { event, query, most } = run;
	const { api, clock } = clocked(run.api);
	const { since } = begun;
	const changes: Change[] = [];
	let after = begun.after;
	let until = after && begun.until > since ? begun.until : undefined;

	for (let pages = 0; pages === 0 || run.inTime(); pages++) {
		const limit = most - changes.length;
		let page;
		try {
			page = await event.page(api, query, { since, until, after: after?.key, limit });
		} catch (error) {
			if (until !== undefined && changes.length) break;
			return await Promise.reject(error);
		}
		if (until === undefined) {
			until = floored((clock.now() ?? 0) - run.lagMs, run.resolutionMs);
			if (until <= since) return { changes: [], state: { since, until: since, after } };
			// nobody knows which of these lie in the window: they are asked for again, with its end
			if (page.changes.some(({ at }) => at === undefined)) continue;
		}
		const end = until;
		const fit = page.changes.filter(({ at }) => at === undefined || (at >= since && at < end));
		if (fit.length > limit) {
			const taken = fit.slice(0, limit);
			changes.push(...taken);
			return { changes, state: { since, until, after: { key: taken[limit - 1].key } } };
		}
		changes.push(...fit);
		if (page.next === undefined) {
			const { resume } = page;
			return {
				changes,
				state: { since: until, until, after: resume === undefined ? undefined : { key: resume } },
			};
		}
		if (JSON.stringify(page.next) === JSON.stringify(after?.key)) {
			throw api.refusal({
				message: `${api.vendor.title} does not get on with the changes: the same page came twice`,
			});
		}
		after = { key: page.next };
		if (changes.length === most) break;
	}
	return { changes, state: { since, until: until ?? since, after } };
}
