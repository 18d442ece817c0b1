import type { INodeParameters } from 'n8n-workflow';
import { execute } from '../../support/contexts';
import { names, probeBench, row } from '../../support/probe/bench';
import { startProbe, type ProbeEmulator } from '../../support/probe/emulator';

let emulator: ProbeEmulator;
beforeAll(async () => {
	emulator = await startProbe();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const busy = (retryAfter?: string, times = 99) =>
	emulator.faults.add({
		when: {},
		before: true,
		times,
		answer: {
			status: 429,
			headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
			body: { ok: false, code: 'BUSY', message: 'later' },
		},
	});
const run = async (parameters: INodeParameters, longestWait: unknown) =>
	await execute(probeBench(emulator), {
		parameters: { ...parameters, options: { longestWait } } as INodeParameters,
		items: names(1),
	});
const timed = async (work: Promise<unknown>) => {
	const from = Date.now();
	await work;
	return Date.now() - from;
};

describe('the longest wait', () => {
	it.each(['30', new Date(Date.now() + 30_000).toUTCString()])(
		'ends a request that would have to wait longer, at once: Retry-After %s',
		async (retryAfter) => {
			busy(retryAfter);
			const failing = run(row('one'), 2);
			await expect(failing).rejects.toMatchObject({
				message: 'later',
				description: expect.stringMatching(/next try would come in \d+ s.*Longest Wait/),
				failure: { cause: 'rate-limited', retryAfterMs: expect.any(Number) },
				context: { outcome: 'failed' },
			});
			const { failure } = (await failing.catch(
				(error: { failure: { retryAfterMs: number } }) => error,
			)) as {
				failure: { retryAfterMs: number };
			};
			expect(failure.retryAfterMs).toBeGreaterThan(20_000);
			expect(failure.retryAfterMs).toBeLessThanOrEqual(30_000);
			expect(emulator.log.of('POST', '/one')).toHaveLength(1);
		},
	);

	it('counts all waits of a request together', async () => {
		busy('1');
		const took = await timed(expect(run(row('one'), 2)).rejects.toThrow('later'));
		expect(took).toBeGreaterThan(1_900);
		expect(took).toBeLessThan(20_000);
		expect(emulator.log.of('POST', '/one')).toHaveLength(3);
	});

	it.each(['0', 'Thu, 01 Jan 2026 00:00:00 GMT', undefined, 'soon'])(
		'ends a vendor that is always busy, without a storm of requests: Retry-After %s',
		async (retryAfter) => {
			busy(retryAfter, 100_000);
			const took = await timed(expect(run(row('one'), 1)).rejects.toThrow('later'));
			expect(took).toBeLessThan(20_000);
			expect(emulator.log.of('POST', '/one').length).toBeLessThan(5);
		},
	);

	it('of 0 tries once', async () => {
		busy('1');
		await expect(run(row('one'), 0)).rejects.toThrow('later');
		expect(emulator.log.of('POST', '/one')).toHaveLength(1);
	});

	it('that is no number is the usual one, and has an end', async () => {
		busy('500', 5);
		await expect(run(row('one'), 'for ever')).rejects.toThrow('later');
	});
});

describe('repetitions', () => {
	it('after a busy answer are safe for a create, and call its body anew', async () => {
		busy('0.05', 2);
		await run(row('one'), 10);
		const bodies = emulator.log.of('POST', '/one').map(({ body }) => body);
		expect(bodies).toEqual([{ name: 'row 0' }, { name: 'row 0' }, { name: 'row 0' }]);
		expect(emulator.rows).toEqual(['row 0']);
	});

	it('of a read follow lost answers, and end', async () => {
		emulator.faults.add({ when: { path: '/ping' }, times: 99, answer: 'reset' });
		await expect(run(row('get', { path: '/ping' }), 2)).rejects.toMatchObject({
			context: { outcome: 'unknown', repeatable: true },
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(emulator.log.of('GET', '/ping').length).toBeGreaterThan(1);
	});

	it.each<[string, object]>([
		['credential-invalid', { status: 401, body: { ok: false, message: 'who?' } }],
		['configuration-invalid', { status: 403, body: { ok: false, message: 'no' } }],
		['configuration-invalid', { status: 200, body: '<html>' }],
		['quota-exhausted', { status: 200, body: { ok: false, code: 'LOCKED', message: 'used up' } }],
	])('never follow a clear refusal, which n8n reads as %s: %j', async (cause, answer) => {
		emulator.faults.add({
			when: {},
			before: true,
			times: 9,
			answer: answer as { status: number },
		});
		await expect(run(row('get', { path: '/ping' }), 10)).rejects.toMatchObject({
			failure: { cause },
		});
		expect(emulator.log.of('GET', '/ping')).toHaveLength(1);
	});
});
