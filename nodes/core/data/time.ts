/** A moment on somebody's wall clock, without a zone. */
export interface WallClock {
	year: number;
	month: number;
	day: number;
	hour: number;
	minute: number;
	second: number;
}

const WALL =
	/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?$/;
const ZONED = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\S*?)\s*(Z|[+-]\d{2}:?\d{2})$/i;
const DAY = 24 * 60 * 60_000;

const utc = (at: WallClock) =>
	Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second);

/** Reads `2026-11-22`, `2026/11/22 8:30` and `2026-11-22T08:30:00`; undefined for anything else. */
export function readWallClock(text: string): WallClock | undefined {
	const [, ...parts] = WALL.exec(text.trim()) ?? [];
	if (!parts.length) return undefined;
	const [year, month, day, hour = 0, minute = 0, second = 0] = parts.map((part) =>
		Number(part ?? 0),
	);
	const at = { year, month, day, hour, minute, second };
	const back = new Date(utc(at));
	const real =
		back.getUTCFullYear() === year &&
		back.getUTCMonth() + 1 === month &&
		back.getUTCDate() === day &&
		hour < 24 &&
		minute < 60 &&
		second < 60;
	return real ? at : undefined;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a hundred times as long as using it. */
function formatIn(zone: string): Intl.DateTimeFormat {
	const known = formats.get(zone);
	if (known) return known;
	const made = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	formats.set(zone, made);
	return made;
}

/** What the clock on the wall shows in a zone at an instant (epoch milliseconds). */
export function wallClock(instant: number, zone: string): WallClock {
	const format = formatIn(zone);
	const parts = Object.fromEntries(
		format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
	);
	const { year, month, day, hour, minute, second } = parts;
	return { year, month, day, hour, minute, second };
}

/**
 * The instant (epoch milliseconds) at which a zone's clock shows this: the earlier one where it shows it twice,
 * as much later as the clock jumps where it never shows it.
 */
export function instantOf(at: WallClock, zone: string): number {
	const wanted = utc(at);
	const offset = (instant: number) => utc(wallClock(instant, zone)) - instant;
	const shows = (instant: number) => instant + offset(instant) === wanted;
	const before = wanted - offset(wanted - DAY);
	const after = wanted - offset(wanted + DAY);
	return shows(before) || !shows(after) ? before : after;
}

export interface Moment {
	/** Epoch milliseconds. */
	instant: number;
	/** As written, where it was written without a zone. */
	wall?: WallClock;
}

/**
 * A moment from what expressions give: ISO text with or without a zone, epoch milliseconds, a Date, a Luxon DateTime.
 * Text without a zone means the clock of `zone`. Undefined when it is none of these.
 */
export function readMoment(value: unknown, zone: string): Moment | undefined {
	if (value instanceof Date) return valid(value.getTime());
	if (typeof value === 'number') return valid(value);
	if (typeof value === 'object' && value !== null && 'toMillis' in value)
		return valid(Number(value.valueOf()));
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	const [, zoned] = ZONED.exec(text) ?? [];
	if (zoned) return readWallClock(zoned) && valid(Date.parse(text));
	if (/^\d{12,14}$/.test(text)) return valid(Number(text));
	const wall = readWallClock(text);
	return wall && { instant: instantOf(wall, zone), wall };
}

const valid = (instant: number): Moment | undefined =>
	Number.isFinite(instant) ? { instant } : undefined;

const two = (part: number) => String(part).padStart(2, '0');

/** `yyyy-MM-dd` */
export const dateText = ({ year, month, day }: WallClock) =>
	`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

/** `yyyy-MM-dd HH:mm:ss` */
export const dateTimeText = (at: WallClock) =>
	`${dateText(at)} ${two(at.hour)}:${two(at.minute)}:${two(at.second)}`;
