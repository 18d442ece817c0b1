import type { IDataObject } from 'n8n-workflow';
import type { Api, Query } from '../core/transport/api';
import type { ItemError } from '../core/transport/errors';
import type { Change, ChangePage, Span } from '../core/trigger/events';
import type { Stamp } from './columns';
import { momentText } from './fields';
import { nearestModules } from './modules';
import { MOST_PER_PAGE } from './pages';
import { infoOf, rowsOf, timeIn } from './rows';

/** A list that tells only what is newer than a time: no upper end, and an order of its own. */
export interface ListQuery {
	module: string;
	/** Below the module. */
	path: '' | '/deleted';
	query: Query;
	stamp: Stamp | 'deleted_time';
}

export type ListKey = [at: number, id: string];

/** Rows of one window. A list without order must be read whole before any of it can go out. */
const MOST_PAGES = 50;

async function listed(
	api: Api,
	{ module, path, query }: ListQuery,
	since: number,
	place: Query,
): Promise<{ rows: IDataObject[]; more: boolean; next?: string }> {
	// whether the header includes its own second nobody says: the core drops what is older
	const headers = { 'If-Modified-Since': momentText(since - 1000, 'UTC') };
	const body = await api
		.request<unknown>({
			method: 'GET',
			url: `/crm/v8/${module}${path}`,
			headers,
			query: { ...query, per_page: MOST_PER_PAGE, ...place },
		})
		.catch(async (error: ItemError) => await nearestModules(api, module, error));
	return { rows: rowsOf(body), ...infoOf(body) };
}

const before = (a: ListKey, b: ListKey) =>
	a[0] === b[0] ? (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0) : a[0] - b[0];

const changeIn =
	(stamp: ListQuery['stamp']) =>
	(row: IDataObject): Change<ListKey> => {
		const id = String(row.id);
		const at = timeIn(row, stamp);
		return { id, at, key: [at ?? 0, id], row };
	};

/** The whole window in one page, by time and ID. Rows that come twice while the list moves count once. */
export async function listPage(
	api: Api,
	query: ListQuery,
	{ since, after }: Span<ListKey>,
): Promise<ChangePage<ListKey>> {
	const found = new Map<string, Change<ListKey>>();
	let place: Query = {};
	for (let page = 1; ; page++) {
		const { rows, more, next } = await listed(api, query, since, place);
		for (const change of rows.map(changeIn(query.stamp))) found.set(change.key.join(' '), change);
		if (!more || !rows.length) break;
		if (page === MOST_PAGES) throw tooMany(api, query);
		place = next ? { page_token: next } : { page: page + 1 };
	}
	const changes = [...found.values()].sort((a, b) => before(a.key, b.key));
	return { changes: after ? changes.filter(({ key }) => before(after, key) < 0) : changes };
}

const tooMany = (api: Api, { path }: ListQuery) =>
	api.refusal({
		message: `More than ${(MOST_PAGES * MOST_PER_PAGE).toLocaleString('en')} rows came since the last poll, and Zoho CRM shows this list in no fixed order`,
		hint: path
			? 'Put a new trigger node in the place of this one: it begins with what is deleted from then on. "Get Deleted" lists the others'
			: 'Choose "Record Created or Updated" with conditions: it goes on where this trigger stands, and has no such bound',
	});

/** The newest rows of the list's first page, for samples. */
export async function newestListed(
	api: Api,
	query: ListQuery,
	count: number,
): Promise<Array<Change<ListKey>>> {
	const { rows } = await listed(api, query, 1000, {});
	const changes = rows.map(changeIn(query.stamp)).sort((a, b) => before(b.key, a.key));
	return changes.slice(0, count);
}
