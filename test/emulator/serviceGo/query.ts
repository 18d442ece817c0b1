import { compileConditions, readLogic } from './conditions';
import { invalid } from './envelope';
import { knownObject } from './locate';
import type { Body } from './params';
import { integer, text } from './params';
import { valueOf } from './readRecord';
import type { Field, Filter, Store, StoredRecord } from './store';
import { indexed } from './searchIndex';
import { fieldOf, recordsOf } from './store';

const KEYWORD_LENGTH = 30;

/** The filter of a request; lists and searches go nowhere without one. */
export function filterOf(
	store: Store,
	from: Body,
	where: 'body' | 'query',
	kinds: Array<Filter['kind']>,
): Filter | undefined {
	const object = knownObject(store, text(from, 'objectApiName'));
	const id = integer(from, 'filterId', where);
	if (id === undefined) {
		if (store.switches.filterId === 'optional' && !kinds.includes('ui')) return undefined;
		throw invalid('参数 filterId 不能为空');
	}
	const filter = store.filters.get(id);
	if (filter?.object !== object) throw invalid(`过滤器 ${id} 不存在`);
	const shared = store.switches.uiFilters === 'shared' && filter.kind !== 'special';
	if (!kinds.includes(filter.kind) && !shared) throw invalid(`过滤器 ${id} 不支持此接口`);
	return filter;
}

export function passing(store: Store, object: string, filter: Filter | undefined): StoredRecord[] {
	const now = store.now();
	const matches = compileConditions(store, object, filter ?? {});
	return recordsOf(store, object).flatMap((record) => {
		const shown = indexed(record, now);
		return shown && matches(shown) ? [shown] : [];
	});
}

function compare(store: Store, field: Field) {
	const numbers = field.type === 'numeric' || field.type === 'percent';
	return (left: StoredRecord, right: StoredRecord): number => {
		const [a, b] = [valueOf(store, left, field), valueOf(store, right, field)];
		return numbers ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
	};
}

/** In the filter's order; newest first where it has none. */
export function sorted(
	store: Store,
	hits: StoredRecord[],
	filter: Filter | undefined,
): StoredRecord[] {
	const field = fieldOf(store, filter?.object ?? '', filter?.sort?.fieldApiName ?? '');
	const newest = (left: StoredRecord, right: StoredRecord) => right.id - left.id;
	if (!field) return [...hits].sort(newest);
	const order = compare(store, field);
	const sign = filter?.sort?.descending ? -1 : 1;
	return [...hits].sort((left, right) => sign * order(left, right) || newest(left, right));
}

function hasKeyword(store: Store, object: string, keyword: string) {
	const wide = store.switches.keywordFields === 'text';
	const types = ['singleLine', 'multiLine', 'autoNumber', 'telephone', 'email'];
	const fields = (store.objects.get(object)?.fields ?? []).filter(({ apiName, type }) =>
		wide ? types.includes(type) : apiName === 'name',
	);
	return (record: StoredRecord) =>
		fields.some(({ apiName }) => record.values.get(apiName)?.includes(keyword));
}

/** What both searches have in common: filter and conditions must hold. */
export function searched(
	store: Store,
	body: Body,
	scroll: boolean,
): { hits: StoredRecord[]; filter: Filter | undefined } {
	const filter = filterOf(store, body, 'body', ['list']);
	const object = knownObject(store, text(body, 'objectApiName'));
	const matches = compileConditions(store, object, readLogic(body), scroll);
	const keyword = scroll ? undefined : text(body, 'keyword')?.slice(0, KEYWORD_LENGTH);
	const contains = keyword === undefined ? () => true : hasKeyword(store, object, keyword);
	const hits = passing(store, object, filter).filter(
		(record) => matches(record) && contains(record),
	);
	return { hits, filter };
}
