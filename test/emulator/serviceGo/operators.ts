import type { FieldKind } from './fieldTypes';

/** Compares what a record holds (a list for fields that hold several values) with what was asked. */
export interface Comparison {
	held: string[];
	/** The whole value as it was written. */
	whole: string;
	asked: string;
	list: string[];
	/** The moment, in the same notation as the field's values. */
	current: string;
	order: (left: string, right: string) => number;
}

type Test = (comparison: Comparison) => boolean;

const sameSet: Test = ({ held, whole, asked, list }) =>
	whole === asked || (held.length === list.length && held.every((item) => list.includes(item)));
const anyEqual: Test = ({ held, list }) => held.some((item) => list.includes(item));
const allHeld: Test = ({ held, list }) => list.every((item) => held.includes(item));
const anyContained: Test = ({ held, list }) =>
	held.some((item) => list.some((part) => item.includes(part)));
const contained: Test = ({ whole, asked }) => whole.includes(asked);
const empty: Test = ({ whole }) => whole === '';

const not =
	(test: Test): Test =>
	(comparison) =>
		!test(comparison);
/** An empty field is neither before nor after anything. */
const ordered =
	(against: 'asked' | 'current', passes: (order: number) => boolean): Test =>
	(comparison) =>
		!empty(comparison) && passes(comparison.order(comparison.whole, comparison[against]));

export const tests: Record<string, Test> = {
	is: sameSet,
	not: not(sameSet),
	contains: contained,
	not_contains: not(contained),
	is_null: empty,
	is_not_null: not(empty),
	is_any: anyEqual,
	not_any: not(anyEqual),
	contains_any: anyContained,
	not_contains_any: not(anyContained),
	contains_all: allHeld,
	not_contains_all: not(allHeld),
	greater_than: ordered('asked', (order) => order > 0),
	greater_than_eq: ordered('asked', (order) => order >= 0),
	less_than: ordered('asked', (order) => order < 0),
	less_than_eq: ordered('asked', (order) => order <= 0),
	greater_than_current: ordered('current', (order) => order > 0),
	greater_than_eq_current: ordered('current', (order) => order >= 0),
	eq_current: ordered('current', (order) => order === 0),
	less_than_current: ordered('current', (order) => order < 0),
	less_than_eq_current: ordered('current', (order) => order <= 0),
};

/** These ignore the value. */
export function takesNoValue(operator: string): boolean {
	return operator === 'is_null' || operator === 'is_not_null' || operator.endsWith('_current');
}

const equality = ['is', 'not', 'is_null', 'is_not_null'];
const textual = [...equality, 'contains', 'not_contains'];
const choice = [...equality, 'is_any', 'not_any'];
const listed = ['is_any', 'not_any', 'contains_any', 'not_contains_any', 'is_null', 'is_not_null'];
const comparing = [...equality, 'greater_than', 'greater_than_eq', 'less_than', 'less_than_eq'];
const temporal = [
	...comparing,
	'greater_than_current',
	'greater_than_eq_current',
	'eq_current',
	'less_than_current',
	'less_than_eq_current',
];

/** The tables of the page. */
export const operatorsOf: Record<FieldKind, readonly string[]> = {
	auto_number: textual,
	single_line: textual,
	multi_line: textual,
	single_select: choice,
	multi_select: choice,
	cascade: textual,
	telephone: listed,
	email: listed,
	date: temporal,
	date_time: temporal,
	numeric: comparing,
	lookup: equality,
	staff: equality,
	multi_staff: [...choice, 'contains_all', 'not_contains_all'],
	owner: equality,
};

/** The table of scrollSearch lacks these two. */
export const notInScrollSearch: readonly FieldKind[] = ['cascade', 'multi_staff'];
