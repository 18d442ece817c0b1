import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../core/node/call';
import type { Api } from '../core/transport/api';
import type { Change, ChangePage, Span, View } from '../core/trigger/events';
import { MOST_PER_PAGE, rowsIn, searchRequest, WALL, type Search } from './pages';
import { actingUser, readSwitchesOf } from './parameters';
import { shaped } from './records';
import { filtersOf, furtherOf } from './searching';
import { waitingUser } from './waitingUser';

/** What a trigger reads: a search, and the field by whose time its rows are told apart. */
export interface Watched {
	search: Search;
	stamp: string;
	/** Drops rows that the search cannot leave out. */
	only?: 'changed' | 'invalidated';
	/** Whose tasks to find. Empty: those of the credential's user, which may be another one tomorrow. */
	candidate?: string;
}

interface Watching {
	objectType: string;
	/** The field whose time counts, unless the user names another one. */
	stamp: string;
	/** Filters of the event's own. */
	filters?: IDataObject[];
	only?: Watched['only'];
	candidate?: string;
}

const CREATED = 'create_time';
const STATUS = ['life_status', 'is_deleted'];
const NOT_THEIRS = {
	names: ['limit', 'offset', 'orders', 'fieldProjection'],
	hint: 'The trigger sets it by itself: leave it out',
};

/** The search of an event, by everything that the panel says. */
export async function watched(
	watch: Parameters,
	{ objectType, stamp: usual, filters: own = [], only, candidate }: Watching,
): Promise<Watched> {
	const { filters: raw = [], ...further } = furtherOf(watch, NOT_THEIRS);
	const stamp = watch.text('timeField') ? watch.id('timeField') : usual;
	const wanted = watch.list('fieldsToReturn');
	const needed = [
		stamp,
		...(only === 'changed' ? [CREATED] : []),
		...(only === 'invalidated' ? STATUS : []),
	];
	return {
		stamp,
		only,
		candidate,
		search: {
			objectType,
			filters: [...own, ...(await filtersOf(watch, objectType)), ...(raw as IDataObject[])],
			orders: [],
			fieldProjection: wanted.length ? [...needed, ...wanted] : undefined,
			further,
			includeNull: watch.flag('includeNull'),
			switches: readSwitchesOf(watch),
			actAs: actingUser(watch),
		},
	};
}

const filter = (field_name: string, operator: string, value: string | number): IDataObject => ({
	field_name,
	operator,
	field_values: [String(value)],
});

/** Times of one write differ by some milliseconds. */
const AT_ONCE_MS = 1000;

function fits(row: IDataObject, { only, stamp }: Watched): boolean {
	if (only === 'changed') return !(Number(row[stamp]) - Number(row[CREATED]) < AT_ONCE_MS);
	if (only !== 'invalidated') return true;
	const [status, deleted] = STATUS.map((name) => row[name]);
	const told = status !== undefined || deleted !== undefined;
	return !told || status === 'invalid' || String(deleted) === 'true';
}

function changesIn(api: Api, rows: IDataObject[], query: Watched): Array<Change<string>> {
	return rows
		.filter((row) => fits(row, query))
		.map((row) => {
			const { _id: id } = row;
			if (typeof id !== 'string' || !id) {
				throw api.refusal({ message: 'Fxiaoke gave a row without an ID' });
			}
			const at = Number(row[query.stamp]);
			return { id, at: at > 0 ? at : undefined, key: id, row };
		});
}

/** Filters that are known when it is asked, not before. */
async function filtersNow(api: Api, { search, candidate }: Watched): Promise<IDataObject[]> {
	if (candidate === undefined) return search.filters;
	const who = candidate || (await waitingUser(api));
	return [...search.filters, filter('candidate_ids', 'IN', who)];
}

/** By ID ascending, then greater than the last one: the vendor's recipe for lists without an end. */
export async function page(
	api: Api,
	query: Watched,
	{ since, until, after }: Span<string>,
): Promise<ChangePage<string>> {
	const { search, stamp } = query;
	const filters = [
		...(await filtersNow(api, query)),
		filter(stamp, 'GTE', since),
		...(until === undefined ? [] : [filter(stamp, 'LT', until)]),
		...(after === undefined ? [] : [filter('_id', 'GT', after)]),
	];
	const orders = [{ fieldName: '_id', isAsc: true }];
	const window = { limit: MOST_PER_PAGE, offset: 0, orders, filters };
	const rows = rowsIn(await api.request(searchRequest(search, window)));
	const changes = changesIn(api, rows, query);
	const last = rows[rows.length - 1]?._id;
	return {
		changes,
		next: rows.length < MOST_PER_PAGE ? undefined : String(last),
	};
}

/** The newest first. A row that changes meanwhile moves to the front, so its successor comes twice. */
export async function recent(
	api: Api,
	query: Watched,
	count: number,
): Promise<Array<Change<string>>> {
	const limit = Math.min(count, MOST_PER_PAGE);
	const orders = [{ fieldName: query.stamp, isAsc: false }];
	const filters = await filtersNow(api, query);
	const found = new Map<string, Change<string>>();
	for (let offset = 0; found.size < count && offset <= WALL; offset += limit) {
		const rows = rowsIn(
			await api.request(searchRequest(query.search, { limit, offset, orders, filters })),
		);
		for (const change of changesIn(api, rows, query)) found.set(change.id, change);
		if (rows.length < limit) break;
	}
	return [...found.values()].slice(0, count);
}

/** A row with the fields asked for and, unless simplified, their companions. */
export function show(row: IDataObject, { simplify, fields }: View): IDataObject {
	const wanted = (name: string) =>
		!fields.length ||
		name === '_id' ||
		fields.some((field) => name === field || name.startsWith(`${field}__`));
	const kept = Object.fromEntries(Object.entries(row).filter(([name]) => wanted(name)));
	return shaped(kept, { simplify, labels: false, fields: [] });
}
