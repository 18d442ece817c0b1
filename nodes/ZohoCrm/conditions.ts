import type { Arity, Grammar, Operator } from '../core/data/conditions';

/**
 * A value inside a criterion: brackets and commas get a backslash, and so does a backslash that would otherwise
 * swallow what follows it. https://www.zoho.com/crm/developer/docs/api/v8/search-records.html
 */
export const escaped = (value: string): string =>
	value.replace(/\\(?=[(),\\]|$)/g, '\\\\').replace(/[(),]/g, '\\$&');

const texts = (value: unknown): string[] => {
	if (Array.isArray(value)) return (value as unknown[]).flatMap(texts);
	if (value && typeof value === 'object' && 'id' in value) return [String(value.id)];
	return [String(value)];
};

const operator = (name: string, label: string, arity: Arity): [string, Operator] => [
	name,
	{
		label,
		arity,
		clause: (field, values) => `(${field}:${name}:${values.flatMap(texts).map(escaped).join(',')})`,
	},
];

const operators = Object.fromEntries([
	operator('equals', 'Equals', 'one'),
	operator('not_equal', 'Not Equal', 'one'),
	operator('greater_than', 'Greater Than', 'one'),
	operator('greater_equal', 'Greater Than or Equal', 'one'),
	operator('less_than', 'Less Than', 'one'),
	operator('less_equal', 'Less Than or Equal', 'one'),
	operator('between', 'Between', 'range'),
	operator('in', 'Equals Any Of', 'list'),
	operator('starts_with', 'Starts With', 'one'),
]);

export const EQUAL = ['equals', 'not_equal'];
export const ORDERED = [
	...EQUAL,
	'greater_than',
	'greater_equal',
	'less_than',
	'less_equal',
	'between',
	'in',
];
export const TEXT = [...EQUAL, 'starts_with', 'in'];

/** Operators by the vendor's type of field. "Equals" on text behaves like "contains". */
const kinds = {
	date: ORDERED,
	datetime: ORDERED,
	integer: ORDERED,
	currency: ORDERED,
	decimal: ORDERED,
	double: ORDERED,
	bigint: ORDERED,
	percent: ORDERED,
	boolean: EQUAL,
	textarea: [...EQUAL, 'starts_with'],
	lookup: [...EQUAL, 'in'],
	ownerlookup: [...EQUAL, 'in'],
	userlookup: [...EQUAL, 'in'],
	picklist: [...EQUAL, 'in'],
	autonumber: [...EQUAL, 'in'],
	text: TEXT,
	email: TEXT,
	phone: TEXT,
	website: TEXT,
	multiselectpicklist: TEXT,
	encrypted: ['equals'],
	notSearchable: [],
};

export type Kind = keyof typeof kinds;
export const isKind = (type: string): type is Kind => type in kinds;

const joined = (word: string) => (clauses: unknown[]) =>
	clauses.length === 1 ? clauses[0] : `(${clauses.map(String).join(word)})`;

export const conditions: Grammar = {
	operators,
	kinds,
	all: joined('and'),
	any: joined('or'),
	nest: true,
};

export const MOST_CONDITIONS = 15;
export const LONGEST_CRITERIA = 3000;
