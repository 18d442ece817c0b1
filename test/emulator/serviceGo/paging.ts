import { invalid } from './envelope';
import type { Paging } from './envelope';
import type { Body } from './params';
import { integer } from './params';
import type { Store, StoredRecord } from './store';

const WINDOW = 10_000;

export interface Page {
	rows: StoredRecord[];
	paging: Paging;
}

export function pageSizeOf(store: Store, from: Body, where: 'body' | 'query'): number {
	const size = integer(from, 'pageSize', where) ?? 20;
	if (size > 100 && store.switches.pageSizeOver === 'cut') return 100;
	if (size < 1 || size > 100) throw invalid('参数 pageSize 范围为 1 - 100');
	return size;
}

export function pageNumOf(from: Body, where: 'body' | 'query'): number {
	const page = integer(from, 'pageNum', where) ?? 1;
	if (page < 1) throw invalid('参数 pageNum 最小值为 1');
	return page;
}

function withTotal({ switches }: Store, paging: Paging, total: number): Paging {
	return switches.pagingTotal === 'present' ? { ...paging, total } : paging;
}

/** A numbered page; what lies beyond 10000 rows is not to be had this way. */
export function numberedPage(
	store: Store,
	hits: StoredRecord[],
	from: Body,
	where: 'body' | 'query',
): Page {
	const pageNum = pageNumOf(from, where);
	const pageSize = pageSizeOf(store, from, where);
	const { windowOver } = store.switches;
	const over = windowOver === 'error' ? pageNum * pageSize > WINDOW : hits.length > WINDOW;
	if (over && windowOver !== 'truncate') throw invalid('数据量超过 10000, 请使用滚动查询');
	const reachable = windowOver === 'truncate' ? hits.slice(0, WINDOW) : hits;
	const rows = reachable.slice((pageNum - 1) * pageSize, pageNum * pageSize);
	return { rows, paging: withTotal(store, { pageNum, pageSize }, reachable.length) };
}

/** The rows after an id, oldest first. */
export function scrolledPage(
	store: Store,
	hits: StoredRecord[],
	from: Body,
	where: 'body' | 'query',
): Page {
	const scrollId = integer(from, 'scrollId', where) ?? 0;
	if (scrollId < 0) throw invalid('参数 scrollId 最小值为 0');
	const pageSize = pageSizeOf(store, from, where);
	const ahead = hits.filter(({ id }) => id > scrollId);
	ahead.sort((left, right) => left.createTime - right.createTime || left.id - right.id);
	const total = store.switches.scrollTotal === 'whole' ? hits.length : ahead.length;
	return {
		rows: ahead.slice(0, pageSize),
		paging: withTotal(store, { pageNum: 1, pageSize }, total),
	};
}
