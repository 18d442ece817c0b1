import type { IDataObject } from 'n8n-workflow';
import { objectIn } from '../core/data/json';
import type { Parameters } from '../core/node/call';
import type { Api } from '../core/transport/api';
import type { Change, ChangePage, Span } from '../core/trigger/events';
import type { Filter, Groups } from './conditions';
import { isContacts } from './objects';
import { objectName } from './parameters';
import { path } from './paths';
import { afterKey, LONGEST_ID, MOST_PER_PAGE, problemOf, withOwners } from './search';

/** What a search for changes is about. */
export interface Watched {
	objectType: string;
	/** The property with the time of the change. */
	stamp: string;
	/** The same in the record itself, should the property not come. */
	at: 'createdAt' | 'updatedAt';
	groups: Groups;
	/** Empty: HubSpot's own small set. */
	properties: string[];
}

/** Contacts have names of their own; other objects have an old create date that users may set. */
async function stampOf(api: Api, objectType: string, at: Watched['at']): Promise<string> {
	if (isContacts(objectType)) return at === 'createdAt' ? 'createdate' : 'lastmodifieddate';
	if (at === 'updatedAt') return 'hs_lastmodifieddate';
	const known = (await api.fields(objectType)).map(({ name }) => name);
	const old = known.includes('createdate') && !known.includes('hs_createdate');
	return old ? 'createdate' : 'hs_createdate';
}

/** The search of a trigger; what HubSpot would refuse is said before anything is sent. */
export async function watched(
	watch: Parameters,
	{ objectType = objectName(watch), at }: { objectType?: string; at: Watched['at'] },
): Promise<Watched> {
	const { query } = await watch.query(objectType);
	// without conditions there is nothing to look up
	const groups = query ? await withOwners(watch, objectType, query as Groups) : [];
	const properties = watch.list('fieldsToReturn');
	const stamp = await stampOf(watch.api, objectType, at);
	const search = {
		objectType,
		groups,
		properties: shownOf(properties, stamp),
		size: 0,
		byKey: true,
	};
	const problem = problemOf(search, windowed(groups, stamp, LONGEST_SPAN));
	if (problem)
		watch.refuse(
			'conditions',
			`: with the two conditions of the trigger itself (time and ID), one pair in each group, the search comes to ${problem}`,
			'Use fewer conditions or fields to return. Conditions inside groups are multiplied out: "Is Any Of" saves groups',
		);
	return { objectType, stamp, at, groups, properties };
}

const shownOf = (properties: string[], stamp: string) =>
	properties.length ? [...new Set([...properties, stamp])] : [];

const LONGEST_SPAN = { since: 9e12, until: 9e12, after: LONGEST_ID };

/**
 * Whatever lies outside is dropped by the core, so the lower bound of BETWEEN, which HubSpot might take as exclusive,
 * is moved outwards. `after`: records with greater IDs only.
 */
function windowed(
	groups: Groups,
	stamp: string,
	{ since, until, after }: { since: number; until?: number; after?: string },
): Groups {
	const time: Filter =
		until === undefined
			? { propertyName: stamp, operator: 'GTE', value: String(since) }
			: {
					propertyName: stamp,
					operator: 'BETWEEN',
					value: String(Math.max(0, since - 1)),
					highValue: String(until),
				};
	const timed = (groups.length ? groups : [[]]).map((group) => [...group, time]);
	return after ? afterKey(timed, after) : timed;
}

interface Body {
	results?: IDataObject[];
	paging?: { next?: { after?: string } };
}

interface Asked {
	groups: Groups;
	sort: { propertyName: string; direction: 'ASCENDING' | 'DESCENDING' };
	limit: number;
	after?: string;
}

async function search(
	api: Api,
	{ objectType, stamp, properties }: Watched,
	{ groups, sort, ...page }: Asked,
): Promise<Body> {
	const shown = shownOf(properties, stamp);
	return await api.request<Body & IDataObject>({
		method: 'POST',
		url: path(api, 'objects', objectType, 'search'),
		body: {
			...(groups.length && { filterGroups: groups.map((filters) => ({ filters })) }),
			sorts: [sort],
			...(shown.length && { properties: shown }),
			...page,
		},
		safe: true,
		limit: 'search',
	});
}

export const timeIn = (text: unknown): number | undefined => {
	const at = /^\d{11,}$/.test(String(text)) ? Number(text) : Date.parse(String(text ?? ''));
	return Number.isNaN(at) ? undefined : at;
};

function changeOf(row: IDataObject, { stamp, at }: Watched): Change<string> {
	const id = String(row.id);
	return { id, at: timeIn(objectIn(row.properties)[stamp] ?? row[at]), key: id, row };
}

/** Records whose time lies in the span, in the order of their IDs: no page is behind HubSpot's wall of 10,000. */
export async function changedPage(
	api: Api,
	query: Watched,
	{ since, until, after, limit }: Span<string>,
): Promise<ChangePage<string>> {
	const { results = [], paging } = await search(api, query, {
		groups: windowed(query.groups, query.stamp, { since, until, after }),
		sort: { propertyName: 'hs_object_id', direction: 'ASCENDING' },
		limit: Math.min(MOST_PER_PAGE, Math.max(1, limit)),
	});
	const changes = results.map((row) => changeOf(row, query));
	return {
		changes,
		next: paging?.next && changes.length ? changes[changes.length - 1].key : undefined,
	};
}

/** The newest first: HubSpot sorts by the time itself. */
export async function changedLast(
	api: Api,
	query: Watched,
	count: number,
): Promise<Array<Change<string>>> {
	const found: Array<Change<string>> = [];
	let after: string | undefined;
	do {
		const { results = [], paging } = await search(api, query, {
			groups: query.groups,
			sort: { propertyName: query.stamp, direction: 'DESCENDING' },
			limit: Math.min(MOST_PER_PAGE, count - found.length),
			...(after && { after }),
		});
		found.push(...results.map((row) => changeOf(row, query)));
		after = results.length ? paging?.next?.after : undefined;
	} while (after && found.length < count);
	return found;
}
