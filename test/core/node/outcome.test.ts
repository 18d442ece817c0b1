import type { INodeExecutionData } from 'n8n-workflow';
import { ranges } from '../../../nodes/core/node/run';
import { execute, detailsOf } from '../../support/contexts';
import { names, probeBench, row } from '../../support/probe/bench';
import { startProbe, type ProbeEmulator } from '../../support/probe/emulator';

let emulator: ProbeEmulator;
beforeAll(async () => {
	emulator = await startProbe();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const oneByOne = { vendor: { concurrency: 1 } };
const with3bad = () => {
	const items = names(8);
	items[3] = { name: 'bad 3' };
	return items;
};
const links = (items: INodeExecutionData[]) => items.map(({ pairedItem }) => pairedItem);

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)('%s', (onError) => {
	it('gives every item, the bad ones with what n8n needs to send them to the error branch', async () => {
		const out = await execute(probeBench(emulator), {
			parameters: row('one'),
			items: with3bad(),
			node: { onError },
		});
		expect(links(out)).toEqual(with3bad().map((_, item) => ({ item })));
		// n8n's engine sorts by these very keys: see handleNodeErrorOutput in n8n-core
		expect(out.map(({ json }) => Boolean(json.error))).toEqual(
			with3bad().map(({ name }) => name.startsWith('bad')),
		);
		// older engines look at this one alone; n8n's copy of the item must not have it
		expect(Boolean(out[3].error)).toBe(onError === 'continueErrorOutput');
		expect({ ...out[3] }).not.toHaveProperty('error');
		expect(out[3].json).toEqual({
			error: 'no bad 3',
			details: {
				item: 3,
				outcome: 'failed',
				description: expect.stringContaining('Code: BAD_ROW'),
				code: 'BAD_ROW',
				traceId: 'trace-1',
			},
		});
	});

	it('never leaves an error of the vendor’s record on top of a good item', async () => {
		const out = await execute(probeBench(emulator), {
			parameters: row('one'),
			items: [{ name: 'odd' }],
			node: { onError },
		});
		expect(out[0].error).toBeUndefined();
		expect(out[0].json).toMatchObject({ name: 'odd', error_: 'a field of the record' });
		expect(out[0].json).not.toHaveProperty('error');
	});

	it('gives items that share a failed answer an error each', async () => {
		emulator.faults.add({
			when: { path: '/list' },
			before: true,
			answer: { status: 200, body: { ok: false, code: 'NO', message: 'not today' } },
		});
		const out = await execute(probeBench(emulator), {
			parameters: row('getAll', { returnAll: true, filter: '' }),
			items: [{}, {}, {}],
			node: { onError },
		});
		expect(out.map(({ json }) => json.error)).toEqual(['not today', 'not today', 'not today']);
		expect(out.map(({ json }) => detailsOf(json).item)).toEqual([0, 1, 2]);
		expect(emulator.log.of('GET', '/list')).toHaveLength(1);
	});
});

describe('stopping at an error', () => {
	it('names the item, and says what became of all others', async () => {
		const failing = execute(probeBench(emulator, oneByOne), {
			parameters: row('one'),
			items: with3bad(),
		});
		await expect(failing).rejects.toMatchObject({
			message: 'no bad 3',
			description: 'Code: BAD_ROW. Trace ID: trace-1. Items done: 0–2; failed: 3; not sent: 4–7',
			context: {
				itemIndex: 3,
				items: { done: [0, 1, 2], failed: [3], unknown: [], unsent: [4, 5, 6, 7] },
			},
		});
		expect(emulator.rows).toHaveLength(3);
	});

	it('says which items nobody knows of', async () => {
		emulator.faults.add({ when: { path: '/one' }, skip: 2, answer: 'reset' });
		const failing = execute(probeBench(emulator, oneByOne), {
			parameters: row('one'),
			items: names(4),
		});
		await expect(failing).rejects.toMatchObject({
			description: expect.stringContaining(
				'Items done: 0–1; unknown (the vendor may have done it): 2; not sent: 3',
			),
		});
	});

	it('starts no new request, and lets those under way end', async () => {
		const items = names(100);
		items[12] = { name: 'bad 12' };
		const failing = execute(probeBench(emulator, { vendor: { concurrency: 3 } }), {
			parameters: row('perRow'),
			items,
		});
		await expect(failing).rejects.toMatchObject({ context: { itemIndex: 12 } });
		const requests = emulator.log.of('POST', /perRow/);
		expect(requests.length).toBeGreaterThanOrEqual(2);
		expect(requests.length).toBeLessThanOrEqual(5);
		expect(requests.every(({ status }) => status === 200)).toBe(true);
	});

	it('keeps a message short for a single item', async () => {
		const failing = execute(probeBench(emulator), {
			parameters: row('one'),
			items: [{ name: 'bad' }],
		});
		await expect(failing).rejects.toMatchObject({
			description: 'Code: BAD_ROW. Trace ID: trace-1',
		});
	});
});

describe('each', () => {
	it('works on a bounded number at once, items of one key one after another', async () => {
		let running = 0;
		let most = 0;
		const when = {
			path: '/one',
			body: () => {
				most = Math.max(most, ++running);
				return true;
			},
		};
		emulator.faults.add({ when, before: true, times: 12, answer: { delayMs: 30 } });
		emulator.faults.add({
			when: {
				path: '/one',
				body: () => {
					running--;
					return false;
				},
			},
			answer: { delayMs: 0 },
		});
		const items = names(12).map((item, index) => ({ ...item, key: index < 4 ? 'same' : '' }));
		await execute(probeBench(emulator, { vendor: { concurrency: 3 } }), {
			parameters: row('one'),
			items,
		});
		expect(most).toBe(3);
		const same = emulator.rows.filter((name) => Number(name.slice(4)) < 4);
		expect(same).toEqual(['row 0', 'row 1', 'row 2', 'row 3']);
	});
});

describe('ranges', () => {
	it.each<[number[], string]>([
		[[], ''],
		[[4], '4'],
		[[0, 1], '0–1'],
		[[0, 1, 2, 5], '0–2, 5'],
		[[1, 3, 5], '1, 3, 5'],
		[[0, 2, 3, 9, 10, 11], '0, 2–3, 9–11'],
	])('%j is said as "%s"', (indexes, said) => {
		expect(ranges(indexes)).toBe(said);
	});
});
