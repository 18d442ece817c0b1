import type { Context, Endpoints } from '../context';
import type { Answer, EmulatorRequest } from '../../frame';
import { invalid, missing, ok } from '../envelope';
import { resourceAddress } from '../links';
import { knownObject } from '../locate';
import type { Page } from '../paging';
import { numberedPage, scrolledPage } from '../paging';
import { bodyOf, neededInteger, queryOf, text } from '../params';
import { filterOf, passing, searched, sorted } from '../query';
import { showRecord, showRow } from '../readRecord';

function rowsAnswer({ store }: Context, { rows, paging }: Page): Answer {
	return ok({ message: 'OK', paging, data: rows.map((record) => showRow(store, record)) });
}

function recordsAnswer(context: Context, { rows, paging }: Page): Answer {
	const address = resourceAddress(context);
	const data = rows.map((record) => showRecord(context.store, record, address));
	return ok({ message: 'OK', paging, data });
}

/** The page's sample asks for 20 and shows pageSize 1 with one row. */
function searchAnswer(context: Context, { rows, paging }: Page): Answer {
	const pageSize = context.store.switches.searchPageSize === 'rows' ? rows.length : paging.pageSize;
	return recordsAnswer(context, { rows, paging: { ...paging, pageSize } });
}

function relatedPage({ store }: Context, request: EmulatorRequest): Page {
	const query = queryOf(request);
	const parentObject = knownObject(store, text(query, 'parentObjectApiName'));
	const filter = filterOf(store, query, 'query', ['ui']);
	const object = knownObject(store, text(query, 'objectApiName'));
	const parentId = neededInteger(query, 'dataId', 'query');
	if (store.records.get(parentId)?.object !== parentObject) throw missing('父对象记录不存在');
	const lookups = (store.objects.get(object)?.fields ?? []).filter(
		({ type, lookupObject }) => type === 'lookup' && lookupObject === parentObject,
	);
	if (lookups.length === 0) throw invalid(`对象 ${object} 与 ${parentObject} 没有关联`);
	const children = passing(store, object, filter).filter(({ values }) =>
		lookups.some(({ apiName }) => values.get(apiName) === String(parentId)),
	);
	return numberedPage(store, sorted(store, children, filter), query, 'query');
}

export const lists: Endpoints = (context) => {
	const { store } = context;
	const listed = (request: EmulatorRequest) => {
		const query = queryOf(request);
		const filter = filterOf(store, query, 'query', ['list', 'special']);
		const object = knownObject(store, text(query, 'objectApiName'));
		return { query, filter, hits: passing(store, object, filter) };
	};
	return [
		{
			method: 'GET',
			path: '/v1/datas',
			handle: (request) => {
				const { query, filter, hits } = listed(request);
				const order = sorted(store, hits, filter);
				return rowsAnswer(context, numberedPage(store, order, query, 'query'));
			},
		},
		{
			method: 'GET',
			path: '/v1/datas/scroll',
			handle: (request) => {
				const { query, hits } = listed(request);
				return rowsAnswer(context, scrolledPage(store, hits, query, 'query'));
			},
		},
		{
			method: 'POST',
			path: '/v1/datas/search',
			handle: (request) => {
				const body = bodyOf(request);
				const { hits, filter } = searched(store, body, false);
				const order = sorted(store, hits, filter);
				return searchAnswer(context, numberedPage(store, order, body, 'body'));
			},
		},
		{
			method: 'POST',
			path: '/v1/datas/scrollSearch',
			handle: (request) => {
				const body = bodyOf(request);
				const { hits } = searched(store, body, true);
				return searchAnswer(context, scrolledPage(store, hits, body, 'body'));
			},
		},
		{
			method: 'GET',
			path: '/v1/data/relatedDatas',
			handle: (request) => recordsAnswer(context, relatedPage(context, request)),
		},
	];
};
