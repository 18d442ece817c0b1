import fc from 'fast-check';
import {
	dateText,
	dateTimeText,
	instantOf,
	readMoment,
	readWallClock,
	wallClock,
} from '../../../nodes/core/data/time';

const ZONES = [
	'UTC',
	'Asia/Shanghai',
	'Europe/Berlin',
	'America/New_York',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'America/St_Johns',
];

const at = (text: string) => {
	const clock = readWallClock(text);
	if (!clock) throw new Error(`not a wall clock: ${text}`);
	return clock;
};
const iso = (instant: number) => new Date(instant).toISOString();

describe('readWallClock', () => {
	it.each([
		['2026-11-22', '2026-11-22 00:00:00'],
		['2026/11/22 8:30', '2026-11-22 08:30:00'],
		['2026-1-2', '2026-01-02 00:00:00'],
		['2026-11-22T08:30:59', '2026-11-22 08:30:59'],
		['2026-11-22T08:30:59.123', '2026-11-22 08:30:59'],
		[' 2024-02-29 ', '2024-02-29 00:00:00'],
	])('reads %s', (text, shown) => {
		expect(dateTimeText(at(text))).toBe(shown);
	});

	it.each([
		['', '22.11.2026', '11/22/2026', '2026-11', '2026-13-01', '2026-00-10', '2026-02-30'],
		['2023-02-29', '2026-04-31', '2026-11-22 24:00', '2026-11-22 10:60', '2026-11-22 10:10:61'],
		['2026-11-22T', 'tomorrow', '2026-11-22 08:30 pm', '20261122', '0026-11-22', '２０２６-11-22'],
	])('refuses what is no date: %j, %j, %j, …', (...texts) => {
		for (const text of texts) expect([text, readWallClock(text)]).toEqual([text, undefined]);
	});
});

describe('wall clock ↔ instant', () => {
	it.each([
		['Asia/Shanghai', '2026-11-22 08:30', '2026-11-22T00:30:00.000Z'],
		['Asia/Kathmandu', '2026-11-22 00:00', '2026-11-21T18:15:00.000Z'],
		['Europe/Berlin', '2026-03-29 01:59', '2026-03-29T00:59:00.000Z'],
		['Europe/Berlin', '2026-03-29 03:00', '2026-03-29T01:00:00.000Z'],
		['Europe/Berlin', '2026-10-25 01:59', '2026-10-24T23:59:00.000Z'],
		['Europe/Berlin', '2026-10-25 03:00', '2026-10-25T02:00:00.000Z'],
		['America/New_York', '2026-03-08 03:00', '2026-03-08T07:00:00.000Z'],
		['America/New_York', '2026-11-01 02:00', '2026-11-01T07:00:00.000Z'],
		['Pacific/Apia', '2011-12-31 00:00', '2011-12-30T10:00:00.000Z'],
	])('%s %s is %s', (zone, wall, instant) => {
		expect(iso(instantOf(at(wall), zone))).toBe(instant);
	});

	it.each([
		['Europe/Berlin', '2026-10-25 02:30', '2026-10-25T00:30:00.000Z'],
		['America/New_York', '2026-11-01 01:30', '2026-11-01T05:30:00.000Z'],
		['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45:00.000Z'],
	])('takes the earlier instant where the clock shows it twice: %s %s', (zone, wall, instant) => {
		expect(iso(instantOf(at(wall), zone))).toBe(instant);
	});

	it.each([
		['Europe/Berlin', '2026-03-29 02:30', '2026-03-29 03:30:00'],
		['America/New_York', '2026-03-08 02:30', '2026-03-08 03:30:00'],
	])('moves a time that the clock skips forward: %s %s', (zone, wall, shown) => {
		expect(dateTimeText(wallClock(instantOf(at(wall), zone), zone))).toBe(shown);
	});

	const instants = fc
		.integer({ min: Date.UTC(1975, 0, 1) / 1000, max: Date.UTC(2099, 0, 1) / 1000 })
		.map((seconds) => seconds * 1000);

	it('comes back to the same clock, by an instant that is the same or one repeated hour earlier', () => {
		fc.assert(
			fc.property(instants, fc.constantFrom(...ZONES), (instant, zone) => {
				const shown = wallClock(instant, zone);
				const back = instantOf(shown, zone);
				expect(wallClock(back, zone)).toEqual(shown);
				expect(instant - back).toBeGreaterThanOrEqual(0);
				expect(instant - back).toBeLessThanOrEqual(3_600_000);
			}),
			{ numRuns: 400 },
		);
	});

	it('holds the law around every change of the clock in 2026', () => {
		const hours = Array.from({ length: 365 * 24 }, (_, hour) => Date.UTC(2026, 0, 1, hour));
		for (const instant of hours) {
			const shown = wallClock(instant, 'Europe/Berlin');
			expect(instant - instantOf(shown, 'Europe/Berlin')).toBeGreaterThanOrEqual(0);
			expect(wallClock(instantOf(shown, 'Europe/Berlin'), 'Europe/Berlin')).toEqual(shown);
		}
	});
});

describe('readMoment', () => {
	const luxon = (millis: number) => ({ toMillis: () => millis, valueOf: () => millis });
	const noon = Date.UTC(2026, 10, 22, 12);

	it.each([
		['Date', new Date(noon), noon],
		['epoch milliseconds', noon, noon],
		['epoch milliseconds as text', String(noon), noon],
		['a Luxon DateTime', luxon(noon), noon],
		['ISO text in UTC', '2026-11-22T12:00:00Z', noon],
		['ISO text with an offset', '2026-11-22T20:00:00.000+08:00', noon],
		['ISO text with a short offset', '2026-11-22T20:00:00+0800', noon],
		['text without a zone', '2026-11-22 20:00', noon],
	])('reads %s', (_, value, instant) => {
		expect(readMoment(value, 'Asia/Shanghai')?.instant).toBe(instant);
	});

	it('keeps the clock as written only where it was written without a zone', () => {
		expect(readMoment('2026-11-22', 'Asia/Shanghai')?.wall).toEqual(at('2026-11-22'));
		expect(readMoment('2026-11-22T00:00:00Z', 'Asia/Shanghai')?.wall).toBeUndefined();
	});

	it.each([
		['an invalid Date', new Date(NaN)],
		['an invalid DateTime', luxon(NaN)],
		['NaN', NaN],
		['words', 'next week'],
		['a day that does not exist', '2026-02-30'],
		['a day that does not exist, with a zone', '2026-02-30T10:00:00Z'],
		['an hour that does not exist, with a zone', '2026-02-03T25:00:00+08:00'],
		['junk before the zone', '2026-11-22T08:30 junk Z'],
		['null', null],
		['an object', {}],
		['a list', []],
		['true', true],
	])('refuses %s', (_, value) => {
		expect(readMoment(value, 'UTC')).toBeUndefined();
	});
});

it('pads dates', () => {
	expect(dateText({ ...at('2026-01-02'), year: 987 })).toBe('0987-01-02');
});
