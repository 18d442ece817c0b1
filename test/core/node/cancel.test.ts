import { sleep, type INodeParameters } from 'n8n-workflow';
import { Cancelled, orCancelled } from '../../../nodes/core/transport/wait';
import type { Vendor } from '../../../nodes/core/vendor';
import { execute } from '../../support/contexts';
import { names, probeBench, row } from '../../support/probe/bench';
import { startProbe, type ProbeEmulator } from '../../support/probe/emulator';

let emulator: ProbeEmulator;
beforeAll(async () => {
	emulator = await startProbe();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

interface Case {
	parameters: INodeParameters;
	items?: Array<{ name: string }>;
	vendor?: Partial<Vendor>;
	/** Requests to wait for before it is cancelled. */
	after?: number;
}

/** Far less than what there is to wait for, and far more than a busy machine takes to stop. */
const AT_ONCE = 10_000;
/** Requests that the emulator has answered, after which the node waits. */
const sent = async (count: number) => {
	while (emulator.log.entries.length < count) await sleep(5);
	await sleep(50);
};

/** Cancels after so many requests, and says how long the node took from then on to stop. */
async function cancelled({ parameters, items, vendor, after = 1 }: Case, onError = {}) {
	const stop = new AbortController();
	let at = 0;
	void sent(after).then(() => {
		at = Date.now();
		stop.abort();
	});
	const running = execute(probeBench(emulator, { vendor }), {
		parameters,
		items: items ?? names(3),
		node: onError,
		signal: stop.signal,
	});
	await expect(running).rejects.toThrow('The execution was cancelled');
	return Date.now() - at;
}

const busy = () =>
	emulator.faults.add({
		when: {},
		before: true,
		times: 99,
		answer: {
			status: 200,
			headers: { 'retry-after': '60' },
			body: { ok: false, code: 'BUSY', message: 'later' },
		},
	});

describe.each([{}, { onError: 'continueRegularOutput' } as const])('%j', (onError) => {
	it.each<[string, INodeParameters]>([
		['one at a time', row('one')],
		['in batches, refused as a whole', row('whole')],
		['in batches, refused by row', row('perRow')],
		['a search for what may not be there', row('find', { path: '/ping' })],
		['a list', row('getAll', { returnAll: true, filter: '' })],
	])('ends the wait before a repetition: %s', async (_, parameters) => {
		busy();
		expect(await cancelled({ parameters }, onError)).toBeLessThan(AT_ONCE);
		expect(emulator.rows).toEqual([]);
	});

	it.each<[string, INodeParameters]>([
		['one at a time', row('one')],
		['in batches', row('whole', { target: '={{ $json.name }}' })],
	])('ends the wait for the limit, and sends no more: %s', async (_, parameters) => {
		const limits = () => ({ default: { count: 1, windowMs: 60_000, adaptive: false } });
		const took = await cancelled({ parameters, items: names(20), vendor: { limits } }, onError);
		expect(took).toBeLessThan(AT_ONCE);
		expect(emulator.log.entries).toHaveLength(1);
	});

	it('ends paging', async () => {
		emulator.listed.push(...names(10_000));
		emulator.faults.add({
			when: { path: '/list' },
			before: true,
			times: 1_000,
			answer: { delayMs: 40 },
		});
		const parameters = row('getAll', { returnAll: true, filter: '' });
		expect(await cancelled({ parameters, after: 2 }, onError)).toBeLessThan(AT_ONCE);
		const pages = emulator.log.of('GET', '/list').length;
		expect(pages).toBeGreaterThan(1);
		expect(pages).toBeLessThan(20);
	});
});

it('sends nothing when the execution was cancelled before', async () => {
	const stop = new AbortController();
	stop.abort();
	const running = execute(probeBench(emulator), {
		parameters: row('one'),
		items: names(3),
		signal: stop.signal,
	});
	await expect(running).rejects.toThrow('The execution was cancelled');
	expect(emulator.log.entries).toHaveLength(0);
});

it('listens to a signal once, however much waits for it, and stops all of it', async () => {
	const controller = new AbortController();
	const listen = jest.spyOn(controller.signal, 'addEventListener');
	const waiting = Array.from({ length: 50 }, async () => {
		await expect(
			orCancelled(async () => await new Promise(() => {}), controller.signal),
		).rejects.toBeInstanceOf(Cancelled);
	});
	expect(await orCancelled(async () => 'done', controller.signal)).toBe('done');
	controller.abort();
	await Promise.all(waiting);
	expect(listen).toHaveBeenCalledTimes(1);
});
