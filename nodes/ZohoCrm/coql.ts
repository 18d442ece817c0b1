import type { Arity, Grammar, Operator } from '../core/data/conditions';
import { EQUAL, ORDERED, TEXT } from './conditions';

/** Text in a query. https://www.zoho.com/crm/developer/docs/api/v8/COQL-Overview.html */
export const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

const NUMBERS = ['integer', 'currency', 'decimal', 'double', 'percent'];

function literal(value: unknown, kind?: string): string {
	if (typeof value === 'boolean') return String(value);
	if (value && typeof value === 'object' && 'id' in value) return quoted(String(value.id));
	const text = String(value);
	return NUMBERS.includes(kind ?? '') && /^-?\d+(\.\d+)?$/.test(text) ? text : quoted(text);
}

const operator = (
	name: string,
	label: string,
	arity: Arity,
	clause: (field: string, values: string[], kind?: string) => string,
): [string, Operator] => [
	name,
	{
		label,
		arity,
		clause: (field, values, kind) =>
			clause(
				field,
				values.map((value) => literal(value, kind)),
				kind,
			),
	},
];

const compares = (name: string, label: string, sign: string) =>
	operator(name, label, 'one', (field, [value]) => `${field} ${sign} ${value}`);

/** The operators of a search by the names that they have there, so that the panel's builder serves both. */
const operators = Object.fromEntries([
	compares('equals', 'Equals', '='),
	operator('not_equal', 'Not Equal', 'one', (field, [value], kind) =>
		// of the operators a boolean has this one alone
		kind === 'boolean'
			? `${field} = ${value === 'true' ? 'false' : 'true'}`
			: `${field} != ${value}`,
	),
	compares('greater_than', 'Greater Than', '>'),
	compares('greater_equal', 'Greater Than or Equal', '>='),
	compares('less_than', 'Less Than', '<'),
	compares('less_equal', 'Less Than or Equal', '<='),
	operator(
		'between',
		'Between',
		'range',
		(field, [from, to]) => `${field} between ${from} and ${to}`,
	),
	operator('in', 'Equals Any Of', 'list', (field, values) => `${field} in (${values.join(', ')})`),
	operator(
		'starts_with',
		'Starts With',
		'one',
		(field, [value]) => `${field} like ${value.slice(0, -1)}%'`,
	),
]);

const CHOSEN = [...EQUAL, 'in'];

/** Pairs of brackets with one word each: what a query with three conditions or more demands. */
export const paired = (clauses: readonly string[], word = 'and'): string =>
	clauses.reduce((left, right) => `(${left} ${word} ${right})`);

const joined = (word: string) => (clauses: unknown[]) => paired(clauses.map(String), word);

/** Conditions in COQL: kinds that the vendor's page on it leaves out are refused by name. */
export const coqlConditions: Grammar = {
	operators,
	kinds: {
		date: ORDERED,
		datetime: ORDERED,
		integer: ORDERED,
		currency: ORDERED,
		decimal: ORDERED,
		double: ORDERED,
		bigint: ORDERED,
		percent: ORDERED,
		boolean: EQUAL,
		lookup: CHOSEN,
		ownerlookup: CHOSEN,
		userlookup: CHOSEN,
		picklist: CHOSEN,
		autonumber: CHOSEN,
		text: TEXT,
		email: TEXT,
		phone: TEXT,
		website: TEXT,
	},
	all: joined('and'),
	any: joined('or'),
	nest: true,
};

/** Of a query; the window of a trigger takes three of them. */
export const MOST_CONDITIONS = 25;
