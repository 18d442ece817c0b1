import type { Store, StoredRecord } from './store';

/** Between nothing and all of the lag, and the same in every run. */
const share = (id: string, count: number) => ((Number(id) * 7919 + count * 104_729) % 1000) / 1000;

/** After a write: its version waits for the index. Without a lag the index is the record itself. */
export function enterIndex(store: Store, record: StoredRecord): void {
	const { searchLagMs, searchLag } = store.switches;
	if (!searchLagMs) {
		record.versions = undefined;
		return;
	}
	const versions = record.versions ?? [];
	const last = versions[versions.length - 1]?.visibleAt ?? 0;
	const count = record.history.size + versions.length + (record.updatedAt % 997);
	const delay =
		searchLag === 'whole' ? searchLagMs : Math.floor(share(record.id, count) * (searchLagMs + 1));
	const visibleAt = Math.max(last, store.now() + delay);
	record.versions = [...versions, { visibleAt, values: new Map(record.values) }];
}

/** The values that the index holds before a write, where it has no versions yet. */
export function beforeWrite(store: Store, record: StoredRecord): void {
	if (store.switches.searchLagMs && !record.versions)
		record.versions = [{ visibleAt: -Infinity, values: new Map(record.values) }];
}

/** What the search index holds of a record at this moment; undefined while it does not hold it at all. */
export function indexed(store: Store, record: StoredRecord): Map<string, string> | undefined {
	const { versions } = record;
	if (!versions) return record.values;
	const now = store.now();
	const shown = versions.findLastIndex(({ visibleAt }) => visibleAt <= now);
	if (shown < 0) return undefined;
	record.versions = versions.slice(shown);
	return versions[shown].values;
}
