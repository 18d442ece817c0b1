import type { EmulatorRequest, Query } from '../frame';
import { invalid } from './refusal';

export type Body = Record<string, unknown>;

export const one = (query: Query, name: string): string | undefined => {
	const value = query[name];
	return Array.isArray(value) ? value[value.length - 1] : value;
};

/** Repeated names, or one name with commas. */
export const many = (query: Query, name: string): string[] =>
	[query[name] ?? []].flat().flatMap((value) => value.split(',').filter(Boolean));

export const flag = (query: Query, name: string): boolean => one(query, name) === 'true';

export function limitOf(query: Query, preset: number, most: number): number {
	const text = one(query, 'limit');
	const limit = text === undefined || text === '' ? preset : Number(text);
	if (!Number.isInteger(limit) || limit < 1 || limit > most)
		throw invalid(`limit must be from 1 to ${most}, and is ${text}`);
	return limit;
}

export function bodyOf({ body }: EmulatorRequest): Body {
	if (!body || typeof body !== 'object' || Array.isArray(body))
		throw invalid('Invalid input JSON: an object is wanted');
	return body as Body;
}

export function listIn<Part = Body>(body: Body, name: string, most = Infinity): Part[] {
	const list = body[name];
	if (!Array.isArray(list)) throw invalid(`Some required fields were not set: [${name}]`);
	if (!list.length) throw invalid(`${name} must not be empty`);
	if (list.length > most)
		throw invalid(`${name} has ${list.length} entries, the maximum is ${most}`);
	return list as Part[];
}

export function textIn(body: Body, name: string): string {
	const value = body[name];
	if (value === undefined || value === null || value === '')
		throw invalid(`Some required fields were not set: [${name}]`);
	if (!['string', 'number'].includes(typeof value)) throw invalid(`${name} must be text`);
	return String(value);
}

/** A page of rows with ids that grow: `after` is the last one of the page before. */
export function pageBy<Row>(
	rows: Row[],
	id: (row: Row) => string,
	after: string | undefined,
	limit: number,
): { page: Row[]; paging?: { next: { after: string; link: string } } } {
	const start = after ? rows.findIndex((row) => Number(id(row)) > Number(after)) : 0;
	const page = start < 0 ? [] : rows.slice(start, start + limit);
	const last = page.at(-1);
	const more = last !== undefined && start + limit < rows.length;
	return more
		? { page, paging: { next: { after: id(last), link: `?after=${id(last)}` } } }
		: { page };
}
