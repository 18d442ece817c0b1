/** A row with the number of the item that it came from. */
export interface Numbered<Row> {
	index: number;
	row: Row;
}

/**
 * Cuts rows into chunks of at most `size`, in order; rows of one key never share a chunk, and a later one
 * stands in a later chunk. Chunks must then be sent one after another if `ordered`.
 */
export function chunk<Row>(
	rows: ReadonlyArray<Numbered<Row>>,
	size: number,
	key: (row: Row) => string | undefined,
): { chunks: Array<Array<Numbered<Row>>>; ordered: boolean } {
	const chunks: Array<Array<Numbered<Row>>> = [];
	const lastOfKey = new Map<string, number>();
	let firstOpen = 0;
	for (const numbered of rows) {
		const name = key(numbered.row);
		let place = Math.max(firstOpen, name === undefined ? 0 : (lastOfKey.get(name) ?? -1) + 1);
		while (chunks[place]?.length >= size) place++;
		(chunks[place] ??= []).push(numbered);
		if (name !== undefined) lastOfKey.set(name, place);
		while (chunks[firstOpen]?.length >= size) firstOpen++;
	}
	return {
		chunks,
		ordered: lastOfKey.size < rows.filter(({ row }) => key(row) !== undefined).length,
	};
}

/** Runs tasks with at most `atOnce` under way; none starts any more once `stop` says so. */
export async function pool(
	tasks: ReadonlyArray<() => Promise<void>>,
	atOnce: number,
	stop: () => boolean = () => false,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < tasks.length && !stop()) await tasks[next++]();
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, worker));
}

/** Items by key, each group in order; an item without a key is a group of its own. */
export function lanes(count: number, key: (index: number) => string | undefined): number[][] {
	const groups = new Map<string, number[]>();
	for (let index = 0; index < count; index++) {
		const name = key(index);
		const group = name === undefined ? `#${index}` : `=${name}`;
		groups.set(group, [...(groups.get(group) ?? []), index]);
	}
	return [...groups.values()];
}
