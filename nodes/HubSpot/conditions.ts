import type { Arity, Grammar, Operator } from '../core/data/conditions';

/** One comparison of a search. https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm */
export interface Filter {
	propertyName: string;
	operator: string;
	value?: string;
	highValue?: string;
	values?: string[];
}

/** Groups are joined by OR, the filters of one by AND: the only shape that HubSpot knows. */
export type Groups = Filter[][];

/** Beyond this nothing could be sent anyway. */
const MOST_GROUPS = 1_000;

const groupsOf = (clause: unknown) => clause as Groups;

const clauseOf =
	(operator: string, arity: Arity): Operator['clause'] =>
	(propertyName, values, kind): Groups => {
		const texts = values.map(String);
		if (arity === 'none') return [[{ propertyName, operator }]];
		if (arity === 'range')
			return [[{ propertyName, operator, value: texts[0], highValue: texts[1] }]];
		if (arity === 'one') return [[{ propertyName, operator, value: texts[0] }]];
		// lists of text are compared in lower case, those of options are not
		const lower = kind === 'string' || kind === 'phone_number';
		return [
			[{ propertyName, operator, values: lower ? texts.map((text) => text.toLowerCase()) : texts }],
		];
	};

const operator = (name: string, label: string, arity: Arity): [string, Operator] => [
	name,
	{ label, arity, clause: clauseOf(name, arity) },
];

const operators = Object.fromEntries([
	operator('EQ', 'Equals', 'one'),
	operator('NEQ', 'Not Equal', 'one'),
	operator('LT', 'Less Than', 'one'),
	operator('LTE', 'Less Than or Equal', 'one'),
	operator('GT', 'Greater Than', 'one'),
	operator('GTE', 'Greater Than or Equal', 'one'),
	operator('BETWEEN', 'Between', 'range'),
	operator('IN', 'Is Any Of', 'list'),
	operator('NOT_IN', 'Is None Of', 'list'),
	operator('HAS_PROPERTY', 'Is Not Empty', 'none'),
	operator('NOT_HAS_PROPERTY', 'Is Empty', 'none'),
	operator('CONTAINS_TOKEN', 'Contains Word (* for Any Letters)', 'one'),
	operator('NOT_CONTAINS_TOKEN', 'Does Not Contain Word', 'one'),
]);

const EQUAL = ['EQ', 'NEQ'];
const FILLED = ['HAS_PROPERTY', 'NOT_HAS_PROPERTY'];
const AMONG = ['IN', 'NOT_IN'];
const ORDER = ['LT', 'LTE', 'GT', 'GTE', 'BETWEEN'];
const TOKEN = ['CONTAINS_TOKEN', 'NOT_CONTAINS_TOKEN'];

const kinds = {
	string: [...EQUAL, ...AMONG, ...FILLED, ...TOKEN],
	phone_number: [...EQUAL, ...AMONG, ...FILLED, ...TOKEN],
	enumeration: [...EQUAL, ...AMONG, ...FILLED],
	bool: [...EQUAL, ...FILLED],
	number: [...EQUAL, ...ORDER, ...AMONG, ...FILLED],
	date: [...EQUAL, ...ORDER, ...AMONG, ...FILLED],
	datetime: [...EQUAL, ...ORDER, ...AMONG, ...FILLED],
	association: [...EQUAL, ...AMONG, ...FILLED],
	// long text with markup cannot be searched
	notSearchable: [],
};

export type Kind = keyof typeof kinds;

export const isKind = (kind: string): kind is Kind => Object.hasOwn(kinds, kind);

/** Each way to choose one group of every clause: AND over ORs as an OR over ANDs. */
function product(clauses: Groups[]): Groups {
	return clauses.reduce<Groups>(
		(sums, groups) => {
			if (sums.length * groups.length > MOST_GROUPS)
				throw new Error('The nested conditions need far more groups than the 5 that HubSpot takes');
			return sums.flatMap((sum) => groups.map((group) => [...sum, ...group]));
		},
		[[]],
	);
}

export const conditions: Grammar = {
	operators,
	kinds,
	all: (clauses) => product(clauses.map(groupsOf)),
	any: (clauses) => clauses.flatMap(groupsOf),
	nest: true,
};
