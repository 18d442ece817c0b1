import type { Arity, Grammar, Operator } from '../core/data/conditions';

/** Operators of the query pages: names are the vendor's. A filter's values are always a list of texts. */
const operator = (name: string, label: string, arity: Arity): [string, Operator] => [
	name,
	{
		label,
		arity,
		clause: (field_name, values) => ({
			field_name,
			operator: name,
			// what "is empty" wants is not documented: see the option "Value of Empty"
			field_values: arity === 'none' ? [''] : values.flat().map(String),
		}),
	},
];

const operators = Object.fromEntries([
	operator('EQ', 'Equals', 'one'),
	operator('N', 'Not Equal (or Empty)', 'one'),
	operator('GT', 'Greater Than', 'one'),
	operator('GTE', 'Greater Than or Equal', 'one'),
	operator('LT', 'Less Than', 'one'),
	operator('LTE', 'Less Than or Equal', 'one'),
	operator('LIKE', 'Contains Text', 'one'),
	operator('NLIKE', 'Does Not Contain Text', 'one'),
	operator('IS', 'Is Empty', 'none'),
	operator('ISN', 'Is Not Empty', 'none'),
	operator('IN', 'Equals Any Of', 'list'),
	operator('NIN', 'Equals None Of', 'list'),
	operator('BETWEEN', 'Between', 'range'),
	operator('NBETWEEN', 'Not Between', 'range'),
	operator('STARTWITH', 'Starts With', 'one'),
	operator('ENDWITH', 'Ends With', 'one'),
	operator('HASANYOF', 'Has Any Of (Preset Objects)', 'list'),
	operator('NHASANYOF', 'Has None Of (Preset Objects)', 'list'),
	operator('CONTAINS', 'Has All Of (Custom Objects)', 'list'),
]);

const NULLS = ['IS', 'ISN'];
const EQUAL = ['EQ', 'N', ...NULLS];

const kinds = {
	text: [...EQUAL, 'LIKE', 'NLIKE', 'STARTWITH', 'ENDWITH', 'IN', 'NIN'],
	number: [...EQUAL, 'GT', 'GTE', 'LT', 'LTE', 'BETWEEN', 'NBETWEEN'],
	choice: [...EQUAL, 'IN', 'NIN'],
	// the field that makes a row a detail of its master
	master: [...EQUAL, 'IN', 'NIN'],
	several: ['HASANYOF', 'NHASANYOF', 'CONTAINS', ...NULLS],
	boolean: ['EQ', 'N'],
	person: ['IN'],
	file: [],
	image: [],
};

export type Kind = keyof typeof kinds;

/** Which objects a query is about: some operators belong to one sort only. */
export type Endpoint = 'queries of preset objects' | 'queries of custom objects';
const CUSTOM: Endpoint = 'queries of custom objects';
const PRESET: Endpoint = 'queries of preset objects';

export const endpointOf = (objectType: string): Endpoint =>
	objectType.endsWith('__c') ? CUSTOM : PRESET;

/** How OR groups are written is not documented, so there is no "any": see the option "Search Query (JSON)". */
export const conditions: Grammar = {
	operators,
	kinds,
	all: (filters) => filters,
	supports: (endpoint, _kind, name) =>
		name === 'CONTAINS' ? endpoint === CUSTOM : !name.endsWith('HASANYOF') || endpoint === PRESET,
};
