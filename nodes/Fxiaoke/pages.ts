import type { IDataObject } from 'n8n-workflow';
import type { Api, ApiRequest } from '../core/transport/api';
import { walk } from '../core/transport/paging';
import { read, recordPath } from './requests';

export const MOST_PER_PAGE = 100;
/** The greatest offset that a query takes. */
export const WALL = 10_000;

export interface Order extends IDataObject {
	fieldName: string;
	isAsc: boolean;
}

export interface Search {
	objectType: string;
	filters: IDataObject[];
	/** Empty: by ID, which has no wall. */
	orders: Order[];
	/** Absent: all fields. */
	fieldProjection?: string[];
	/** Further members of `search_query_info`, sent as the user gave them. */
	further?: IDataObject;
	includeNull?: boolean;
	/** Further members of the body, beside `data`. */
	switches?: IDataObject;
	actAs?: string;
}

interface Window {
	limit: number;
	offset: number;
	filters?: IDataObject[];
	orders?: Order[];
}

/** `counted`: the two spellings that ask for the number of rows; a third exists and means the same. */
export function searchRequest(
	{ objectType, filters, orders, fieldProjection, further, includeNull, switches, actAs }: Search,
	window: Window,
	counted = false,
): ApiRequest {
	const search_query_info: IDataObject = {
		filters,
		orders,
		...(fieldProjection && { fieldProjection: [...new Set(['_id', ...fieldProjection])] }),
		...further,
		...window,
	};
	return read(
		recordPath(objectType, 'query'),
		{
			includeNull: includeNull ?? false,
			returnTotalNum: counted ? 1 : 3,
			...switches,
			data: {
				dataObjectApiName: objectType,
				find_explicit_total_num: counted,
				search_query_info,
			},
		},
		actAs,
	);
}

/** The rows of an answer; some pages print a single map where there is a list. */
export function rowsIn(body: IDataObject): IDataObject[] {
	const { dataList } = (body.data ?? {}) as { dataList?: IDataObject | IDataObject[] | null };
	if (!dataList) return [];
	return Array.isArray(dataList) ? dataList : [dataList];
}

/** Rows by conditions. Without a sort they come by ID and have no end; the order never changes half way. */
export const search = (api: Api, query: Search, limit: number): AsyncGenerator<IDataObject[]> =>
	query.orders.length ? byOffset(api, query, limit) : byId(api, query, limit);

/** The vendor's own recipe: by ID ascending, then greater than the last ID. */
function byId(api: Api, query: Search, limit: number): AsyncGenerator<IDataObject[]> {
	const size = Math.min(MOST_PER_PAGE, limit);
	const orders = [{ fieldName: '_id', isAsc: true }];
	return walk<string>(api, {
		first: '',
		request: (after) =>
			searchRequest(query, {
				limit: size,
				offset: 0,
				orders,
				filters: after
					? [...query.filters, { field_name: '_id', operator: 'GT', field_values: [after] }]
					: query.filters,
			}),
		read(body) {
			const rows = rowsIn(body);
			if (rows.length < size) return { rows };
			const last = rows[rows.length - 1]._id;
			if (typeof last === 'string' && last) return { rows, next: last };
			throw api.refusal({ message: 'Fxiaoke gave a row without an ID, so the list cannot go on' });
		},
	});
}

async function* byOffset(api: Api, query: Search, limit: number): AsyncGenerator<IDataObject[]> {
	const size = Math.min(MOST_PER_PAGE, limit);
	for (let offset = 0; ; offset += size) {
		if (offset > WALL) {
			throw api.refusal({
				message: `Fxiaoke reads sorted lists up to offset ${WALL.toLocaleString('en')}, and this one goes on`,
				hint: 'Remove "Sort" to read all rows by ID, or narrow the conditions down',
			});
		}
		const rows = rowsIn(await api.request(searchRequest(query, { limit: size, offset })));
		yield rows;
		if (rows.length < size) return;
	}
}
