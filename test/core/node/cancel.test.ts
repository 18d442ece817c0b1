/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INodeParameters } from 'n8n-workflow';
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
}

/** Cancels after `afterMs`, and says how long the node took from then on to stop. */
async function cancelled({ parameters, items, vendor }: Case, onError = {}, afterMs = 250) {
	const stop = new AbortController();
	let at = 0;
	setTimeout(() => {
		at = Date.now();
		stop.abort();
	}, afterMs);
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
		expect(await cancelled({ parameters }, onError)).toBeLessThan(1_000);
		expect(emulator.rows).toEqual([]);
	});

	it.each<[string, INodeParameters]>([
		['one at a time', row('one')],
		['in batches', row('whole', { target: '={{ $json.name }}' })],
	])('ends the wait for the limit, and sends no more: %s', async (_, parameters) => {
		const limits = () => ({ default: { count: 1, windowMs: 60_000, adaptive: false } });
		const took = await cancelled({ parameters, items: names(20), vendor: { limits } }, onError);
		expect(took).toBeLessThan(1_000);
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
		expect(await cancelled({ parameters }, onError)).toBeLessThan(1_000);
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
