import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../core/transport/api';
import { contextOf } from '../core/transport/errors';
import type { Change, ChangePage, Span } from '../core/trigger/events';
import { readBatch } from './batches';
import { timeIn } from './changes';
import { path } from './paths';

export interface Membership {
	listId: string;
	objectType: string;
	properties: string[];
}

/**
 * The page that is being read and the last row put out of it; `calm` is the last page that begins before the window,
 * and `resumed` marks a page that must do so, or rows before it may be missing.
 */
export interface JoinKey {
	page?: string;
	at?: number;
	id?: string;
	calm?: string;
	resumed?: true;
}

interface Join {
	id: string;
	at: number;
}

interface Body {
	results?: IDataObject[];
	paging?: { next?: { after?: string } };
}

const SIZE = 250;
const MOST_SAMPLED_PAGES = 40;

async function joinsAt(api: Api, listId: string, page?: string) {
	const { results = [], paging } = await api.request<Body & IDataObject>({
		method: 'GET',
		url: path(api, 'lists', listId, 'memberships', 'join-order'),
		query: { limit: SIZE, after: page },
	});
	const joins = results
		.map(({ recordId, membershipTimestamp }): Join => ({
			id: String(recordId),
			at: timeIn(membershipTimestamp) ?? 0,
		}))
		.sort(inOrder);
	return { joins, next: paging?.next?.after };
}

const inOrder = (a: Join, b: Join) => a.at - b.at || Number(a.id) - Number(b.id);

/** HubSpot does not say what its tokens mean: one that a record's leaving has moved, or made void, is not relied on. */
async function resumed(api: Api, listId: string, page: string | undefined, since: number) {
	try {
		const known = await joinsAt(api, listId, page);
		const [first] = known.joins;
		return first && first.at < since ? known : undefined;
	} catch (error) {
		const { code } = contextOf(error);
		if (code === 'VALIDATION_ERROR') return undefined;
		return await Promise.reject(error);
	}
}

async function rowsOf(api: Api, { objectType, properties }: Membership, joins: Join[]) {
	const ids = joins.map(({ id }) => id);
	const query = { objectType, properties, history: [], archived: false };
	const records = ids.length ? await readBatch(api, query, ids) : new Map<string, IDataObject>();
	return joins.map(({ id, at }): IDataObject => ({
		...(records.get(id) ?? { id }),
		membershipTimestamp: new Date(at).toISOString(),
	}));
}

/** Memberships in the order in which records joined; only those of the window are read as records. */
export async function joinedPage(
	api: Api,
	query: Membership,
	{ since, until, after = {} }: Span<JoinKey>,
): Promise<ChangePage<JoinKey>> {
	const { listId } = query;
	let { page, calm } = after;
	let read = after.resumed ? await resumed(api, listId, page, since) : undefined;
	if (!read) {
		if (after.resumed) page = calm = undefined;
		read = await joinsAt(api, listId, page);
	}
	const { joins, next } = read;
	if (joins.length && joins[0].at < (until ?? since)) calm = page;
	const last = after.id === undefined ? undefined : { id: after.id, at: after.at ?? 0 };
	const fit = joins.filter(
		(join) =>
			join.at >= since &&
			(until === undefined || join.at < until) &&
			(!last || inOrder(join, last) > 0),
	);
	const rows = await rowsOf(api, query, fit);
	const changes = fit.map(({ id, at }, place): Change<JoinKey> => ({
		id,
		at,
		key: { page, at, id, ...(calm && { calm }) },
		row: rows[place],
	}));
	const over = until !== undefined && joins.some(({ at }) => at >= until);
	if (next !== undefined && !over) return { changes, next: { page: next, ...(calm && { calm }) } };
	return { changes, resume: calm === undefined ? undefined : { page: calm, resumed: true } };
}

/** Who joined last, of the first 10,000. */
export async function joinedLast(
	api: Api,
	query: Membership,
	count: number,
): Promise<Array<Change<JoinKey>>> {
	let joins: Join[] = [];
	let page: string | undefined;
	for (let pages = 0; pages < MOST_SAMPLED_PAGES; pages++) {
		const read = await joinsAt(api, query.listId, page);
		joins = [...joins, ...read.joins].slice(-count);
		page = read.next;
		if (page === undefined) break;
	}
	const rows = await rowsOf(api, query, joins);
	return joins.map(({ id, at }, place) => ({ id, at, key: {}, row: rows[place] }));
}
