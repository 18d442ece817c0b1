import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../core/transport/api';
import type { Change, ChangePage, Span } from '../core/trigger/events';
import { timeIn } from './changes';
import { path } from './paths';

export interface Archive {
	objectType: string;
	properties: string[];
}

/** The page that is being read, and the last ID that was put out of it. */
export interface ArchiveKey {
	page?: string;
	id?: string;
}

interface Body {
	results?: IDataObject[];
	paging?: { next?: { after?: string } };
}

const SIZE = 100;
const MOST_SAMPLED_PAGES = 50;

const beyond = (id: string, last = '') => Number(id) > Number(last || -1);

/** The archived records in the order of their IDs: HubSpot has no order, and no filter, by the time of archiving. */
export async function archivedPage(
	api: Api,
	{ objectType, properties }: Archive,
	{ since, until, after = {} }: Span<ArchiveKey>,
): Promise<ChangePage<ArchiveKey>> {
	const { page, id: last } = after;
	const { results = [], paging } = await api.request<Body & IDataObject>({
		method: 'GET',
		url: path(api, 'objects', objectType),
		query: {
			archived: true,
			limit: SIZE,
			properties: properties.join(',') || undefined,
			after: page,
		},
	});
	const changes = results.flatMap((row): Array<Change<ArchiveKey>> => {
		const id = String(row.id);
		const at = timeIn(row.archivedAt ?? row.updatedAt);
		const within = at !== undefined && at >= since && (until === undefined || at < until);
		return within && beyond(id, last) ? [{ id, at, key: { page, id }, row }] : [];
	});
	const next = paging?.next?.after;
	return { changes, next: next === undefined ? undefined : { page: next } };
}

/** The archived last, of the first 5,000. */
export async function archivedLast(
	api: Api,
	query: Archive,
	count: number,
): Promise<Array<Change<ArchiveKey>>> {
	const found: Array<Change<ArchiveKey>> = [];
	let after: ArchiveKey | undefined;
	for (let pages = 0; pages < MOST_SAMPLED_PAGES; pages++) {
		const page = await archivedPage(api, query, { since: 0, after, limit: count });
		found.push(...page.changes);
		after = page.next;
		if (after === undefined) break;
	}
	return found;
}
