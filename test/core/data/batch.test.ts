/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';
import { chunk, lanes, pool, type Numbered } from '../../../nodes/core/data/batch';

interface Row {
	key?: string;
}

const numbered = (keys: Array<string | undefined>): Array<Numbered<Row>> =>
	keys.map((key, index) => ({ index, row: { key } }));
const cut = (keys: Array<string | undefined>, size: number) =>
	chunk(numbered(keys), size, ({ key }) => key);
const indexes = (chunks: Array<Array<Numbered<Row>>>) =>
	chunks.map((part) => part.map(({ index }) => index));

describe('chunk', () => {
	it.each([
		[[], 3, [], false],
		[[undefined, undefined, undefined, undefined], 3, [[0, 1, 2], [3]], false],
		[
			['a', 'b', 'c', 'd'],
			2,
			[
				[0, 1],
				[2, 3],
			],
			false,
		],
		[['a', 'a', 'a'], 10, [[0], [1], [2]], true],
		[['a', 'b', 'a', 'c'], 3, [[0, 1, 3], [2]], true],
		[['a', undefined, 'a', 'b', 'b'], 2, [[0, 1], [2, 3], [4]], true],
	])('%j by %i gives %j', (keys, size, expected, ordered) => {
		const result = cut(keys as Array<string | undefined>, size as number);
		expect(indexes(result.chunks)).toEqual(expected);
		expect(result.ordered).toBe(ordered);
	});

	const keys = fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd', ''), { nil: undefined }), {
		maxLength: 60,
	});

	it('keeps every row once, within the size, and rows of one key apart and in order', () => {
		fc.assert(
			fc.property(keys, fc.integer({ min: 1, max: 12 }), (given, size) => {
				const { chunks, ordered } = cut(given, size);
				const all = indexes(chunks)
					.flat()
					.sort((a, b) => a - b);
				expect(all).toEqual(given.map((_, index) => index));
				const placeOf = new Map<string, { place: number; index: number }>();
				chunks.forEach((part, place) => {
					expect(part.length).toBeGreaterThan(0);
					expect(part.length).toBeLessThanOrEqual(size);
					expect(indexes([part])[0]).toEqual([...indexes([part])[0]].sort((a, b) => a - b));
					for (const { index, row } of part) {
						if (row.key === undefined) continue;
						const before = placeOf.get(row.key);
						if (before) expect(place > before.place && index > before.index).toBe(true);
						placeOf.set(row.key, { place, index });
					}
				});
				const named = given.filter((key) => key !== undefined);
				expect(ordered).toBe(new Set(named).size < named.length);
			}),
		);
	});

	it('takes no more chunks than needed where no key comes twice', () => {
		fc.assert(
			fc.property(fc.nat(80), fc.integer({ min: 1, max: 12 }), (count, size) => {
				const given = Array.from({ length: count }, (_, index) => String(index));
				expect(cut(given, size).chunks).toHaveLength(Math.ceil(count / size));
			}),
		);
	});
});

describe('pool', () => {
	const tick = async () => await new Promise<void>((resolve) => setImmediate(resolve));

	it('runs every task once, in order of starting, never more than allowed at once', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(30), fc.integer({ min: 1, max: 6 }), async (count, atOnce) => {
				const started: number[] = [];
				let running = 0;
				let most = 0;
				const tasks = Array.from({ length: count }, (_, index) => async () => {
					started.push(index);
					most = Math.max(most, ++running);
					for (let step = 0; step <= index % 3; step++) await tick();
					running--;
				});
				await pool(tasks, atOnce);
				expect(started).toEqual(tasks.map((_, index) => index));
				expect(most).toBe(Math.min(count, atOnce));
			}),
			{ numRuns: 40 },
		);
	});

	it('starts nothing more once told to stop, and waits for what runs', async () => {
		const ended: number[] = [];
		const tasks = Array.from({ length: 10 }, (_, index) => async () => {
			await tick();
			ended.push(index);
		});
		await pool(tasks, 3, () => ended.includes(1));
		expect(ended.length).toBeGreaterThanOrEqual(3);
		expect(ended.length).toBeLessThan(6);
	});
});

describe('lanes', () => {
	it('puts every item into one lane, those of one key together and in order', () => {
		fc.assert(
			fc.property(
				fc.array(fc.option(fc.constantFrom('a', 'b', '#1', '', '0'), { nil: undefined })),
				(keys) => {
					const groups = lanes(keys.length, (index) => keys[index]);
					const all = groups.flat().sort((a, b) => a - b);
					expect(all).toEqual(keys.map((_, index) => index));
					for (const group of groups) {
						expect(new Set(group.map((index) => keys[index])).size).toBe(1);
						expect(group).toEqual([...group].sort((a, b) => a - b));
						if (keys[group[0]] === undefined) expect(group).toHaveLength(1);
					}
					const named = keys.filter((key) => key !== undefined);
					expect(groups).toHaveLength(new Set(named).size + keys.length - named.length);
				},
			),
		);
	});
});
