import type { Route } from '../../frame';
import type { Endpoints } from '../context';
import { judged, listAnswer, rowsAnswer, success } from '../envelope';
import { numberOf } from '../lists';
import type { Store } from '../store';
import { recordsIn, shown } from '../store';
import * as write from '../writes';
import { rowsIn } from './records';

/** `/crm/v2/Leads`, which n8n's own node calls (in small letters): no `fields` wanted, pages by number. */
export const legacy: Endpoints = ({ store }) =>
	(['/crm/v2/Leads', '/crm/v2/leads'] as const).flatMap((path) => routesAt(store, path));

const routesAt = (store: Store, path: string): Route[] => [
	{
		method: 'POST',
		path,
		handle: ({ body }) => {
			const module = write.moduleOf(store, 'Leads');
			const rows = rowsIn(body).map((row, place) =>
				judged(() =>
					success('record added', write.detailsOf(store, write.insert(store, module, row, place))),
				),
			);
			return rowsAnswer(rows, 201, {
				...store.switches,
				allBadStatus: 'http202',
				mixedStatus: 'success',
			});
		},
	},
	{
		method: 'GET',
		path,
		handle: (request) => {
			const size = numberOf(request, 'per_page', 200, 200);
			const page = numberOf(request, 'page', 1, 1000);
			const all = [...recordsIn(store, 'Leads').values()];
			const rows = all.slice((page - 1) * size, page * size).map((record) => shown(store, record));
			return listAnswer('data', rows, {
				per_page: size,
				count: rows.length,
				page,
				more_records: page * size < all.length,
			});
		},
	},
];
