import type { Store, StoredRecord } from './store';

/** A version that the lists and searches show from a moment on. */
export interface IndexedVersion {
	visibleAt: number;
	view: StoredRecord;
}

/** Between nothing and all of the lag, and the same in every run. */
const share = (id: number, count: number) => ((id * 7919 + count * 104_729) % 1000) / 1000;

/** After a write: its version waits for the index. Without a lag the index is the record itself. */
export function enterIndex(store: Store, record: StoredRecord): void {
	const { indexLagMs } = store.switches;
	if (!indexLagMs) {
		record.versions = undefined;
		return;
	}
	const versions = record.versions ?? [];
	const last = versions[versions.length - 1]?.visibleAt ?? 0;
	const delay = Math.floor(share(record.id, store.next('index')) * (indexLagMs + 1));
	const view = { ...record, values: new Map(record.values), versions: undefined };
	record.versions = [...versions, { visibleAt: Math.max(last, store.now() + delay), view }];
}

/** The record as lists and searches show it now; undefined while they do not show it at all. */
export function indexed(record: StoredRecord, now: number): StoredRecord | undefined {
	const { versions } = record;
	if (!versions) return record;
	const shown = versions.findLastIndex(({ visibleAt }) => visibleAt <= now);
	if (shown < 0) return undefined;
	record.versions = versions.slice(shown);
	return versions[shown].view;
}
