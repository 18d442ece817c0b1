import { linksOf } from './associations';
import { typeOf } from './objectTypes';
import { recordsOf } from './records';
import { invalid } from './refusal';
import { indexed } from './searchIndex';
import type { ObjectType, Store, StoredRecord } from './store';
import { instantOf } from './values';

interface Filter {
	propertyName?: unknown;
	operator?: unknown;
	value?: unknown;
	values?: unknown;
	highValue?: unknown;
}

const OPERATORS = [
	'EQ',
	'NEQ',
	'LT',
	'LTE',
	'GT',
	'GTE',
	'BETWEEN',
	'IN',
	'NOT_IN',
	'HAS_PROPERTY',
	'NOT_HAS_PROPERTY',
	'CONTAINS_TOKEN',
	'NOT_CONTAINS_TOKEN',
];
const WALL = 10_000;
const LONGEST_BODY = 3_000;
const QUERIED = [
	'email',
	'firstname',
	'lastname',
	'phone',
	'company',
	'name',
	'domain',
	'dealname',
	'subject',
	'hs_title',
	'property_string',
];

const isText = (value: unknown): value is string | number =>
	typeof value === 'string' || typeof value === 'number';

function checkFilter(store: Store, type: ObjectType, filter: Filter): void {
	const { propertyName, operator, value, values, highValue } = filter;
	if (typeof propertyName !== 'string') throw invalid('A filter has no propertyName');
	if (typeof operator !== 'string' || !OPERATORS.includes(operator))
		throw invalid(`Invalid input JSON: unknown operator ${String(operator)}`);
	const associated = /^associations\.(.+)$/.exec(propertyName)?.[1];
	if (associated) typeOf(store, associated);
	else if (!type.properties.has(propertyName))
		throw invalid(`There was a problem with the request. Property ${propertyName} does not exist`);
	if (operator === 'BETWEEN') {
		if (!isText(highValue)) throw invalid('operator BETWEEN requires a highValue');
		if (!isText(value)) throw invalid('operator BETWEEN requires a value');
	} else if (operator === 'IN' || operator === 'NOT_IN') {
		if (!Array.isArray(values) || !values.length || !values.every(isText))
			throw invalid(`operator ${operator} requires values`);
	} else if (!operator.includes('HAS_PROPERTY') && !isText(value))
		throw invalid(`operator ${operator} requires a value`);
}

interface Group {
	filters?: Filter[];
}

interface SearchBody {
	query?: unknown;
	filterGroups?: Group[];
	filters?: Filter[];
	sorts?: unknown[];
	properties?: string[];
	limit?: unknown;
	after?: unknown;
}

const listOf = <Part>(value: unknown, name: string): Part[] => {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value)) throw invalid(`Invalid input JSON: "${name}" must be a list`);
	return value as Part[];
};

type Values = ReadonlyMap<string, string>;

/** A number for what is ordered, else undefined. */
function ordered(type: ObjectType, name: string, value: unknown): number | undefined {
	const property = type.properties.get(name);
	if (property?.type === 'number') return Number(value);
	if (property?.type === 'date' || property?.type === 'datetime') return instantOf(String(value));
	return undefined;
}

const same = (type: ObjectType, name: string, held: string, wanted: unknown): boolean => {
	const [a, b] = [ordered(type, name, held), ordered(type, name, wanted)];
	if (a !== undefined && b !== undefined) return a === b;
	const property = type.properties.get(name);
	const given = String(wanted);
	if (property?.type === 'enumeration')
		return property.fieldType === 'checkbox' ? held.split(';').includes(given) : held === given;
	return held.toLowerCase() === given.toLowerCase();
};

/** IN on text compares with lower-case values; upper-case ones find nothing. */
const among = (type: ObjectType, name: string, held: string, values: unknown[]): boolean => {
	const kind = type.properties.get(name)?.type;
	if (kind === 'string' || kind === 'phone_number')
		return values.some((value) => held.toLowerCase() === String(value));
	return values.some((value) => same(type, name, held, value));
};

function hasToken(held: string, token: string): boolean {
	const pattern = token
		.toLowerCase()
		.split('*')
		.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
		.join('.*');
	const whole = new RegExp(`^${pattern}$`);
	return [held.toLowerCase(), ...held.toLowerCase().split(/[\s@.,;]+/)].some((part) =>
		whole.test(part),
	);
}

function compare(type: ObjectType, name: string, held: string, wanted: unknown): number {
	const [a, b] = [ordered(type, name, held), ordered(type, name, wanted)];
	return a !== undefined && b !== undefined ? a - b : held.localeCompare(String(wanted));
}

function matches(
	store: Store,
	type: ObjectType,
	record: StoredRecord,
	values: Values,
	filter: Filter,
): boolean {
	const name = String(filter.propertyName);
	const { operator, value } = filter;
	const list = (filter.values ?? []) as unknown[];
	const associated = /^associations\.(.+)$/.exec(name)?.[1];
	if (associated) {
		const links = linksOf(store, type.typeId, record.id, typeOf(store, associated).typeId);
		const any = (ids: unknown[]) => ids.some((id) => links.has(String(id)));
		if (operator === 'EQ') return any([value]);
		if (operator === 'NEQ') return !any([value]);
		if (operator === 'IN') return any(list);
		if (operator === 'NOT_IN') return !any(list);
		return (operator === 'HAS_PROPERTY') === links.size > 0;
	}
	const held = values.get(name);
	if (operator === 'HAS_PROPERTY') return held !== undefined;
	if (operator === 'NOT_HAS_PROPERTY') return held === undefined;
	if (held === undefined) return ['NEQ', 'NOT_IN', 'NOT_CONTAINS_TOKEN'].includes(String(operator));
	switch (operator) {
		case 'EQ':
			return same(type, name, held, value);
		case 'NEQ':
			return !same(type, name, held, value);
		case 'IN':
			return among(type, name, held, list);
		case 'NOT_IN':
			return !among(type, name, held, list);
		case 'CONTAINS_TOKEN':
			return hasToken(held, String(value));
		case 'NOT_CONTAINS_TOKEN':
			return !hasToken(held, String(value));
		case 'BETWEEN':
			return (
				compare(type, name, held, value) >= 0 && compare(type, name, held, filter.highValue) <= 0
			);
		default: {
			const order = compare(type, name, held, value);
			return { LT: order < 0, LTE: order <= 0, GT: order > 0, GTE: order >= 0 }[
				operator as 'LT' | 'LTE' | 'GT' | 'GTE'
			];
		}
	}
}

function checkLimits(groups: Group[]): void {
	if (groups.length > 5)
		throw invalid(`There are too many filter groups: ${groups.length}. The maximum is 5.`);
	const counts = groups.map(({ filters }) => filters?.length ?? 0);
	if (counts.some((count) => count > 6))
		throw invalid('There are too many filters in a filter group. The maximum is 6.');
	if (counts.reduce((sum, count) => sum + count, 0) > 18)
		throw invalid('There are too many filters in all filter groups. The maximum is 18.');
}

interface Sort {
	propertyName: string;
	descending: boolean;
}

function sortOf(type: ObjectType, sorts: unknown[]): Sort {
	if (sorts.length > 1) throw invalid('Only one sort is allowed');
	const [first] = sorts;
	if (first === undefined) return { propertyName: 'hs_object_id', descending: false };
	const given =
		typeof first === 'string'
			? { propertyName: first }
			: (first as { propertyName?: string; direction?: string });
	const direction = 'direction' in given ? given.direction : undefined;
	if (!given.propertyName || !type.properties.has(given.propertyName))
		throw invalid(`Cannot sort by the unknown property ${String(given.propertyName)}`);
	if (direction !== undefined && !['ASCENDING', 'DESCENDING'].includes(direction))
		throw invalid(`Invalid sort direction ${direction}`);
	return { propertyName: given.propertyName, descending: direction === 'DESCENDING' };
}

export interface Found {
	total: number;
	rows: Array<{ record: StoredRecord; values: Values }>;
	next?: number;
	properties: string[];
}

/** Groups are ORed, the filters of one ANDed; what the index does not hold yet is not found. */
export function search(store: Store, type: ObjectType, body: unknown): Found {
	const given = (body ?? {}) as SearchBody;
	if (JSON.stringify(given).length > LONGEST_BODY)
		throw invalid(`The request body is longer than ${LONGEST_BODY} characters`);
	const single = listOf<Filter>(given.filters, 'filters');
	const groups = [
		...listOf<Group>(given.filterGroups, 'filterGroups'),
		...(single.length ? [{ filters: single }] : []),
	];
	checkLimits(groups);
	for (const { filters } of groups)
		for (const filter of listOf<Filter>(filters, 'filters')) checkFilter(store, type, filter);
	const sort = sortOf(type, listOf(given.sorts, 'sorts'));
	const limit = given.limit === undefined ? 10 : Number(given.limit);
	if (!Number.isInteger(limit) || limit < 0 || limit > 200)
		throw invalid('limit must be from 0 to 200');
	const after = Number(given.after ?? 0) || 0;
	if (given.after !== undefined && given.after !== '' && !/^\d+$/.test(String(given.after)))
		throw invalid('after must be an integer');
	if (after + limit > WALL)
		throw invalid(`Paging is limited to the first ${WALL} results: after is ${after}`);
	const query = String(given.query ?? '').toLowerCase();
	const found = [...recordsOf(store, type).values()].flatMap((record) => {
		if (record.archivedAt !== undefined) return [];
		const values = indexed(store, record);
		if (!values) return [];
		const inGroup = ({ filters = [] }: Group) =>
			filters.every((filter) => matches(store, type, record, values, filter));
		if (groups.length && !groups.some(inGroup)) return [];
		if (query && !QUERIED.some((name) => values.get(name)?.toLowerCase().includes(query)))
			return [];
		return [{ record, values }];
	});
	const { propertyName, descending } = sort;
	const key = ({ values }: { values: Values }) => values.get(propertyName) ?? '';
	// records lie in the order of their ids already
	const byId = propertyName === 'hs_object_id' && !descending;
	if (!byId)
		found.sort((a, b) => compare(type, propertyName, key(a), key(b)) * (descending ? -1 : 1));
	const rows = found.slice(after, after + limit);
	const next = after + limit < found.length ? after + limit : undefined;
	return { total: found.length, rows, next, properties: listOf(given.properties, 'properties') };
}
