import type { PostgreSql } from '../../n8n/postgreSql';
import { unflatten } from '../../n8n/runData';

interface Stored {
	resultData?: { runData?: Record<string, Array<{ data?: { main?: unknown } }>> };
	executionData?: { nodeExecutionStack?: Array<{ data?: { main?: unknown } }> };
}

export interface Event {
	key: string;
	id: string;
}

/** What n8n's executions hold, by execution; read from the database, also while n8n is dead. */
export async function emittedIn(
	{ query }: PostgreSql,
	trigger: string,
): Promise<Map<string, Event[]>> {
	const answer = await query('select "executionId", data from execution_data');
	const rows = answer === '' ? [] : answer.split('\n');
	return new Map(
		rows.map((row) => {
			const end = row.indexOf('|');
			const stored = unflatten(row.slice(end + 1)) as Stored;
			return [row.slice(0, end), eventsOf(stored, trigger)];
		}),
	);
}

/** An execution that has not run yet has the trigger's items on its stack. */
function eventsOf({ resultData, executionData }: Stored, trigger: string): Event[] {
	const ran = resultData?.runData?.[trigger]?.[0]?.data?.main;
	const waiting = executionData?.nodeExecutionStack?.[0]?.data?.main;
	const [items] = (ran ?? waiting ?? []) as Array<Array<{ json: { _event: Event } }> | null>;
	return (items ?? []).map(({ json }) => json._event);
}
