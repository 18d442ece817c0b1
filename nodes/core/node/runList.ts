import type { IDataObject } from 'n8n-workflow';
import { pool } from '../data/batch';
import type { ListOperation } from '../operation';
import { stopIfCancelled } from '../transport/wait';
import type { Call } from './call';
import { concurrencyOf, type Run } from './run';

interface Wanted {
	query: unknown;
	limit: number;
	indexes: number[];
}

/** Pages of rows per item; items with an equal query share one answer, and one that breaks off gives no rows. */
export async function runList(run: Run<ListOperation>): Promise<void> {
	const { operation, calls, open, done, failed, stopped } = run;
	const queries = new Map<string, Wanted>();
	for (const index of open) {
		if (stopped()) return;
		try {
			const query = await operation.query(calls[index]);
			const limit = limitOf(operation, calls[index]);
			const key = JSON.stringify([query, limit]);
			const known = queries.get(key);
			if (known) known.indexes.push(index);
			else queries.set(key, { query, limit, indexes: [index] });
		} catch (error) {
			failed(index, error);
		}
	}
	const tasks = [...queries.values()].map(({ query, limit, indexes }) => async () => {
		try {
			const rows = await pulled(operation, calls[indexes[0]], query, limit);
			for (const index of indexes)
				done(
					index,
					rows.map((json) => ({ json: indexes.length > 1 ? { ...json } : json })),
				);
		} catch (error) {
			for (const index of indexes) failed(index, error);
		}
	});
	await pool(tasks, concurrencyOf(run), stopped);
}

function limitOf(operation: ListOperation, call: Call): number {
	if (operation.paged === false || call.flag('returnAll')) return Infinity;
	return call.integer('limit', { min: 1 }) ?? 50;
}

/** Stops pulling as soon as there are enough. */
async function pulled(
	operation: ListOperation,
	call: Call,
	query: unknown,
	limit: number,
): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for await (const page of operation.pages(call.api, query, limit)) {
		stopIfCancelled(call.api.signal);
		for (const row of page) if (rows.length < limit) rows.push(row);
		if (rows.length >= limit) break;
	}
	return rows;
}
