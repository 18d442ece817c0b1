import type { INodeExecutionData } from 'n8n-workflow';
import { execute, detailsOf } from '../../support/contexts';
import { names, probeBench, row } from '../../support/probe/bench';
import { startProbe, type ProbeEmulator } from '../../support/probe/emulator';

let emulator: ProbeEmulator;
beforeAll(async () => {
	emulator = await startProbe();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const carryOn = { onError: 'continueRegularOutput' } as const;

const sent = (path: RegExp = /whole|perRow/) =>
	emulator.log.of('POST', path).map(({ path: at, body }) => ({
		at,
		names: (body as { rows: Array<{ name: string }> }).rows.map(({ name }) => name),
	}));
const states = (items: INodeExecutionData[]) =>
	items.map(({ json }) => (json.error ? detailsOf(json).outcome : 'done'));
const links = (items: INodeExecutionData[]) => items.map(({ pairedItem }) => pairedItem);

describe('requests', () => {
	it.each([
		[1, 1],
		[10, 1],
		[11, 2],
		[25, 3],
		[100, 10],
	])('%i rows go in %i requests', async (count, requests) => {
		const out = await execute(probeBench(emulator), {
			parameters: row('perRow'),
			items: names(count),
		});
		expect(sent()).toHaveLength(requests);
		expect(out.map(({ json }) => json.name)).toEqual(names(count).map(({ name }) => name));
		expect(emulator.rows).toHaveLength(count);
	});

	it('holds only items with one target', async () => {
		const items = names(24).map((item, index) => ({ ...item, target: 'abc'[index % 3] }));
		const out = await execute(probeBench(emulator), { parameters: row('whole'), items });
		expect(
			sent()
				.map(({ at }) => at)
				.sort(),
		).toEqual(['/whole/a', '/whole/b', '/whole/c']);
		for (const { at, names: own } of sent()) {
			expect(own).toEqual(
				items.filter(({ target }) => at.endsWith(target)).map(({ name }) => name),
			);
		}
		expect(out.map(({ json }) => json.name)).toEqual(items.map(({ name }) => name));
	});

	it('puts rows of one key into requests one after another', async () => {
		const items = names(12).map((item, index) => ({ ...item, key: index % 4 ? '' : 'same' }));
		emulator.faults.add({ when: { path: /whole/ }, answer: { delayMs: 80 } });
		await execute(probeBench(emulator), { parameters: row('whole'), items });
		const holding = sent().map(
			({ names: own }) => own.filter((name) => ['row 0', 'row 4', 'row 8'].includes(name)).length,
		);
		expect(holding).toEqual([1, 1, 1]);
		const order = emulator.rows.filter((name) => ['row 0', 'row 4', 'row 8'].includes(name));
		expect(order).toEqual(['row 0', 'row 4', 'row 8']);
	});

	it('keeps order and links when the answers come in any order', async () => {
		for (const delayMs of [120, 60, 90, 10, 40, 0]) {
			emulator.faults.add({ when: { path: /perRow/ }, before: true, answer: { delayMs } });
		}
		const items = names(60);
		const out = await execute(probeBench(emulator), { parameters: row('perRow'), items });
		expect(out.map(({ json }) => json.name)).toEqual(items.map(({ name }) => name));
		expect(links(out)).toEqual(items.map((_, item) => ({ item })));
		expect(emulator.rows).not.toEqual(items.map(({ name }) => name));
	});
});

describe('refusals', () => {
	it.each([0, 37, 99])(
		'narrow a request of 100 down to its bad row %i in at most 14 more',
		async (place) => {
			const items = names(100);
			items[place] = { name: 'bad' };
			const out = await execute(probeBench(emulator), {
				parameters: row('whole100'),
				items,
				node: carryOn,
			});
			expect(states(out).filter((state) => state !== 'done')).toEqual(['failed']);
			expect(out[place].json).toMatchObject({
				error: 'row 0 is bad',
				details: { outcome: 'failed', code: 'BAD_ROW', traceId: 'trace-1' },
			});
			expect(detailsOf(out[place].json).item).toBe(place);
			expect(links(out)).toEqual(items.map((_, item) => ({ item })));
			expect(sent().length - 1).toBeLessThanOrEqual(14);
			expect(emulator.rows).toHaveLength(99);
		},
	);

	it('find every bad row, each with an error of its own', async () => {
		const items = names(20).map(({ name }, index) => ({ name: index % 7 ? name : `bad ${index}` }));
		const out = await execute(probeBench(emulator), {
			parameters: row('whole'),
			items,
			node: carryOn,
		});
		const failed = out.flatMap(({ json }, index) => (json.error ? [index] : []));
		expect(failed).toEqual([0, 7, 14]);
		expect(failed.map((index) => detailsOf(out[index].json).item)).toEqual(failed);
	});

	it('per row take no further request', async () => {
		const items = names(20);
		items[3] = { name: 'bad 3' };
		items[17] = { name: 'bad 17' };
		const out = await execute(probeBench(emulator), {
			parameters: row('perRow'),
			items,
			node: carryOn,
		});
		expect(sent()).toHaveLength(2);
		expect(out[3].json).toMatchObject({
			error: 'no bad 3',
			details: { outcome: 'failed', code: 'BAD_ROW' },
		});
		expect(out[17].json).toMatchObject({ error: 'no bad 17', details: { outcome: 'failed' } });
		expect(emulator.rows).toHaveLength(18);
	});

	it.each([
		['401', { status: 401, body: { ok: false, message: 'who?' } }],
		['403', { status: 403, body: { ok: false, message: 'no' } }],
		['a quota that is used up', { status: 200, body: { ok: false, code: 'LOCKED' } }],
		['a page of somebody else', { status: 404, body: '<html>' }],
	])('that no other row would escape are not narrowed: %s', async (_, answer) => {
		emulator.faults.add({ when: { path: /whole/ }, before: true, times: 99, answer });
		const out = await execute(probeBench(emulator), {
			parameters: row('whole'),
			items: names(10),
			node: carryOn,
		});
		expect(sent()).toHaveLength(1);
		expect(states(out)).toEqual(Array(10).fill('failed'));
		expect(out.map(({ json }) => detailsOf(json).item)).toEqual(names(10).map((__, n) => n));
	});

	it('of our own before the request are not narrowed, and are told as they are', async () => {
		const bench = probeBench(emulator);
		const out = await execute(bench, {
			parameters: row('whole', { options: { longestWait: 0 } }),
			items: names(3),
			node: carryOn,
		});
		expect(states(out)).toEqual(['done', 'done', 'done']);
		bench.store.read(bench.credential).baseUrl = 'http://127.0.0.1:9/nobody';
		const failed = await execute(bench, {
			parameters: row('whole', { options: { longestWait: 0 } }),
			items: names(3),
			node: carryOn,
		});
		expect(states(failed)).toEqual(['failed', 'failed', 'failed']);
		expect(detailsOf(failed[0].json).description).toContain('Nothing was sent');
	});
});

describe('an ambiguous answer', () => {
	it.each([
		'reset',
		{ status: 502, body: 'Bad Gateway' },
		{ status: 200, body: { ok: false, code: 'LOST' } },
	] as const)('leaves its rows unknown and is never repeated: %j', async (answer) => {
		emulator.faults.add({ when: { path: /whole/ }, skip: 1, answer });
		const out = await execute(probeBench(emulator, { vendor: { concurrency: 1 } }), {
			parameters: row('whole'),
			items: names(30),
			node: carryOn,
		});
		expect(states(out)).toEqual([
			...Array<string>(10).fill('done'),
			...Array<string>(10).fill('unknown'),
			...Array<string>(10).fill('done'),
		]);
		expect(detailsOf(out[12].json).description).toContain('may have done it');
		expect(sent()).toHaveLength(3);
		expect(emulator.rows).toHaveLength(30);
	});

	it('that has too few rows leaves the others unknown', async () => {
		const results = [{ ok: true, id: 1, name: 'row 0' }];
		emulator.faults.add({ when: {}, answer: { status: 200, body: { ok: true, results } } });
		const out = await execute(probeBench(emulator), {
			parameters: row('perRow'),
			items: names(3),
			node: carryOn,
		});
		expect(states(out)).toEqual(['done', 'unknown', 'unknown']);
	});
});

describe('preparing', () => {
	const items = [...names(12), { name: 'unready' }, ...names(12, 13)];

	it('stops the node before any request where a row cannot be', async () => {
		const failing = execute(probeBench(emulator), { parameters: row('whole'), items });
		await expect(failing).rejects.toMatchObject({
			message: expect.stringContaining('"Name" cannot be prepared'),
			context: { itemIndex: 12 },
			description: 'Items failed: 12; not sent: 0–11, 13–24',
		});
		expect(emulator.log.entries).toHaveLength(0);
	});

	it('fails that row alone under Continue On Fail', async () => {
		const out = await execute(probeBench(emulator), {
			parameters: row('whole'),
			items,
			node: carryOn,
		});
		expect(states(out).filter((state) => state === 'failed')).toHaveLength(1);
		expect(out[12].json).toMatchObject({ details: { outcome: 'failed' } });
		expect(emulator.rows).toHaveLength(24);
	});
});
