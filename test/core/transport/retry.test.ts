import fc from 'fast-check';
import { finalRefusal, pauseAfter } from '../../../nodes/core/transport/decide';
import { backoff, MOST_TRIES, retryAfter } from '../../../nodes/core/transport/retry';

const NOW = Date.UTC(2026, 10, 22, 12);

describe('retryAfter', () => {
	it.each<[string | undefined, number | undefined]>([
		['0', 0],
		['7', 7_000],
		[' 120 ', 120_000],
		['0.25', 250],
		['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
		['Sun, 22 Nov 2026 11:00:00 GMT', 0],
		['soon', undefined],
		['', undefined],
		[undefined, undefined],
	])('%j is %j ms', (text, expected) => {
		expect(retryAfter(text === undefined ? {} : { 'retry-after': text }, NOW)).toBe(expected);
	});

	it('is never negative', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.date().map(String)), (text) => {
				expect(retryAfter({ 'retry-after': text }, NOW) ?? 0).toBeGreaterThanOrEqual(0);
			}),
		);
	});
});

describe('backoff', () => {
	it.each([
		[1, 500, 1_000],
		[2, 1_000, 2_000],
		[4, 4_000, 8_000],
		[5, 8_000, 16_000],
		[6, 15_000, 30_000],
		[50, 15_000, 30_000],
	])('before try %i lies between %i and %i ms', (attempt, least, most) => {
		expect(backoff(attempt, () => 0)).toBe(least);
		expect(backoff(attempt, () => 1)).toBe(most);
		fc.assert(
			fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (random) => {
				const pause = backoff(attempt, () => random);
				expect(pause >= least && pause <= most).toBe(true);
			}),
		);
	});
});

describe('pauseAfter', () => {
	const retry = { kind: 'retry', reason: 'r' } as const;
	const unsure = { kind: 'unsure', reason: 'r' } as const;
	const fail = { kind: 'fail', message: 'm' } as const;
	const at = (tries: number, safe: boolean, answered = true) => ({ tries, safe, answered });

	it.each([
		['a busy answer', { ...retry, afterMs: 70 }, at(1, false), 70],
		['a busy answer, however often', { ...retry, afterMs: 70 }, at(99, false), 70],
	])('%s is waited for as told', (_, verdict, how, expected) => {
		expect(pauseAfter(verdict, how)).toBe(expected);
	});

	it.each([
		['a busy answer that says "at once"', { ...retry, afterMs: 0 }, at(1, false)],
		['a busy answer that says no time', retry, at(1, false)],
		['a request that never arrived', retry, at(1, false, false)],
		['a lost answer to a safe request', unsure, at(1, true)],
	])('%s is repeated after a while', (_, verdict, how) => {
		expect(pauseAfter(verdict, how)).toBeGreaterThanOrEqual(500);
	});

	it.each([
		['a lost answer to an unsafe request', unsure, at(1, false)],
		['a lost answer, too often', unsure, at(MOST_TRIES, true)],
		['a request that never arrives', retry, at(MOST_TRIES, true, false)],
		['a clear refusal', fail, at(1, true)],
		['a token that stays dead', { kind: 'refresh', reason: 'r' } as const, at(1, true)],
	])('%s is not repeated', (_, verdict, how) => {
		expect(pauseAfter(verdict, how)).toBeUndefined();
	});

	it('says "unknown" of a lost answer only', () => {
		const how = { safe: false, answered: true };
		expect(finalRefusal(unsure, 'P', how).processed).toBe('unknown');
		expect(finalRefusal(retry, 'P', how).processed).toBeUndefined();
		expect(finalRefusal(retry, 'P', { ...how, answered: false }).processed).toBeUndefined();
		expect(finalRefusal(fail, 'P', how)).toBe(fail);
	});
});
