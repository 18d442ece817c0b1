import type { Caller } from './auth';
import { approvalRows } from './approvals';
import { parameterError, Refusal } from './envelope';
import { fieldOf, isCustom, objectOf } from './metadata';
import { flag, integer, object, objects, text, type Body } from './params';
import { indexed } from './searchIndex';
import type { Field, Store, Values } from './store';
import { shown } from './values';

type Test = (held: unknown, values: string[], order: number[]) => boolean;

const textOf = (value: unknown) => (value === undefined || value === null ? '' : String(value));
const listOf = (value: unknown): string[] =>
	Array.isArray(value)
		? value.map(String)
		: value === undefined || value === null
			? []
			: [String(value)];
const isNull = (value: unknown) => listOf(value).filter((one) => one !== '').length === 0;
const like = (held: unknown, value: string) =>
	textOf(held).toLowerCase().includes(value.toLowerCase());

/** Operators (section 3.7): how many values each takes, and what it tests. `order`: held against each value. */
const operators: Record<string, { values: 'one' | 'two' | 'many' | 'none'; test: Test }> = {
	EQ: { values: 'one', test: (held, [value]) => listOf(held).join() === value },
	N: { values: 'one', test: (held, [value]) => listOf(held).join() !== value },
	GT: { values: 'one', test: (held, _, [first = 0]) => !isNull(held) && first > 0 },
	GTE: { values: 'one', test: (held, _, [first = -1]) => !isNull(held) && first >= 0 },
	LT: { values: 'one', test: (held, _, [first = 0]) => !isNull(held) && first < 0 },
	LTE: { values: 'one', test: (held, _, [first = 1]) => !isNull(held) && first <= 0 },
	LIKE: { values: 'one', test: (held, [value = '']) => like(held, value) },
	NLIKE: { values: 'one', test: (held, [value = '']) => !like(held, value) },
	IS: { values: 'none', test: isNull },
	ISN: { values: 'none', test: (held) => !isNull(held) },
	IN: { values: 'many', test: (held, values) => listOf(held).some((one) => values.includes(one)) },
	NIN: {
		values: 'many',
		test: (held, values) => !listOf(held).some((one) => values.includes(one)),
	},
	BETWEEN: {
		values: 'two',
		test: (held, _, [from = -1, to = 1]) => !isNull(held) && from >= 0 && to <= 0,
	},
	NBETWEEN: {
		values: 'two',
		test: (held, _, [from = -1, to = 1]) => !isNull(held) && (from < 0 || to > 0),
	},
	STARTWITH: { values: 'one', test: (held, [value = '']) => textOf(held).startsWith(value) },
	ENDWITH: { values: 'one', test: (held, [value = '']) => textOf(held).endsWith(value) },
	HASANYOF: {
		values: 'many',
		test: (held, values) => listOf(held).some((one) => values.includes(one)),
	},
	NHASANYOF: {
		values: 'many',
		test: (held, values) => !listOf(held).some((one) => values.includes(one)),
	},
	CONTAINS: {
		values: 'many',
		test: (held, values) => values.every((one) => listOf(held).includes(one)),
	},
};

const EQUAL = ['EQ', 'N', 'IS', 'ISN'];
const ORDER = [...EQUAL, 'GT', 'GTE', 'LT', 'LTE', 'BETWEEN', 'NBETWEEN'];
const TEXT = [...EQUAL, 'LIKE', 'NLIKE', 'STARTWITH', 'ENDWITH', 'IN', 'NIN'];
const CHOICE = [...EQUAL, 'IN', 'NIN'];
const SEVERAL = ['HASANYOF', 'NHASANYOF', 'CONTAINS', 'IS', 'ISN'];
const NUMBERS = ['number', 'currency', 'percentile', 'date', 'date_time', 'time'];

/** Which operators a type of field knows (3.7, LIKELY). */
function operatorsFor({ type, api_name }: Field): string[] {
	if (api_name === '_id') return [...TEXT, 'GT', 'GTE', 'LT', 'LTE'];
	if (NUMBERS.includes(type)) return ORDER;
	if (['select_one', 'object_reference', 'master_detail'].includes(type)) return CHOICE;
	if (['select_many', 'tag', 'array'].includes(type)) return SEVERAL;
	if (type === 'true_or_false') return ['EQ', 'N'];
	if (/^(employee|department)/.test(type)) return ['IN'];
	return TEXT;
}

function orderOf(field: Field, held: unknown, value: string): number {
	if (NUMBERS.includes(field.type)) return Number(held) - Number(value);
	const left = textOf(held);
	return left < value ? -1 : left > value ? 1 : 0;
}

/** A condition's person: with `convertUserId` its open user ID stands there. */
const employeeOf = ({ users }: Store, id: string): string =>
	[...users.values()].find(({ openUserId }) => openUserId === id)?.userId ?? id;

function compile(
	store: Store,
	objectName: string,
	filter: Body,
	caller: Caller,
): (values: Values) => boolean {
	const name = text(filter, 'field_name');
	const field = fieldOf(store, objectName, name);
	if (!field?.is_active) throw parameterError(`字段 ${name} 不存在`);
	const operatorName = text(filter, 'operator');
	const operator = operators[operatorName];
	if (!operator) throw parameterError(`操作符 ${operatorName} 不存在`);
	const custom = isCustom(objectName);
	if (operatorName === 'CONTAINS' ? !custom : /HASANYOF$/.test(operatorName) && custom)
		throw parameterError(`对象 ${objectName} 不支持操作符 ${operatorName}`);
	if (store.switches.operatorsByType === 'checked' && !operatorsFor(field).includes(operatorName))
		throw parameterError(`字段 ${name} 不支持操作符 ${operatorName}`);
	const given = filter.field_values;
	if (!Array.isArray(given)) throw parameterError('field_values 应为数组');
	let values = given.map((one: unknown) => {
		if (!['string', 'number', 'boolean'].includes(typeof one))
			throw parameterError('field_values[] 类型错误');
		return String(one);
	});
	const people = /^employee/.test(field.type) && store.switches.convertUserIdInConditions;
	if (people && caller.convert) values = values.map((id) => employeeOf(store, id));
	checkCount(store, operatorName, values);
	if (NUMBERS.includes(field.type) && operator.values !== 'none')
		for (const value of values)
			if (!/^-?\d+(\.\d+)?$/.test(value)) throw parameterError(`条件值 ${value} 不是数字`);
	return (record) => {
		const held = record[name];
		return operator.test(
			held,
			values,
			values.map((value) => orderOf(field, held, value)),
		);
	};
}

function checkCount({ switches }: Store, name: string, values: string[]): void {
	const kind = operators[name]?.values;
	const wanted = { one: 1, two: 2, many: Math.max(1, values.length) };
	if (kind === 'none') {
		const is = JSON.stringify(values);
		if (switches.nullValues !== 'any' && is !== switches.nullValues.replace('""', '""'))
			throw parameterError(`操作符 ${name} 的值错误`);
	} else if (kind && values.length !== wanted[kind]) {
		throw parameterError(`操作符 ${name} 的值个数错误`);
	}
}

interface Row {
	id: string;
	values: Values;
}

/** `now`: as the index shows them then; absent: as they are. */
function rowsOf(store: Store, objectName: string, now?: number): Row[] {
	if (['ApprovalInstanceObj', 'ApprovalTaskObj'].includes(objectName))
		return approvalRows(store, objectName, now);
	const records = [...store.records.values()].filter(({ object }) => object === objectName);
	if (now === undefined) return records;
	return records.flatMap((record) => {
		const values = indexed(record, record.values, now);
		return values ? [{ id: record.id, values }] : [];
	});
}

/** Whether a list that asks this shows invalidated records, too. */
function showsInvalid({ switches: { invalidated } }: Store, filters: Body[]): boolean {
	const names = filters.map(({ field_name }) => field_name);
	if (invalidated === 'byLifeStatus') return names.includes('life_status');
	if (invalidated === 'byIsDeleted') return names.includes('is_deleted');
	return invalidated === 'always';
}

/** One row, also of the objects that have no records of their own. */
export const rowById = (store: Store, objectName: string, id: string): Row | undefined =>
	rowsOf(store, objectName).find((row) => row.id === id);

function sorted(store: Store, objectName: string, rows: Row[], orders: Body[]): Row[] {
	const keys = orders.map((order) => {
		const field = fieldOf(store, objectName, text(order, 'fieldName'));
		if (!field) throw parameterError(`排序字段 ${String(order.fieldName)} 不存在`);
		return { field, sign: flag(order, 'isAsc', true) ? 1 : -1 };
	});
	return [...rows].sort((a, b) => {
		for (const { field, sign } of keys) {
			const order = orderOf(field, a.values[field.api_name], textOf(b.values[field.api_name]));
			if (order) return sign * order;
		}
		return 0;
	});
}

/** Whether the answer says how many rows there are; each spelling counts as far as its switch says. */
function counted({ switches: { totals } }: Store, body: Body, data: Body): boolean {
	if (totals.findExplicitTotalNum && data.find_explicit_total_num === false) return false;
	if (totals.returnTotalNum && body.returnTotalNum === 3) return false;
	return !(totals.needReturnCountNum && body.need_return_count_num === false);
}

function window(info: Body): { limit: number; offset: number } {
	const limit = integer(info, 'limit', 20);
	const offset = integer(info, 'offset', 0);
	if (limit < 1 || limit > 100) throw parameterError('limit 不能超过100');
	if (offset % limit) throw parameterError('offset 必须是limit的整数倍');
	if (offset > 10_000) throw new Refusal(10013, 'offset不能超过10000');
	return { limit, offset };
}

export function query(store: Store, body: Body, data: Body, caller: Caller): Values {
	const objectName = text(data, 'dataObjectApiName');
	objectOf(store, objectName);
	const includeNull = flag(body, 'includeNull', false);
	flag(data, 'find_explicit_total_num', true);
	if (![1, 2, 3].includes(integer(body, 'returnTotalNum', 1)))
		throw parameterError('returnTotalNum 只能为 1, 2, 3');
	const info = object(data, 'search_query_info');
	const { limit, offset } = window(info);
	const filters = objects({ filters: info.filters ?? [] }, 'filters');
	const invalidToo = showsInvalid(store, filters);
	const tests = filters.map((filter) => compile(store, objectName, filter, caller));
	const groups = objects({ wheres: info.wheres ?? [] }, 'wheres').map((where) =>
		objects(where, 'filters').map((filter) => compile(store, objectName, filter, caller)),
	);
	const fits = ({ values }: Row) =>
		(invalidToo || values.life_status !== 'invalid') &&
		tests.every((test) => test(values)) &&
		(store.switches.wheres === 'ignored' ||
			!groups.length ||
			groups.some((group) => group.every((test) => test(values))));
	const orders = objects({ orders: info.orders ?? [] }, 'orders');
	const found = sorted(
		store,
		objectName,
		rowsOf(store, objectName, store.now()).filter(fits),
		orders,
	);
	const projection = projected(info);
	const dataList = found
		.slice(offset, offset + limit)
		.map(({ values }) => shown(store, objectName, values, caller, includeNull))
		.map((row) => (projection ? only(row, projection) : row));
	return { dataList, offset, limit, total: counted(store, body, data) ? found.length : 0 };
}

function projected({ fieldProjection }: Body): string[] | undefined {
	if (fieldProjection === undefined || fieldProjection === null) return undefined;
	if (!Array.isArray(fieldProjection)) throw parameterError('fieldProjection 应为数组');
	return fieldProjection.length ? fieldProjection.map(String) : undefined;
}

const only = (row: Values, names: string[]): Values =>
	Object.fromEntries(
		Object.entries(row).filter(([name]) =>
			names.some((one) => name === one || name.startsWith(`${one}__`)),
		),
	);
