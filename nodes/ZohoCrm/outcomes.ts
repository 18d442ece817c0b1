import type { IDataObject } from 'n8n-workflow';
import type { Output, RowRefusal } from '../core/operation';
import type { Api, ApiRequest } from '../core/transport/api';
import type { ItemError } from '../core/transport/errors';
import { judge, judgeRows, type Row } from './errors';
import { nearestModules } from './modules';

/** One row's answer as its outcome: answers stand in the order of the rows that were sent. */
function outcomeOf(api: Api, row: Row, good: (row: Row) => IDataObject): Output | RowRefusal {
	if (row.status !== 'error') return { json: good(row) };
	const verdict = judge({ status: 400, headers: {}, body: row }, api.credential);
	if (verdict.kind === 'fail') {
		const { message, hint, code, processed } = verdict;
		return { refused: { message, hint, code, processed } };
	}
	const reason = 'reason' in verdict ? verdict.reason : 'Zoho CRM did not do it';
	const processed = verdict.kind === 'unsure' ? 'unknown' : undefined;
	return { refused: { message: reason, code: row.code, processed } };
}

/** The ID first: it is the column that people look for. */
export const details = ({ details: given, ...rest }: Row): IDataObject => ({
	...(given?.id !== undefined && { id: given.id }),
	...given,
	...without(rest, ['code', 'status', 'message']),
});

export const without = (values: IDataObject, names: readonly string[]): IDataObject =>
	Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

/**
 * The rule for whatever takes something away or brings it back by its ID: delete, unlink, remove, revoke, unlock, empty,
 * restore. It is not sent again after a lost answer. A second time would do no more than the first, but Zoho answers it
 * row by row with "no such ID", and what was done would look as if it had failed. So the item says that it may be done.
 */
export const ONCE = { safe: false } as const;

interface Write extends Omit<ApiRequest, 'judge' | 'limit'> {
	/** Key that the rows of the answer stand under. */
	root?: string;
	/** Module of the request, for the names that a wrong one may have meant. */
	module?: string;
}

/** Sends rows and reads one outcome per row. */
export async function writeRows(
	api: Api,
	{ root = 'data', module, ...request }: Write,
	good: (row: Row) => IDataObject,
): Promise<Array<Output | RowRefusal>> {
	const sent = api.request<Record<string, Row[]>>({ ...request, judge: judgeRows, limit: 'heavy' });
	const body = await sent.catch(
		async (error: ItemError) => await nearestModules(api, module, error),
	);
	return (body[root] ?? []).map((row) => outcomeOf(api, row, good));
}

/** One write alone: its row, or the item's error. */
export async function writeOne(
	api: Api,
	request: Omit<ApiRequest, 'limit'>,
	root = 'data',
): Promise<IDataObject> {
	const body = await api.request<IDataObject>({ ...request, limit: 'heavy' });
	const rows = body[root];
	const row = (Array.isArray(rows) ? rows[0] : (rows ?? body)) as Row;
	return details(row);
}
