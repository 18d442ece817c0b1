import type { EmulatorRequest } from '../frame';
import { refuse } from './envelope';
import type { Module, Store, StoredRecord } from './store';
import { shown, stamp } from './store';

export const textOf = (request: EmulatorRequest, name: string): string | undefined => {
	const value = request.query[name];
	return Array.isArray(value) ? value[0] : value;
};

export function numberOf(
	request: EmulatorRequest,
	name: string,
	preset: number,
	most: number,
): number {
	const text = textOf(request, name);
	if (text === undefined) return preset;
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1 || value > most)
		throw refuse('INVALID_DATA', 'invalid data', { param_name: name, limit: most });
	return value;
}

/** Names of `fields`: wanted, and at most 50. */
export function fieldsAsked(request: EmulatorRequest, mandatory = true): string[] | undefined {
	const text = textOf(request, 'fields');
	if (!text) {
		if (!mandatory) return undefined;
		throw refuse('REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
			param_name: 'fields',
		});
	}
	const names = text.split(',').map((name) => name.trim());
	if (names.length > 50)
		throw refuse('LIMIT_EXCEEDED', 'You have exceeded the maximum limit of fields', {
			limit: 50,
			param_name: 'fields',
		});
	return names;
}

/** Kinds that only the record itself shows. */
const ALONE = ['subform', 'multiselectlookup', 'multiuserlookup'];
const CUT = 500;

/** A row of a list: the fields asked for, rich text cut, no lists of entries. */
export function rowOf(
	store: Store,
	module: Module,
	record: StoredRecord,
	names: string[],
): Record<string, unknown> {
	const whole = shown(store, record);
	const row: Record<string, unknown> = { id: record.id };
	for (const name of names) {
		const field = module.fields.find(({ api_name }) => api_name === name);
		if (!field && !name.startsWith('$') && name !== 'Converted__s') continue;
		if (field && ALONE.includes(field.data_type)) continue;
		const value = whole[name] ?? null;
		row[name] = field?.rich && typeof value === 'string' ? value.slice(0, CUT) : value;
	}
	return row;
}

const MOST_BY_PAGE = 2000;
const MOST_BY_TOKEN = 100_000;
const DAY = 86_400_000;

export interface Paged<Item> {
	page: Item[];
	info: Record<string, unknown>;
}

/** Pages by number up to 2,000 rows, by token up to 100,000; a token belongs to its user and its other parameters. */
export function paged<Item>(store: Store, request: EmulatorRequest, items: Item[]): Paged<Item> {
	const perPage = numberOf(request, 'per_page', 200, 200);
	const token = textOf(request, 'page_token');
	if (token !== undefined && textOf(request, 'page') !== undefined)
		throw refuse('AMBIGUITY_DURING_PROCESSING', 'ambiguity while processing the request', {
			ambiguity_due_to: [{ param_name: 'page' }, { param_name: 'page_token' }],
		});
	const page = numberOf(request, 'page', 1, 1_000_000);
	if (token === undefined && page * perPage > MOST_BY_PAGE)
		throw refuse(
			'DISCRETE_PAGINATION_LIMIT_EXCEEDED',
			'You have reached the discrete pagination limit. Use page_token',
			{
				param_name: 'page',
				limit: MOST_BY_PAGE,
			},
		);
	const others = Object.entries(request.query).filter(
		([name]) => name !== 'page' && name !== 'page_token',
	);
	const of = JSON.stringify([request.path, others, request.headers['if-modified-since']]);
	let start = (page - 1) * perPage;
	if (token !== undefined) {
		const known = store.pageTokens.get(token);
		if (!known) throw refuse('INVALID_DATA', 'invalid data', { param_name: 'page_token' });
		if (known.until <= store.now())
			throw refuse('EXPIRED_VALUE', 'the given page_token has expired', {
				param_name: 'page_token',
			});
		if (known.of !== of)
			throw refuse(
				'TOKEN_BOUND_DATA_MISMATCH',
				'the parameters do not match those of the page_token',
				{ param_name: 'page_token' },
			);
		start = known.after;
	}
	if (start >= MOST_BY_TOKEN)
		throw refuse('PAGINATION_LIMIT_EXCEEDED', 'You have reached the pagination limit', {
			limit: MOST_BY_TOKEN,
		});
	const rows = items.slice(start, start + perPage);
	const more = start + perPage < items.length;
	let next: string | null = null;
	if (more) {
		next = `${store.next()}${Buffer.from(of).toString('base64url').slice(0, 24)}`;
		store.pageTokens.set(next, { of, after: start + perPage, until: store.now() + DAY });
	}
	return {
		page: rows,
		info: {
			per_page: perPage,
			count: rows.length,
			page: Math.floor(start / perPage) + 1,
			sort_by: textOf(request, 'sort_by') ?? 'id',
			sort_order: textOf(request, 'sort_order') ?? 'desc',
			more_records: more,
			next_page_token: next,
			previous_page_token: null,
			page_token_expiry: next ? stamp(store.now() + DAY) : null,
		},
	};
}

const SORTS = ['id', 'Created_Time', 'Modified_Time'];

export function sorted(request: EmulatorRequest, records: StoredRecord[]): StoredRecord[] {
	const by = textOf(request, 'sort_by') ?? 'id';
	if (!SORTS.includes(by))
		throw refuse('INVALID_DATA', 'invalid data', {
			param_name: 'sort_by',
			supported_values: SORTS,
		});
	const sign = textOf(request, 'sort_order') === 'asc' ? 1 : -1;
	const key = ({ id, created, modified }: StoredRecord) =>
		by === 'id' ? id : String(by === 'Created_Time' ? created : modified).padStart(16, '0') + id;
	return records
		.map((record) => ({ record, key: key(record) }))
		.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0))
		.map(({ record }) => record);
}
