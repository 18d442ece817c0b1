import type { IDataObject } from 'n8n-workflow';
import { objectIn } from '../core/data/json';
import type { View } from '../core/trigger/events';

type Named = { id: unknown; name?: unknown };

const isReference = (value: unknown): value is Named =>
	typeof value === 'object' &&
	value !== null &&
	'id' in value &&
	Object.keys(value).every((key) => ['id', 'name', 'email'].includes(key));

/** References as their ID, with the name beside it where Zoho tells it; what begins with `$` only when asked for. */
function simplified(row: IDataObject, asked: readonly string[]): IDataObject {
	const flat: IDataObject = {};
	for (const [name, value] of Object.entries(row)) {
		if (name.startsWith('$') && !asked.includes(name)) continue;
		if (!isReference(value)) {
			flat[name] = value;
			continue;
		}
		flat[name] = String(value.id);
		const beside = `${name}_Name`;
		if (value.name !== undefined && !(beside in row)) flat[beside] = String(value.name);
	}
	return flat;
}

const ALWAYS = ['id'];

/** A record as the triggers put it out. */
export function show(row: IDataObject, { simplify, fields }: View): IDataObject {
	const wanted = fields.length
		? Object.fromEntries(
				Object.entries(row).filter(([name]) => ALWAYS.includes(name) || fields.includes(name)),
			)
		: row;
	return simplify ? simplified(wanted, fields) : wanted;
}

export const timeIn = (row: IDataObject, name: string): number | undefined => {
	const instant = Date.parse(String(row[name] ?? ''));
	return Number.isNaN(instant) ? undefined : instant;
};

/** What a list says of the pages that follow. */
export const infoOf = (body: unknown): { more: boolean; next?: string } => {
	const {
		more_records: more,
		next_page_token: token,
		next_index: index,
	} = objectIn(objectIn(body).info);
	const next = String(token ?? index ?? '');
	return { more: more === true, next: next || undefined };
};

/** Every list of Zoho's: nothing there is a 204, or a 304, without a body. */
export const rowsOf = (body: unknown, root = 'data'): IDataObject[] => {
	const rows = objectIn(body)[root];
	return Array.isArray(rows) ? (rows as IDataObject[]) : [];
};
