import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../core/transport/api';
import type { Change, ChangePage, Span } from '../core/trigger/events';
import { readBatch } from './batches';
import { changedLast, changedPage, timeIn, type Watched } from './changes';
import type { CrmRecord } from './records';

export interface WatchedProperties extends Watched {
	names: string[];
	/** New values that count; empty: all. */
	values: string[];
	/** Without the value that a property gets when it had none. */
	skipFirst: boolean;
}

/** Where to go on: behind a record, or behind the first `seen` changes of the record `id` that follows it. */
export interface HistoryKey {
	after: string;
	id?: string;
	seen?: number;
}

interface Version extends IDataObject {
	value: string | null;
	timestamp: string;
}

interface Entry {
	property: string;
	at: number;
	oldValue: string | null;
	version: Version;
}

/** Two batch reads with history. */
const SIZE = 100;

/** The changes of one property, oldest first; a version that repeats the value of the one before is none. */
function entriesOf(property: string, history: Version[], skipFirst: boolean): Entry[] {
	const versions = history
		.map((version) => ({ version, at: timeIn(version.timestamp) ?? 0 }))
		// HubSpot lists the newest first
		.reverse()
		.sort((a, b) => a.at - b.at);
	return versions.flatMap(({ version, at }, place) => {
		const oldValue = versions[place - 1]?.version.value || null;
		if ((version.value || null) === oldValue || (skipFirst && oldValue === null)) return [];
		return [{ property, at, oldValue, version }];
	});
}

function changesOf(record: CrmRecord, api: Api, query: WatchedProperties): Entry[] {
	const { names, values, skipFirst } = query;
	const histories = (record.propertiesWithHistory ?? {}) as unknown as Record<string, Version[]>;
	const missing = names.find((name) => !histories[name]?.length && record.properties[name]);
	if (missing)
		throw api.refusal({
			message: `HubSpot shows no history of the property "${missing}", so its changes cannot be told`,
			hint: 'Use "Record Created or Updated" instead, and compare the values in the workflow',
		});
	return names
		.flatMap((name) => entriesOf(name, histories[name] ?? [], skipFirst))
		.filter(({ version }) => !values.length || values.includes(String(version.value ?? '')))
		.sort((a, b) => a.at - b.at || names.indexOf(a.property) - names.indexOf(b.property));
}

const without = (data: IDataObject, names: string[]): IDataObject =>
	Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));

const rowOf = (record: CrmRecord, { property, oldValue, version }: Entry): IDataObject => {
	const newValue = version.value || null;
	return {
		...without(record, ['propertiesWithHistory']),
		change: { property, oldValue, newValue, ...without(version, ['value', 'timestamp']) },
	};
};

/** The records' own histories, which lag behind nothing. Records that are gone meanwhile are left out. */
async function histories(api: Api, query: WatchedProperties, found: Array<Change<string>>) {
	const { objectType, names, properties } = query;
	const ids = found.map(({ id }) => id);
	const wanted = {
		objectType,
		properties: properties.length ? [...new Set([...properties, ...names])] : [],
		history: names,
		archived: false,
	};
	return ids.length ? await readBatch(api, wanted, ids) : new Map<string, CrmRecord>();
}

/**
 * Changes of properties by the histories of all records that were changed since: without an upper bound, or a record
 * that is changed again before it is read would take its earlier change out of the window.
 */
export async function propertyPage(
	api: Api,
	query: WatchedProperties,
	{ since, until, after }: Span<HistoryKey>,
): Promise<ChangePage<HistoryKey>> {
	const { changes: found, next } = await changedPage(api, query, {
		since,
		after: after?.after || undefined,
		limit: SIZE,
	});
	const records = await histories(api, query, found);
	const changes: Array<Change<HistoryKey>> = [];
	let before = after?.after ?? '';
	for (const { id } of found) {
		const record = records.get(id);
		const fit = (record ? changesOf(record, api, query) : []).filter(
			({ at }) => at >= since && (until === undefined || at < until),
		);
		const seen = after?.id === id ? (after.seen ?? 0) : 0;
		fit.forEach((entry, place) => {
			if (place < seen || !record) return;
			const last = place === fit.length - 1;
			const key = last ? { after: id } : { after: before, id, seen: place + 1 };
			changes.push({ id, at: entry.at, mark: entry.property, key, row: rowOf(record, entry) });
		});
		before = id;
	}
	return { changes, next: next === undefined ? undefined : { after: next } };
}

/** The newest changes of the records that were changed last. */
export async function propertyLast(
	api: Api,
	query: WatchedProperties,
	count: number,
): Promise<Array<Change<HistoryKey>>> {
	const found = await changedLast(api, query, Math.max(SIZE, count));
	const records = await histories(api, query, found);
	return [...records.values()].flatMap((record) =>
		changesOf(record, api, query).map((entry) => ({
			id: record.id,
			at: entry.at,
			mark: entry.property,
			key: { after: record.id },
			row: rowOf(record, entry),
		})),
	);
}
