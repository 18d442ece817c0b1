import type { IDataObject } from 'n8n-workflow';
import type { VendorField } from '../core/data/fields';

/** What reads put beside a field: the resolved object, its list, "other" text and more. */
const COMPANION = /__(r|l|o|v|p|e|relation_ids)$/;

const nameOf = (value: unknown): IDataObject[string] => {
	if (value === null || typeof value !== 'object') return value as IDataObject[string];
	const { name, deptName, label } = value as IDataObject;
	return name ?? deptName ?? label ?? (value as IDataObject);
};

export interface Shape {
	simplify: boolean;
	/** Show names and labels in the place of IDs and option values. */
	labels: boolean;
	fields: VendorField[];
}

function label(
	row: IDataObject,
	name: string,
	field: VendorField | undefined,
): IDataObject[string] {
	const value = row[name];
	const list = row[`${name}__l`];
	const resolved = row[`${name}__r`];
	if (Array.isArray(list)) return list.map(nameOf) as IDataObject[string];
	if (resolved !== undefined && resolved !== null) return nameOf(resolved);
	const labels = new Map(field?.options?.map((option) => [option.value, option.label]));
	if (!labels.size) return value;
	const shown = (one: unknown) => labels.get(String(one)) ?? (one as string);
	return Array.isArray(value) ? value.map(shown) : shown(value);
}

/** A row as people want it. */
export function shaped(row: IDataObject, { simplify, labels, fields }: Shape): IDataObject {
	const known = new Map(fields.map((field) => [field.name, field]));
	const names = Object.keys(row).filter(
		(name) => !simplify || !COMPANION.test(name) || name === '_id',
	);
	return Object.fromEntries(
		names.map((name) => [
			name,
			labels && !COMPANION.test(name) ? label(row, name, known.get(name)) : row[name],
		]),
	);
}
