import { invalid } from './envelope';
import type { FieldType } from './fieldTypes';
import { findByUnique } from './locate';
import type { Field, Option, Store } from './store';
import { userByEmail } from './store';
import { isDate, isDateTime } from './time';

const telephone = [
	/^1[3-9]\d{9}$/, // mobile
	/^0\d{9,11}$/, // landline with area code, without hyphen
	/^400\d{7}$/,
	/^100\d{2}$/, // carriers' lines
];

type Check = (field: Field, value: string, store: Store) => boolean;

const everyOf =
	(check: (item: string, field: Field, store: Store) => boolean): Check =>
	(field, value, store) =>
		value.split(',').every((item) => check(item, field, store));

const hasOption = (name: string, { options = [] }: Field) =>
	options.some((option) => option.name === name);

function hasPath(options: Option[], [name, ...rest]: string[]): boolean {
	const option = options.find((candidate) => candidate.name === name);
	if (!option) return false;
	return rest.length === 0 || hasPath(option.children ?? [], rest);
}

const isNumber: Check = (_field, value) => /^-?\d+(\.\d+)?$/.test(value);
const isStaff = (email: string, _field: Field, store: Store) =>
	userByEmail(store, email) !== undefined;

const checks: Partial<Record<FieldType, Check>> = {
	date: (_field, value) => isDate(value),
	dateTime: (_field, value) => isDateTime(value),
	numeric: isNumber,
	percent: isNumber,
	telephone: everyOf((item) => telephone.some((pattern) => pattern.test(item))),
	email: everyOf((item) => /^[^\s@,]+@[^\s@,]+\.[^\s@,.]+$/.test(item)),
	select: (field, value) => hasOption(value, field),
	workTime: (field, value) => hasOption(value, field),
	multiSelect: everyOf(hasOption),
	cascade: ({ options = [] }, value) => hasPath(options, value.split(',')),
	staff: (field, value, store) => isStaff(value, field, store),
	multiStaff: (field, value, store) =>
		store.switches.multiStaffWrite === 'commaEmails' && everyOf(isStaff)(field, value, store),
};

function lookupId(store: Store, field: Field, value: string, key: string | undefined): string {
	const object = field.lookupObject ?? '';
	const record =
		key === undefined
			? store.records.get(/^\d+$/.test(value) ? Number(value) : -1)
			: findByUnique(store, object, key, value);
	if (record?.object !== object) throw invalid(`字段 ${field.label} 关联的记录不存在: ${value}`);
	return String(record.id);
}

/** What is stored for a value as it was sent; throws when the vendor would not take it. */
export function checkedValue(
	store: Store,
	field: Field,
	value: string,
	foreignKey: string | undefined,
): string {
	if (field.type === 'lookup') return lookupId(store, field, value, foreignKey);
	if (field.maxLength !== undefined && value.length > field.maxLength) {
		throw invalid(`字段 ${field.label} 长度不能超过 ${field.maxLength}`);
	}
	if (checks[field.type]?.(field, value, store) ?? true) return value;
	throw invalid(`字段 ${field.label} 的值不正确: ${value}`);
}
