import type { INodeExecutionData } from 'n8n-workflow';
import { execute, type Bench, type RunOptions, detailsOf } from '../../support/contexts';
import { names, probeBench, row } from '../../support/probe/bench';
import { startProbe, type ProbeEmulator } from '../../support/probe/emulator';

let emulator: ProbeEmulator;
beforeAll(async () => {
	emulator = await startProbe();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const carryOn = { onError: 'continueRegularOutput' } as const;
const retry = { retryOnFail: true };
const input = (count: number): INodeExecutionData[] => names(count).map((json) => ({ json }));

/** Another try of n8n's: what it put out, or the error that it stopped with. */
const attempt = async (bench: Bench, options: RunOptions) =>
	await execute(bench, options).then(
		(out) => ({ out, error: undefined }),
		(error: { description?: string; context: Record<string, unknown> }) => ({
			out: [],
			error,
		}),
	);

const states = (out: INodeExecutionData[]) =>
	out.map(({ json }) => (json.error ? detailsOf(json).outcome : 'done'));
const failOnce = (path: RegExp | string, skip: number) =>
	emulator.faults.add({
		when: { path },
		before: true,
		skip,
		answer: { status: 200, body: { ok: false, code: 'NO', message: 'not now' } },
	});

describe.each([
	['one', '/one', 1],
	['perRow', /perRow/, 10],
	['whole', /whole/, 10],
] as const)('%s', (operation, path, size) => {
	const requests = () => emulator.log.of('POST', path).length;
	const parameters = row(operation);
	const count = size * 3;

	it.each([carryOn, {}])('sends only failed rows again: %j', async (onError) => {
		const bench = probeBench(emulator, { vendor: { concurrency: 1 } });
		const options = { parameters, input: input(count), node: { ...retry, ...onError } };
		// a refusal without a cause that other rows would meet, too, is narrowed: let it hit every part
		const hits = operation === 'whole' ? 40 : 1;
		emulator.faults.add({
			when: {
				path,
				body: (body) => JSON.stringify(body).includes(`"row ${size}"`),
			},
			before: true,
			times: hits,
			answer: { status: 200, body: { ok: false, code: 'NO', message: 'not now' } },
		});
		await attempt(bench, options);
		emulator.faults.clear();
		const { out, error } = await attempt(bench, options);
		expect(error).toBeUndefined();
		expect(states(out)).toEqual(Array(count).fill('done'));
		expect(out.map(({ json }) => json.name)).toEqual(names(count).map(({ name }) => name));
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual(
			names(count).map((_, item) => ({ item })),
		);
		expect([...emulator.rows].sort()).toEqual(
			names(count)
				.map(({ name }) => name)
				.sort(),
		);
	});

	it('leaves unknown creates alone', async () => {
		const bench = probeBench(emulator, { vendor: { concurrency: 1 } });
		const options = { parameters, input: input(count), node: { ...retry, ...carryOn } };
		emulator.faults.add({ when: { path }, skip: 1, answer: 'reset' });
		const first = await attempt(bench, options);
		expect(states(first.out).filter((state) => state === 'unknown')).toHaveLength(size);
		const before = requests();
		const second = await attempt(bench, options);
		expect(states(second.out)).toEqual(states(first.out));
		expect(requests()).toBe(before);
		expect(emulator.rows).toHaveLength(count);
	});

	it('starts nothing new after an unknown create when the node is to stop', async () => {
		const bench = probeBench(emulator, { vendor: { concurrency: 1 } });
		const options = { parameters, input: input(count), node: retry };
		emulator.faults.add({ when: { path }, skip: 1, answer: 'reset' });
		const first = await attempt(bench, options);
		const before = requests();
		const second = await attempt(bench, options);
		expect(first.error?.description).toContain('unknown');
		expect(second.error?.description).toBe(first.error?.description);
		expect(requests()).toBe(before);
	});

	it('sends everything anew without Retry On Fail, in another run, and for another node', async () => {
		const bench = probeBench(emulator);
		const items = input(size);
		const options = { parameters, input: items, node: retry };
		await execute(bench, options);
		await execute(bench, options);
		expect(requests()).toBe(1);
		await execute(bench, { ...options, runIndex: 1 });
		expect(requests()).toBe(2);
		await execute(bench, { ...options, node: { ...retry, id: 'node-2' } });
		expect(requests()).toBe(3);
		await execute(bench, { ...options, executionId: 'execution-2' });
		expect(requests()).toBe(4);
		await execute(bench, { ...options, node: {} });
		expect(requests()).toBe(5);
		await execute(bench, { ...options, input: [...items] });
		expect(requests()).toBe(6);
	});

	it('knows the first item under Execute Once, where n8n makes a new array for every try', async () => {
		const bench = probeBench(emulator);
		const [first] = input(1);
		const node = { ...retry, executeOnce: true };
		await execute(bench, { parameters, input: [first], node });
		const out = await execute(bench, { parameters, input: [first], node });
		expect(out.map(({ json }) => json.name)).toEqual(['row 0']);
		expect(requests()).toBe(1);
	});
});

describe('getAll', () => {
	it('asks again only for what failed', async () => {
		emulator.listed.push(...names(5));
		const bench = probeBench(emulator, { vendor: { concurrency: 1 } });
		const items = [0, 1, 2].map((n) => ({ json: { name: `filter ${n}` } }));
		const options = {
			parameters: row('getAll', { filter: '={{ $json.name }}', returnAll: true }),
			input: items,
			node: { ...retry, ...carryOn },
		};
		failOnce('/list', 1);
		const first = await attempt(bench, options);
		expect(first.out.filter(({ json }) => json.error)).toHaveLength(1);
		const second = await attempt(bench, options);
		expect(second.out).toHaveLength(15);
		expect(emulator.log.of('GET', '/list').map(({ query }) => query.filter)).toEqual([
			'filter 0',
			'filter 1',
			'filter 2',
			'filter 1',
		]);
	});
});

it('gives back copies: what later nodes do to an item is not in the ledger', async () => {
	const bench = probeBench(emulator);
	const options = { parameters: row('one'), input: input(1), node: retry };
	const [first] = await execute(bench, options);
	first.pairedItem = { item: 77 };
	const [second] = await execute(bench, options);
	expect(second.pairedItem).toEqual({ item: 0 });
});
