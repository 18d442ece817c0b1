import type { Store } from './store';

const printed = new Map<number, string>();

/** The vendor's wall clock: `yyyy-MM-dd HH:mm:ss` without a zone. */
export function printTime({ switches }: Store, at: number): string {
	const local = at + switches.utcOffsetMinutes * 60_000;
	// conditions ask for the same few thousand audit times again and again
	const known = printed.get(local);
	if (known !== undefined) return known;
	if (printed.size > 100_000) printed.clear();
	const text = new Date(local).toISOString().slice(0, 19).replace('T', ' ');
	printed.set(local, text);
	return text;
}

export function isDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function isDateTime(text: string): boolean {
	const [date = '', time = '', rest] = text.split(' ');
	return rest === undefined && isDate(date) && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time);
}

/** Now as records store it: audit times have a resolution of a second, or of a minute. */
export function stamp({ switches, now }: Store): number {
	const unit = switches.timeResolution === 'minute' ? 60_000 : 1000;
	return Math.floor(now() / unit) * unit;
}
