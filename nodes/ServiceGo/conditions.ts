import type { Arity, Grammar, Operator } from '../core/data/conditions';

/** Operators and the kinds of field that know them: tables of `/v1/datas/search`. https://www.udesk.cn/doc/sercive/data/ */
const operator = (name: string, label: string, arity: Arity): [string, Operator] => [
	name,
	{
		label,
		arity,
		clause: (fieldApiName, values) => ({
			fieldApiName,
			operator: name,
			value: values.map(String).join(','),
		}),
		refuses:
			arity === 'list'
				? (value) =>
						String(value).includes(',')
							? `"${String(value)}" has a comma, and ServiceGo separates the values of a list by commas`
							: undefined
				: undefined,
	},
];

const operators = Object.fromEntries([
	operator('is', 'Equals', 'one'),
	operator('not', 'Not Equal', 'one'),
	operator('contains', 'Contains', 'one'),
	operator('not_contains', 'Does Not Contain', 'one'),
	operator('is_null', 'Is Empty', 'none'),
	operator('is_not_null', 'Is Not Empty', 'none'),
	operator('is_any', 'Equals Any Of', 'list'),
	operator('not_any', 'Equals None Of', 'list'),
	operator('contains_any', 'Contains Any Of', 'list'),
	operator('not_contains_any', 'Contains None Of', 'list'),
	operator('contains_all', 'Contains All Of', 'list'),
	operator('not_contains_all', 'Does Not Contain All Of', 'list'),
	operator('greater_than', 'Greater Than', 'one'),
	operator('greater_than_eq', 'Greater Than or Equal', 'one'),
	operator('less_than', 'Less Than', 'one'),
	operator('less_than_eq', 'Less Than or Equal', 'one'),
	operator('greater_than_current', 'Later Than Now', 'none'),
	operator('greater_than_eq_current', 'Now or Later', 'none'),
	operator('eq_current', 'Equals Now (Today)', 'none'),
	operator('less_than_current', 'Earlier Than Now', 'none'),
	operator('less_than_eq_current', 'Now or Earlier', 'none'),
]);

const NULLS = ['is_null', 'is_not_null'];
const EQUAL = ['is', 'not'];
const TEXT = [...EQUAL, 'contains', 'not_contains', ...NULLS];
const SELECT = [...EQUAL, 'is_any', 'not_any', ...NULLS];
const TAGGED = ['is_any', 'not_any', 'contains_any', 'not_contains_any', ...NULLS];
const ORDER = ['greater_than', 'greater_than_eq', 'less_than', 'less_than_eq'];
const NOW = [
	'greater_than_current',
	'greater_than_eq_current',
	'eq_current',
	'less_than_current',
	'less_than_eq_current',
];
const TIME = [...EQUAL, ...NULLS, ...ORDER, ...NOW];

const kinds = {
	autoNumber: TEXT,
	singleLine: TEXT,
	multiLine: TEXT,
	singleSelect: SELECT,
	multiSelect: SELECT,
	cascade: TEXT,
	telephone: TAGGED,
	email: TAGGED,
	date: TIME,
	dateTime: TIME,
	number: [...EQUAL, ...ORDER, ...NULLS],
	lookup: [...EQUAL, ...NULLS],
	staff: [...EQUAL, ...NULLS],
	multiStaff: [...EQUAL, ...NULLS, 'is_any', 'not_any', 'contains_all', 'not_contains_all'],
	owner: [...EQUAL, ...NULLS],
	// the vendor's tables leave these kinds out
	notSearchable: [],
};

export type Kind = keyof typeof kinds;

/** The endpoints that run conditions. Scroll search has no row for two kinds. */
export type Endpoint = 'search' | 'scroll search';
const NOT_IN_SCROLL: readonly string[] = ['cascade', 'multiStaff'] satisfies Kind[];

export const inScroll = (kind: string | undefined) => !NOT_IN_SCROLL.includes(kind ?? '');

export const conditions: Grammar = {
	operators,
	kinds,
	all: (conditionList) => ({ judgeStrategy: 1, conditionList }),
	any: (conditionList) => ({ judgeStrategy: 2, conditionList }),
	custom: {
		example: '1 or 2 and 3',
		hint: 'Numbers of the conditions, joined by "and" and "or". It is sent as typed: the vendor does not say whether "and" goes before "or", nor whether brackets are known.',
		join: (conditionList, customJudgeLogic) => ({
			judgeStrategy: 3,
			customJudgeLogic,
			conditionList,
		}),
	},
	supports: (endpoint, kind) => endpoint === ('search' satisfies Endpoint) || inScroll(kind),
};
