import type { IDataObject } from 'n8n-workflow';
import type { Api, ApiRequest } from '../core/transport/api';
import { numbered, walk } from '../core/transport/paging';

interface Body {
	data?: IDataObject[] | null;
	paging?: { total?: number };
}

/** Lists and searches by page show this many rows and no more. */
const WALL = 10_000;

/**
 * Pages by number. `paging.pageSize` of answers is not what was asked for, so it is not read. Past 10,000 rows the
 * vendor does not say what happens: the list ends with an error instead of an end that looks like one.
 */
export async function* byNumber(
	api: Api,
	size: number,
	request: (page: { pageNum: number; pageSize: number }) => ApiRequest,
): AsyncGenerator<IDataObject[]> {
	let pulled = 0;
	let known: number | undefined;
	const pages = numbered(
		api,
		size,
		(pageNum) => request({ pageNum, pageSize: size }),
		(body) => {
			const { data, paging } = body as Body;
			known = paging?.total;
			return { rows: data ?? [], total: paging?.total };
		},
	);
	for await (const rows of pages) {
		yield rows;
		pulled += rows.length;
		const more = rows.length === size && (known === undefined || known > pulled);
		if (more && pulled + size > WALL) {
			throw api.refusal({
				message: `ServiceGo shows ${WALL.toLocaleString('en')} rows of such a list at most, and this one has more`,
				hint: 'Narrow it down by conditions, or read by scroll (no keyword, no cascade or multi-staff condition)',
			});
		}
	}
}

/**
 * Pages by the greatest ID that has come, as a number. `firstWith` sends 0 first; otherwise the first request has
 * no scroll ID. `paging.total` has no stated meaning here: the list ends at a short page.
 */
export const byScroll = (
	api: Api,
	size: number,
	request: (page: { scrollId?: number; pageSize: number }) => ApiRequest,
): AsyncGenerator<IDataObject[]> =>
	walk<number>(api, {
		first: 0,
		request: (scrollId) => request({ scrollId, pageSize: size }),
		read(body, scrollId) {
			const rows = (body as Body).data ?? [];
			const greatest = rows.reduce((most, { id }) => Math.max(most, Number(id)), scrollId);
			return { rows, next: rows.length < size ? undefined : greatest };
		},
	});
