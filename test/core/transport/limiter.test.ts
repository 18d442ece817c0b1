/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import * as workflow from 'n8n-workflow';
import { bucket, type Bucket } from '../../../nodes/core/transport/limiter';
import { Cancelled } from '../../../nodes/core/transport/wait';
import type { Limit } from '../../../nodes/core/vendor';
import { fullest, VirtualClock } from '../../support/probe/virtualClock';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof workflow>('n8n-workflow'),
	sleep: jest.fn(),
}));

let clock: VirtualClock;
let made = 0;

beforeEach(() => {
	clock = new VirtualClock().install();
	jest.mocked(workflow.sleep).mockImplementation(clock.sleep);
});
afterEach(() => clock.restore());

const fresh = (limit: Partial<Limit> = {}) =>
	bucket(`test ${++made}`, { count: 60, windowMs: 60_000, adaptive: false, ...limit });

/** Sends `count` requests as fast as the bucket lets them, and gives the times at which they went. */
async function send(own: Bucket, count: number, tookMs = 0): Promise<number[]> {
	const times: number[] = [];
	const one = async () => {
		const release = await own.take();
		times.push(clock.now());
		if (tookMs) await clock.sleep(tookMs);
		release();
	};
	await Promise.all(Array.from({ length: count }, one));
	return times;
}

const took = (times: number[]) => times[times.length - 1] - times[0];

describe('the pace', () => {
	it('keeps to 60 a minute over 500 requests, in any window, and wastes little', async () => {
		const times = await send(fresh(), 500);
		expect(fullest(times, 60_000).sliding).toBeLessThanOrEqual(60);
		expect(fullest(times, 60_000).fixed).toBeLessThanOrEqual(60);
		expect(took(times)).toBeGreaterThan(480_000);
		expect(took(times)).toBeLessThan(520_000);
	});

	it('takes 1,000 requests at 100 per 20 s within 210 s, never 100 at a go', async () => {
		const times = await send(fresh({ count: 100, windowMs: 20_000 }), 1000);
		expect(fullest(times, 20_000).sliding).toBeLessThanOrEqual(100);
		expect(fullest(times, 1_000).sliding).toBeLessThanOrEqual(10);
		expect(took(times)).toBeLessThan(210_000);
	});

	it('keeps the window when a rest has filled the allowance again', async () => {
		const own = fresh({ count: 10, windowMs: 10_000 });
		const times = await send(own, 10);
		await clock.sleep(5_000);
		times.push(...(await send(own, 20)));
		expect(fullest(times, 10_000).sliding).toBeLessThanOrEqual(10);
	});

	it('lets requests go in the order of asking', async () => {
		const own = fresh({ count: 1000, windowMs: 1_000 });
		const order: number[] = [];
		const one = async (n: number) => {
			(await own.take())();
			order.push(n);
		};
		await Promise.all(Array.from({ length: 50 }, async (_, n) => await one(n)));
		expect(order).toEqual(Array.from({ length: 50 }, (_, n) => n));
	});

	it('keeps what was sent when the limit of a credential is edited', async () => {
		const name = `test ${++made}`;
		const limit = { count: 60, windowMs: 60_000, adaptive: false };
		const times = await send(bucket(name, limit), 30);
		times.push(...(await send(bucket(name, { ...limit, count: 30 }), 5)));
		expect(times[30] - times[0]).toBeGreaterThanOrEqual(60_000);
	});

	it('counts apart what has another key', async () => {
		await send(fresh(), 60);
		const before = clock.now();
		await send(fresh(), 1);
		expect(clock.now()).toBe(before);
	});
});

describe('the vendor’s refusals', () => {
	it('stop everything for as long as the vendor says', async () => {
		const own = fresh();
		const before = clock.now();
		own.cut(45_000);
		own.cut(5_000);
		const [first] = await send(own, 2);
		expect(first - before).toBeGreaterThanOrEqual(45_000);
	});

	it('halve an adaptive rate, and every good answer lifts it a little', async () => {
		const own = fresh({ count: 100, windowMs: 10_000, adaptive: true });
		const full = took(await send(own, 60));
		own.cut(0);
		const slow = took(await send(own, 60));
		expect(slow).toBeGreaterThan(full * 1.8);
		for (let answers = 0; answers < 5; answers++) own.rise();
		const better = took(await send(own, 60));
		expect(better).toBeLessThan(slow * 0.8);
		for (let answers = 0; answers < 100; answers++) own.rise();
		await clock.sleep(20_000);
		const again = took(await send(own, 60));
		expect(again).toBeLessThanOrEqual(full * 1.05);
	});

	it('never bring a rate down to nothing, nor above the limit', async () => {
		const own = fresh({ count: 100, windowMs: 1_000, adaptive: true });
		for (let refusals = 0; refusals < 50; refusals++) own.cut(0);
		expect(took(await send(own, 3))).toBeLessThan(120_000);
		for (let answers = 0; answers < 500; answers++) own.rise();
		const times = await send(own, 500);
		expect(fullest(times, 1_000).sliding).toBeLessThanOrEqual(100);
	});

	it('leave a fixed rate as it is', async () => {
		const own = fresh({ count: 100, windowMs: 10_000 });
		const full = took(await send(own, 50));
		own.cut(0);
		await clock.sleep(20_000);
		expect(took(await send(own, 50))).toBe(full);
	});
});

describe('requests under way', () => {
	it('are never more than allowed at once', async () => {
		const own = fresh({ count: 1000, windowMs: 1_000, atOnce: 3 });
		let running = 0;
		let most = 0;
		const one = async () => {
			const release = await own.take();
			most = Math.max(most, ++running);
			await clock.sleep(500);
			running--;
			release();
		};
		await Promise.all(Array.from({ length: 20 }, one));
		expect(most).toBe(3);
	});
});

describe('cancelling', () => {
	const never = async () => await new Promise<void>(() => {});

	it('ends the waiting for the pace at once, and lets the others go on', async () => {
		const own = fresh({ count: 1, windowMs: 60_000 });
		(await own.take())();
		jest.mocked(workflow.sleep).mockImplementation(never);
		const stop = new AbortController();
		const waiting = own.take(stop.signal);
		setImmediate(() => stop.abort());
		await expect(waiting).rejects.toBeInstanceOf(Cancelled);
		jest.mocked(workflow.sleep).mockImplementation(clock.sleep);
		await expect(own.take()).resolves.toEqual(expect.any(Function));
	});

	it('ends the waiting behind another execution at once', async () => {
		const own = fresh({ count: 1, windowMs: 60_000 });
		(await own.take())();
		jest.mocked(workflow.sleep).mockImplementation(never);
		void own.take();
		const stop = new AbortController();
		const behind = own.take(stop.signal);
		setImmediate(() => stop.abort());
		await expect(behind).rejects.toBeInstanceOf(Cancelled);
	});

	it('ends the waiting for a request under way at once, and loses nobody else', async () => {
		const own = fresh({ count: 1000, windowMs: 1_000, atOnce: 1 });
		const release = await own.take();
		const stop = new AbortController();
		const cancelled = own.take(stop.signal);
		const patient = own.take();
		setImmediate(() => stop.abort());
		await expect(cancelled).rejects.toBeInstanceOf(Cancelled);
		release();
		await expect(patient).resolves.toEqual(expect.any(Function));
	});

	it('costs nothing of the quota', async () => {
		const own = fresh({ count: 2, windowMs: 60_000 });
		const stop = new AbortController();
		stop.abort();
		for (let tries = 0; tries < 5; tries++) {
			await expect(own.take(stop.signal)).rejects.toBeInstanceOf(Cancelled);
		}
		expect(took(await send(own, 2))).toBeLessThan(60_000);
	});
});
