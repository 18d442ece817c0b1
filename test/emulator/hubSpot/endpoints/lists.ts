import type { EmulatorRequest } from '../../frame';
import { noContent, ok, route, type Endpoints } from '../context';
import { typeOf } from '../objectTypes';
import { PATHS } from '../paths';
import { bodyOf, limitOf, one, pageBy, textIn, type Body } from '../query';
import { findRecord } from '../records';
import { invalid, missing, Refusal } from '../refusal';
import type { Store, StoredList } from '../store';

const time = (at: number) => new Date(at).toISOString();

const shown = ({
	members,
	createdAt,
	updatedAt,
	deletedAt,
	filterBranch,
	...list
}: StoredList) => ({
	...list,
	processingStatus: 'COMPLETE',
	size: members.size,
	createdAt: time(createdAt),
	updatedAt: time(updatedAt),
	...(deletedAt !== undefined && { deletedAt: time(deletedAt) }),
	...(filterBranch !== undefined && { filterBranch }),
});

function ids(request: EmulatorRequest): string[] {
	if (!Array.isArray(request.body)) throw invalid('A bare list of record ids is wanted');
	return request.body.map(String);
}

function add(store: Store, list: StoredList, given: string[]) {
	const type = typeOf(store, list.objectTypeId);
	const known = given.filter((id) => {
		const record = findRecord(store, type, id);
		return record !== undefined && record.archivedAt === undefined;
	});
	const added = known.filter((id) => !list.members.has(id));
	for (const id of added) list.members.set(id, store.now());
	return { recordsIdsAdded: added, recordIdsMissing: given.filter((id) => !known.includes(id)) };
}

/** By the time of joining: upwards, or downwards where only `before` is given. */
function joinOrder(store: Store, list: StoredList, { query }: EmulatorRequest) {
	const limit = limitOf(query, 100, 250);
	const rows = [...list.members].map(([recordId, at]) => ({ recordId, at }));
	rows.sort((a, b) => a.at - b.at || Number(a.recordId) - Number(b.recordId));
	const token = one(query, 'after');
	const before = one(query, 'before');
	if (token === undefined && before !== undefined) rows.reverse();
	const given = Buffer.from(token ?? before ?? '', 'base64')
		.toString()
		.split('|');
	const [at, id] = given.map(Number);
	if (given.some((part) => part !== '') && given.map(Number).some(Number.isNaN))
		throw invalid('The offset is not valid');
	const sign = token === undefined && before !== undefined ? -1 : 1;
	const behind = (row: (typeof rows)[number]) =>
		(row.at - at || Number(row.recordId) - id) * sign > 0;
	const offset = store.switches.joinToken === 'offset';
	const place = rows.findIndex(behind);
	const start =
		token === undefined && before === undefined ? 0 : offset ? at : place < 0 ? rows.length : place;
	const page = rows.slice(start, start + limit);
	const last = page[page.length - 1];
	const next = offset ? `${start + limit}` : `${last?.at}|${last?.recordId}`;
	const more = start + limit < rows.length;
	return ok({
		total: rows.length,
		results: page.map((row) => ({ recordId: row.recordId, membershipTimestamp: time(row.at) })),
		...(more && { paging: { next: { after: Buffer.from(next).toString('base64') } } }),
	});
}

function remove(list: StoredList, given: string[]) {
	const removed = given.filter((id) => list.members.delete(id));
	return { recordIdsRemoved: removed };
}

export const lists: Endpoints = ({ store }) => {
	const base = PATHS.lists;
	const find = (id: string, deleted = false): StoredList => {
		const list = store.lists.get(id);
		if (!list || (list.deletedAt !== undefined) !== deleted)
			throw missing(`List does not exist with ID ${id}.`);
		return list;
	};
	const of = ({ params }: EmulatorRequest) => find(params.list);
	const writable = (request: EmulatorRequest): StoredList => {
		const list = of(request);
		if (list.processingType === 'DYNAMIC')
			throw invalid(`List ${list.listId} is DYNAMIC: its members cannot be changed by hand`);
		return list;
	};
	const nameTaken = (name: string, typeId: string) =>
		[...store.lists.values()].some(
			(list) => list.name === name && list.objectTypeId === typeId && list.deletedAt === undefined,
		);
	const make = (body: Body): StoredList => {
		const processingType = textIn(body, 'processingType') as StoredList['processingType'];
		if (!['MANUAL', 'DYNAMIC', 'SNAPSHOT'].includes(processingType))
			throw invalid(`Unknown processingType ${processingType}`);
		if (processingType !== 'MANUAL' && !body.filterBranch)
			throw invalid(`A ${processingType} list wants a filterBranch`);
		const { typeId } = typeOf(store, textIn(body, 'objectTypeId'));
		const name = textIn(body, 'name');
		if (nameTaken(name, typeId)) throw invalid(`A list with the name ${name} exists already`);
		const list: StoredList = {
			listId: store.next(),
			name,
			objectTypeId: typeId,
			processingType,
			filterBranch: body.filterBranch,
			members: new Map(),
			createdAt: store.now(),
			updatedAt: store.now(),
		};
		store.lists.set(list.listId, list);
		return list;
	};
	const members = '/:list/memberships';
	const withFilters = ({ query }: EmulatorRequest, list: StoredList) => {
		const { filterBranch, ...rest } = shown(list);
		return one(query, 'includeFilters') === 'true' ? { ...rest, filterBranch } : rest;
	};
	return [
		...route(base, 'POST', '/search', (request, version) => {
			const body = (request.body ?? {}) as Body;
			if (version === '2026-09' && (!body.listIds || !body.processingTypes))
				throw invalid('Some required fields were not set: [listIds, processingTypes]');
			const types = (body.processingTypes ?? []) as string[];
			const wanted = ((body.listIds ?? []) as unknown[]).map(String);
			const query = String(body.query ?? '').toLowerCase();
			const found = [...store.lists.values()].filter(
				(list) =>
					list.deletedAt === undefined &&
					(!types.length || types.includes(list.processingType)) &&
					(!wanted.length || wanted.includes(list.listId)) &&
					(!body.objectTypeId || list.objectTypeId === body.objectTypeId) &&
					list.name.toLowerCase().includes(query),
			);
			const offset = Number(body.offset ?? 0);
			const count = Number(body.count ?? 20);
			if (count > 500) throw invalid('count must be at most 500');
			const page = found.slice(offset, offset + count);
			return ok({
				lists: page.map((list) => ({ ...shown(list), filterBranch: undefined })),
				offset: offset + page.length,
				hasMore: offset + page.length < found.length,
				total: found.length,
			});
		}),
		...route(base, 'POST', '', ({ body, ...request }) =>
			ok({ list: shown(make(bodyOf({ body, ...request }))) }),
		),
		...route(base, 'GET', '', ({ query }) => {
			const wanted = [query.listIds ?? []].flat();
			return ok({ lists: wanted.map((id) => shown(find(id))) });
		}),
		...route(base, 'GET', '/:list', (request) => ok({ list: withFilters(request, of(request)) })),
		...route(base, 'GET', '/object-type-id/:type/name/:name', (request) => {
			const { typeId } = typeOf(store, request.params.type);
			const name = decodeURIComponent(request.params.name);
			const list = [...store.lists.values()].find(
				(known) =>
					known.name === name && known.objectTypeId === typeId && known.deletedAt === undefined,
			);
			if (!list) throw missing(`List does not exist with name ${name}.`);
			return ok({ list: withFilters(request, list) });
		}),
		...route(base, 'PUT', '/:list/update-list-name', (request) => {
			const list = of(request);
			const name = one(request.query, 'listName');
			if (!name) throw invalid('listName is missing');
			if (nameTaken(name, list.objectTypeId)) throw invalid(`A list ${name} exists already`);
			list.name = name;
			list.updatedAt = store.now();
			return ok({ updatedList: withFilters(request, list) });
		}),
		...route(base, 'PUT', '/:list/update-list-filters', (request) => {
			const list = of(request);
			const { filterBranch } = bodyOf(request);
			if (list.processingType !== 'DYNAMIC')
				throw invalid(`List ${list.listId} is not DYNAMIC: it has no filters to change`);
			if (!filterBranch) throw invalid('Some required fields were not set: [filterBranch]');
			list.filterBranch = filterBranch;
			return ok({ updatedList: shown(list) });
		}),
		...route(base, 'PUT', '/:list/restore', (request) => {
			delete find(request.params.list, true).deletedAt;
			return noContent;
		}),
		...route(base, 'DELETE', '/:list', (request) => {
			of(request).deletedAt = store.now();
			return noContent;
		}),
		...route(base, 'GET', members, (request) => {
			const rows = [...of(request).members].sort(([a], [b]) => Number(a) - Number(b));
			const { page, paging } = pageBy(
				rows,
				([id]) => id,
				one(request.query, 'after'),
				limitOf(request.query, 100, 250),
			);
			const results = page.map(([recordId, at]) => ({ recordId, membershipTimestamp: time(at) }));
			return ok({ results, ...(paging && { paging }) });
		}),
		...route(base, 'GET', `${members}/join-order`, (request) =>
			joinOrder(store, of(request), request),
		),
		...route(base, 'PUT', `${members}/add`, (request) => {
			const list = writable(request);
			return ok({ ...add(store, list, ids(request)), recordIdsRemoved: [] });
		}),
		...route(base, 'PUT', `${members}/remove`, (request) => {
			const list = writable(request);
			return ok({ ...remove(list, ids(request)), recordsIdsAdded: [], recordIdsMissing: [] });
		}),
		...route(base, 'PUT', `${members}/add-and-remove`, (request) => {
			const list = writable(request);
			const { recordIdsToAdd = [], recordIdsToRemove = [] } = bodyOf(request) as {
				recordIdsToAdd?: string[];
				recordIdsToRemove?: string[];
			};
			return ok({
				...add(store, list, recordIdsToAdd.map(String)),
				...remove(list, recordIdsToRemove.map(String)),
			});
		}),
		...route(base, 'PUT', `${members}/add-from/:source`, (request) => {
			const list = writable(request);
			const source = find(request.params.source);
			if (source.objectTypeId !== list.objectTypeId)
				throw new Refusal(400, 'VALIDATION_ERROR', 'The lists hold different kinds of records');
			for (const id of source.members.keys()) list.members.set(id, store.now());
			return noContent;
		}),
		...route(base, 'DELETE', members, (request) => {
			writable(request).members.clear();
			return noContent;
		}),
		...route(base, 'GET', '/records/:type/:record/memberships', ({ params }) => {
			const { typeId } = typeOf(store, params.type);
			const results = [...store.lists.values()].flatMap((list) => {
				const at = list.members.get(params.record);
				if (at === undefined || list.objectTypeId !== typeId || list.deletedAt !== undefined)
					return [];
				return [
					{
						listId: list.listId,
						listVersion: 1,
						isPublicList: true,
						firstAddedTimestamp: time(at),
						lastAddedTimestamp: time(at),
					},
				];
			});
			return ok({ results, total: results.length });
		}),
	];
};
