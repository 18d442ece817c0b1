import { chunk, pool, type Numbered } from '../data/batch';
import type { BatchOperation } from '../operation';
import { contextOf, type ItemError } from '../transport/errors';
import { concurrencyOf, type Run } from './run';

interface Group {
	target: unknown;
	rows: Array<Numbered<unknown>>;
}

/** Many items per request: every row is prepared before the first request goes out. */
export async function runBatch(run: Run<BatchOperation>): Promise<void> {
	const groups = await prepared(run);
	if (run.stopped()) return;
	const { operation, stopped } = run;
	const tasks = groups.flatMap(({ target, rows }) => {
		const { chunks, ordered } = chunk(rows, operation.size, (row) => operation.key?.(row));
		const send = chunks.map((part) => async () => await sent(run, target, part));
		return ordered ? [async () => await pool(send, 1, stopped)] : send;
	});
	await pool(tasks, concurrencyOf(run), stopped);
}

async function prepared({ operation, calls, open, failed }: Run<BatchOperation>): Promise<Group[]> {
	const groups = new Map<string, Group>();
	for (const index of open) {
		try {
			const target = await operation.target(calls[index]);
			const row = await operation.row(calls[index]);
			const key = JSON.stringify(target);
			const group = groups.get(key) ?? { target, rows: [] };
			groups.set(key, group);
			group.rows.push({ index, row });
		} catch (error) {
			failed(index, error);
		}
	}
	return [...groups.values()];
}

/** Outcome n belongs to row n. A chunk refused as a whole is halved until only the bad rows fail. */
async function sent(
	run: Run<BatchOperation>,
	target: unknown,
	rows: Array<Numbered<unknown>>,
): Promise<void> {
	const { operation, calls, done, failed, stopped } = run;
	const { api } = calls[rows[0].index];
	try {
		const outcomes = await operation.send(
			api,
			target,
			rows.map(({ row }) => row),
		);
		rows.forEach(({ index }, place) => {
			const outcome = outcomes[place];
			if (!outcome)
				failed(
					index,
					api.refusal({ message: 'The vendor gave no answer for this row', processed: 'unknown' }),
				);
			else if ('refused' in outcome) failed(index, api.refusal(outcome.refused));
			else done(index, [outcome]);
		});
	} catch (error) {
		if (rows.length === 1 || operation.refusal !== 'whole' || !aboutRows(error as ItemError)) {
			for (const { index } of rows) failed(index, error);
			return;
		}
		const half = Math.ceil(rows.length / 2);
		await sent(run, target, rows.slice(0, half));
		if (!stopped()) await sent(run, target, rows.slice(half));
	}
}

/** Only a refusal that says *not processed*, and that another row might not meet, is worth narrowing down. */
const aboutRows = (error: ItemError) =>
	contextOf(error).outcome === 'failed' && !('failure' in error && error.failure);
