import { invalid, refuse } from './envelope';
import type { Field, Module, Store, StoredRecord } from './store';
import { fieldIn, valueIn } from './store';

export type Criteria =
	{ join: 'and' | 'or'; parts: Criteria[] } | { name: string; op: string; values: string[] };

const badQuery = (reason: string) =>
	refuse('INVALID_QUERY', 'Invalid query formed', { reason, api_name: 'criteria' });

const LISTS = ['in', 'between'];

/** `((A:op:value)and(B:op:value))`; brackets, commas and a last backslash in a value want a backslash before them. */
export function parseCriteria(text: string, most: number): Criteria {
	let at = 0;
	let count = 0;

	function leaf(): Criteria {
		const colon = text.indexOf(':', at);
		const second = text.indexOf(':', colon + 1);
		if (colon < 0 || second < 0) throw badQuery('a condition is name:operator:value');
		const name = text.slice(at, colon);
		const op = text.slice(colon + 1, second);
		const values = [''];
		at = second + 1;
		for (; ; at++) {
			const sign = text[at];
			if (sign === undefined) throw badQuery('a bracket is not closed');
			if (sign === ')') break;
			if (sign === '(') throw badQuery('an unescaped bracket in a value');
			if (sign === ',') {
				if (!LISTS.includes(op)) throw badQuery('an unescaped comma in a value');
				values.push('');
			} else if (sign === '\\' && /[(),\\]/.test(text[at + 1] ?? '')) {
				at++;
				values[values.length - 1] += text[at];
			} else values[values.length - 1] += sign;
		}
		at++;
		if (++count > most)
			throw refuse('CRITERIA_LIMIT_EXCEEDED', 'maximum criteria limit exceeded', { limit: most });
		return { name, op, values };
	}

	function group(): Criteria {
		if (text[at] !== '(') throw badQuery(`a bracket is wanted at ${at}`);
		at++;
		if (text[at] !== '(') return leaf();
		const parts = [group()];
		const joins = new Set<string>();
		while (text[at] !== ')') {
			const join = /^(and|or)\(/.exec(text.slice(at, at + 4))?.[1];
			if (!join) throw badQuery('conditions are joined by and, or');
			at += join.length;
			joins.add(join);
			parts.push(group());
		}
		at++;
		if (joins.size > 1) throw badQuery('and and or stand side by side');
		return parts.length === 1 && parts[0]
			? parts[0]
			: { join: joins.has('or') ? 'or' : 'and', parts };
	}

	const parsed = group();
	if (at !== text.length) throw badQuery('signs after the last bracket');
	return parsed;
}

const ORDERED = [
	'equals',
	'not_equal',
	'greater_equal',
	'greater_than',
	'less_equal',
	'less_than',
	'between',
	'in',
];
const KNOWN: Record<string, string[]> = {
	date: ORDERED,
	datetime: ORDERED,
	integer: ORDERED,
	currency: ORDERED,
	double: ORDERED,
	bigint: ORDERED,
	percent: ORDERED,
	boolean: ['equals', 'not_equal'],
	textarea: ['equals', 'not_equal', 'starts_with'],
	lookup: ['equals', 'not_equal', 'in'],
	ownerlookup: ['equals', 'not_equal', 'in'],
	userlookup: ['equals', 'not_equal', 'in'],
	picklist: ['equals', 'not_equal', 'in'],
	autonumber: ['equals', 'not_equal', 'in'],
	text: ['equals', 'not_equal', 'starts_with', 'in'],
	email: ['equals', 'not_equal', 'starts_with', 'in'],
	phone: ['equals', 'not_equal', 'starts_with', 'in'],
	website: ['equals', 'not_equal', 'starts_with', 'in'],
	multiselectpicklist: ['equals', 'not_equal', 'in', 'starts_with'],
};

const idOf = (value: unknown) =>
	typeof value === 'object' && value !== null
		? String((value as { id?: unknown }).id)
		: String(value);

const NUMERIC = ['integer', 'currency', 'double', 'percent'];

function comparable(field: Field, value: string): number | string {
	if (field.data_type === 'datetime') return Date.parse(value);
	return NUMERIC.includes(field.data_type)
		? Number(value)
		: value.padStart(field.data_type === 'bigint' ? 20 : 0, '0');
}

function test(field: Field, held: unknown, op: string, values: string[]): boolean {
	const [first = '', second = ''] = values;
	const there = held !== undefined && held !== null && held !== '';
	const texts = Array.isArray(held) ? held.map(idOf) : [there ? idOf(held) : ''];
	const textual = ['text', 'email', 'phone', 'website', 'textarea'].includes(field.data_type);
	const same = (value: string) =>
		field.data_type === 'datetime'
			? Date.parse(texts[0] ?? '') === Date.parse(value)
			: texts.some((own) =>
					// equals on text behaves like contains
					textual ? own.toLowerCase().includes(value.toLowerCase()) : own === value,
				);
	if (op === 'equals') return there && same(first);
	if (op === 'not_equal') return !there || !same(first);
	if (op === 'in') return there && values.some(same);
	if (op === 'starts_with')
		return there && texts.some((own) => own.toLowerCase().startsWith(first.toLowerCase()));
	if (!there) return false;
	const own = comparable(field, texts[0] ?? '');
	const a = comparable(field, first);
	if (op === 'between') return own >= a && own <= comparable(field, second);
	if (op === 'greater_than') return own > a;
	if (op === 'greater_equal') return own >= a;
	return op === 'less_than' ? own < a : own <= a;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;

/** Refuses what a field does not know, then says which records match. */
export function matcher(
	store: Store,
	module: Module,
	criteria: Criteria,
): (record: StoredRecord) => boolean {
	if ('join' in criteria) {
		const parts = criteria.parts.map((part) => matcher(store, module, part));
		return criteria.join === 'and'
			? (record) => parts.every((part) => part(record))
			: (record) => parts.some((part) => part(record));
	}
	const { name, op, values } = criteria;
	const field = fieldIn(module, name);
	if (!field) throw badQuery(`there is no field ${name}`);
	if (!(KNOWN[field.data_type] ?? []).includes(op)) throw badQuery(`${name} does not know ${op}`);
	if (op === 'in' && values.length > 100)
		throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { limit: 100 });
	if (op === 'between' && values.length !== 2) throw badQuery('between wants two values');
	if (field.data_type === 'datetime' && values.some((value) => !MOMENT.test(value)))
		throw badQuery('a date-time has an offset and no milliseconds');
	if (field.data_type === 'text' && values.some((value) => value.length < 2) && op !== 'in')
		throw invalid('invalid data', { api_name: name, minimum_length: 2 });
	return (record) => test(field, valueIn(store, record, name), op, values);
}
