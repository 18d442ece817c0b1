import type { Store, Values } from './store';

/** What lists show of a thing, if that is not yet what it is. */
export interface Indexed {
	versions?: Array<{ visibleAt: number; values: Values }>;
}

/** Between nothing and all of the lag, and the same in every run. */
const share = (count: number) => ((count * 104_729) % 1000) / 1000;

/** After a write: its version waits for the index, for `least` at any rate. */
export function enterIndex(store: Store, thing: Indexed, values: Values, least = 0): void {
	const { indexLagMs } = store.switches;
	if (!indexLagMs && !least) {
		thing.versions = undefined;
		return;
	}
	const versions = thing.versions ?? [];
	const last = versions[versions.length - 1]?.visibleAt ?? 0;
	const delay = least + Math.floor(share(store.next('index')) * (indexLagMs + 1));
	const visibleAt = Math.max(last, store.now() + delay);
	thing.versions = [...versions, { visibleAt, values: { ...values } }];
}

/** The values that lists show now; undefined while they do not show the thing at all. */
export function indexed(thing: Indexed, values: Values, now: number): Values | undefined {
	const { versions } = thing;
	if (!versions) return values;
	const shown = versions.findLastIndex(({ visibleAt }) => visibleAt <= now);
	if (shown < 0) return undefined;
	thing.versions = versions.slice(shown);
	return versions[shown]?.values;
}
