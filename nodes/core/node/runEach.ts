import { lanes, pool } from '../data/batch';
import type { EachOperation } from '../operation';
import { concurrencyOf, type Run } from './run';

/** One call per item, a bounded number at once; items with one key one after another. */
export async function runEach(run: Run<EachOperation>): Promise<void> {
	const { operation, calls, open, done, failed, stopped } = run;
	const keys = new Map<number, string | undefined>();
	for (const index of open) {
		try {
			keys.set(index, operation.key?.(calls[index]));
		} catch (error) {
			failed(index, error);
			if (stopped()) return;
		}
	}
	const ready = open.filter((index) => keys.has(index));
	const one = async (index: number) => {
		try {
			const output = await operation.run(calls[index]);
			done(index, Array.isArray(output) ? output : [output]);
		} catch (error) {
			failed(index, error);
		}
	};
	const tasks = lanes(ready.length, (place) => keys.get(ready[place])).map((lane) => async () => {
		for (const place of lane) if (!stopped()) await one(ready[place]);
	});
	await pool(tasks, concurrencyOf(run), stopped);
}
