import type { ResourceMapperField } from 'n8n-workflow';
import { readMoment, wallClock, type Moment, type WallClock } from './time';

/** What a value means, whatever the vendor calls its type. */
export type ValueType =
	| 'text'
	| 'number'
	| 'boolean'
	| 'date'
	| 'dateTime'
	| 'option'
	| 'options'
	| 'list'
	| 'lookup'
	| 'user'
	| 'users'
	| 'json';

export interface VendorField {
	/** The vendor's API name. */
	name: string;
	label: string;
	type: ValueType;
	/** Kind in the vendor's condition grammar; absent when the vendor's type has no known kind. */
	kind?: string;
	required?: boolean;
	readOnly?: boolean;
	/** Whether records can be found by it as by an ID; absent when the vendor does not tell. */
	unique?: boolean;
	options?: Array<{ label: string; value: string }>;
	/** Shown as a dropdown of one option although several may be written as JSON: the vendor does not tell which. */
	dropdown?: true;
	/** Object type that a lookup leads to. */
	target?: string;
	/** Why the account takes no such value, beyond what the type says; asked with the value in the vendor's form. */
	check?(value: unknown): string | undefined;
	/** Most characters of a text. */
	length?: number;
}

/** How a vendor wants values written. Each function takes a value that was already understood. */
export interface ValueFormat {
	/** The clock that text without a zone is read by; absent: the workflow's. */
	zone?: string;
	text(value: string): unknown;
	/** `digits`: all of its decimal digits, without an exponent, for vendors that take numbers as text. */
	number(value: number, digits: string): unknown;
	boolean(value: boolean): unknown;
	date(at: WallClock): unknown;
	dateTime(instant: number, zone: string): unknown;
	/** One option, as the option's label or value, whichever the vendor stores. */
	option(choice: { label: string; value: string }): unknown;
	list(values: string[]): unknown;
	/** Sign in front of values that are added to those that are there. */
	addSign?: string;
	/** Text as the values of a list; absent: split at commas. */
	split?(text: string, field: VendorField): string[];
	/** Reads a day in the vendor's own form; undefined: the common forms are tried. */
	dayOf?(value: unknown): WallClock | undefined;
	/** Empties a field on purpose. */
	cleared(field: VendorField | undefined): unknown;
	/**
	 * Values that the vendor wants as a structure (references, lists of entries); undefined: by the general rule.
	 * Throws `UnfitValue`.
	 */
	shape?(field: VendorField, value: unknown): unknown;
	/** Why a value cannot be written; undefined when it can. */
	refuses?(field: VendorField, value: string): string | undefined;
}

/** A value that does not fit its field; `message` says what is wanted. */
export class UnfitValue extends Error {}

const TRUE = ['true', 'yes', '1', 'y', 'on'];
const FALSE = ['false', 'no', '0', 'n', 'off'];

/** A value in the vendor's form, by the live field and never by the schema stored in the node. Throws `UnfitValue`. */
export function coerce(
	field: VendorField | undefined,
	value: unknown,
	format: ValueFormat,
	workflowZone: string,
): unknown {
	const zone = format.zone ?? workflowZone;
	const shaped = field && format.shape?.(field, value);
	if (shaped !== undefined) return shaped;
	switch (field?.type) {
		case 'number':
			return format.number(numberOf(value), digitsOf(value));
		case 'boolean':
			return format.boolean(booleanOf(value));
		case 'date':
			return format.date(format.dayOf?.(value) ?? dateOf(value, zone));
		case 'dateTime':
			return format.dateTime(momentOf(value, zone).instant, zone);
		case 'option':
			return format.option(optionOf(field, textOf(value)));
		case 'options': {
			const chosen = listOf(field, value, format).map((part) =>
				String(format.option(optionOf(field, part))),
			);
			const adds = format.addSign && typeof value === 'string' && value.startsWith(format.addSign);
			return adds ? `${format.addSign}${String(format.list(chosen))}` : format.list(chosen);
		}
		case 'list':
		case 'users':
			return format.list(listOf(field, value, format));
		case 'json':
			return value;
		default:
			return format.text(checked(field, textOf(value), format));
	}
}

function checked(field: VendorField | undefined, text: string, format: ValueFormat): string {
	const problem = field && format.refuses?.(field, text);
	if (problem) throw new UnfitValue(problem);
	return text;
}

function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	if (['number', 'boolean', 'bigint'].includes(typeof value)) return String(value);
	if (value instanceof Date) return value.toISOString();
	if (value && typeof value === 'object' && 'toMillis' in value) return String(value);
	throw new UnfitValue(`wants text, and got ${Array.isArray(value) ? 'a list' : 'an object'}`);
}

function numberOf(value: unknown): number {
	const text = typeof value === 'string' ? value.trim() : value;
	const number =
		typeof text === 'number'
			? text
			: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(String(text))
				? Number(text)
				: NaN;
	if (Number.isFinite(number)) return number;
	throw new UnfitValue(`wants a number such as 1200.5, and got "${shown(value)}"`);
}

/** Text keeps what a JavaScript number would round away; "5.0" and "5" are equal. */
function digitsOf(value: unknown): string {
	const given = typeof value === 'string' ? value.trim() : String(value);
	const [, sign, whole, fraction] = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(given) ?? [];
	if (sign === undefined) {
		return numberOf(value).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });
	}
	const digits = `${whole || '0'}${fraction ? `.${fraction}` : ''}`;
	return sign === '-' && digits !== '0' ? `-${digits}` : digits;
}

function booleanOf(value: unknown): boolean {
	const text = String(value).trim().toLowerCase();
	if (TRUE.includes(text)) return true;
	if (FALSE.includes(text)) return false;
	throw new UnfitValue(`wants true or false, and got "${shown(value)}"`);
}

function momentOf(value: unknown, zone: string): Moment {
	const moment = readMoment(value, zone);
	if (moment) return moment;
	throw new UnfitValue(
		`wants a date such as 2026-11-22 or 2026-11-22T08:30:00Z, and got "${shown(value)}"`,
	);
}

/** A date keeps the day that was written; an instant becomes the day in the zone. */
function dateOf(value: unknown, zone: string): WallClock {
	const { instant, wall } = momentOf(value, zone);
	return wall ?? wallClock(instant, zone);
}

function optionOf(field: VendorField, value: string): { label: string; value: string } {
	const text = value.trim();
	const { options } = field;
	if (!options?.length) return { label: text, value: text };
	const same = (a: string) => a === text;
	const alike = (a: string) => a.toLowerCase() === text.toLowerCase();
	const found =
		options.find((option) => same(option.value)) ??
		options.find((option) => same(option.label)) ??
		options.find((option) => alike(option.label));
	if (found) return found;
	const known = options.slice(0, 20).map(({ label }) => label);
	throw new UnfitValue(
		`has no option "${shown(value)}". Its options: ${known.join(', ')}${options.length > known.length ? ', …' : ''}`,
	);
}

function listOf(field: VendorField, value: unknown, format: ValueFormat): string[] {
	const parts = Array.isArray(value)
		? value.map(textOf)
		: (format.split?.(textOf(value), field) ?? textOf(value).split(','));
	const trimmed = parts.map((part) => part.trim()).filter(Boolean);
	return trimmed.map((part) => checked(field, part, format));
}

const shown = (value: unknown) => {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const MOST_OPTIONS = 100;
const FIRST_COLUMNS = 3;

/** A node keeps its columns with the workflow: the dropdowns of a large object must not make it unwieldy. */
const MOST_BYTES = 290_000;

/**
 * The mapper's columns: a string wherever no widget is needed, since n8n settles the others before we see them.
 * Only required fields and those named in `common` are shown from the start (where the vendor marks none, its first
 * ones); they get their dropdowns first.
 */
export function columns(
	fields: readonly VendorField[],
	common: readonly string[] = [],
): ResourceMapperField[] {
	const writable = fields.filter((field) => !field.readOnly);
	const marked = ({ required, name }: VendorField) => required === true || common.includes(name);
	const first = writable.some(marked) ? [] : writable.slice(0, FIRST_COLUMNS);
	const shown = (field: VendorField) => marked(field) || first.includes(field);
	const made = new Map(writable.map((field) => [field, column(field, !shown(field))]));
	let bytes = bytesOf([...made.values()]);
	for (const field of [...writable].sort((a, b) => Number(shown(b)) - Number(shown(a)))) {
		const options = choices(field);
		const more = options ? bytesOf(options) + 20 : 0;
		if (!options || bytes + more > MOST_BYTES) continue;
		bytes += more;
		Object.assign(made.get(field) ?? {}, { type: 'options', options });
	}
	return [...made.values()];
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

const column = ({ name, label, type }: VendorField, removed: boolean): ResourceMapperField => ({
	id: name,
	displayName: label === name ? name : `${label} (${name})`,
	required: false,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
	removed,
	type: type === 'boolean' ? 'boolean' : 'string',
});

function choices({ type, options, dropdown }: VendorField): ResourceMapperField['options'] {
	if (type !== 'option' && !dropdown) return undefined;
	if (!options?.length || options.length > MOST_OPTIONS) return undefined;
	return options.map(({ label, value }) => ({ name: label, value }));
}

/** The names that a wrong one may have meant, nearest first. */
export function nearest(name: string, known: readonly string[], most = 3): string[] {
	return known
		.map((candidate) => ({
			candidate,
			distance: distance(name.toLowerCase(), candidate.toLowerCase()),
		}))
		.filter(({ candidate, distance: far }) => far <= Math.max(2, Math.floor(candidate.length / 3)))
		.sort((a, b) => a.distance - b.distance)
		.slice(0, most)
		.map(({ candidate }) => candidate);
}

/** Edits between two texts (Levenshtein). */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
		}
		row = next;
	}
	return row[b.length];
}
