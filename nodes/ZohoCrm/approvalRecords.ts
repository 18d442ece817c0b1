import type { IDataObject } from 'n8n-workflow';
import type { Api, Query } from '../core/transport/api';
import type { ItemError } from '../core/transport/errors';
import type { Change, ChangePage, Span } from '../core/trigger/events';
import { momentText } from './fields';
import { nearestModules } from './modules';
import { MOST_PER_PAGE } from './pages';
import { infoOf, rowsOf, timeIn } from './rows';

export interface ApprovalQuery {
	module: string;
	state: string;
	fields: string;
}

export type TimeKey = [at: number, id: string];

/** Of a search, by its numbers. */
const MOST_PAGES = 10;

const since1970 = '1970-01-01T00:00:00+00:00';

async function found(
	api: Api,
	{ module, state, fields }: ApprovalQuery,
	query: Query,
): Promise<{ rows: IDataObject[]; more: boolean }> {
	const body = await api
		.request<unknown>({
			method: 'GET',
			url: `/crm/v8/${module}/search`,
			query: {
				approval_state: state,
				fields,
				sort_by: 'Modified_Time',
				per_page: MOST_PER_PAGE,
				...query,
			},
			limit: 'heavy',
		})
		.catch(async (error: ItemError) => await nearestModules(api, module, error));
	return { rows: rowsOf(body), more: infoOf(body).more };
}

function changeIn(row: IDataObject): Change<TimeKey> {
	const id = String(row.id);
	const at = timeIn(row, 'Modified_Time');
	return { id, at, key: [at ?? 0, id], row };
}

const before = (a: TimeKey, b: TimeKey) =>
	a[0] === b[0] ? (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0) : a[0] - b[0];

/** From a time on, with an end where one is known. */
function criteriaOf(from: number, until: number | undefined): string {
	const start = `(Modified_Time:greater_equal:${momentText(from, 'UTC')})`;
	if (until === undefined) return start;
	return `(${start}and(Modified_Time:less_than:${momentText(until, 'UTC')}))`;
}

/**
 * One page of a search, which alone knows approval states. It takes no ID and ends at 2,000 rows, so it is walked by
 * time: a second whose end is not seen is left to the next page.
 */
export async function approvalPage(
	api: Api,
	query: ApprovalQuery,
	{ since, until, after }: Span<TimeKey>,
): Promise<ChangePage<TimeKey>> {
	const criteria = criteriaOf(after ? after[0] : since, until);
	const changes: Array<Change<TimeKey>> = [];
	for (let page = 1; page <= MOST_PAGES; page++) {
		const { rows, more } = await found(api, query, { criteria, sort_order: 'asc', page });
		changes.push(...rows.map(changeIn));
		const behind = changes
			.filter(({ key }) => !after || before(after, key) < 0)
			.sort((a, b) => before(a.key, b.key));
		if (!more) return { changes: behind };
		const end = changes[changes.length - 1].key[0];
		const whole = behind.filter(({ key }) => key[0] < end);
		if (whole.length) return { changes: whole, next: whole[whole.length - 1].key };
	}
	throw api.refusal({
		message: 'More than 2,000 records came to this state in one second, and Zoho CRM shows no more',
		hint: 'Use "Get Many" of the resource "Approval" in a scheduled workflow for these',
	});
}

export async function newestApprovals(
	api: Api,
	query: ApprovalQuery,
	count: number,
): Promise<Array<Change<TimeKey>>> {
	const criteria = `(Modified_Time:greater_than:${since1970})`;
	const size = Math.min(count, MOST_PER_PAGE);
	const { rows } = await found(api, query, { criteria, sort_order: 'desc', per_page: size });
	return rows.map(changeIn);
}
