import type { EmulatorRequest } from '../../frame';
import { shownAssociations } from '../associations';
import { noContent, ok, route, type Context, type Endpoints, type Version } from '../context';
import { typeOf } from '../objectTypes';
import { PATHS } from '../paths';
import { bodyOf, flag, limitOf, many, one, pageBy, textIn } from '../query';
import {
	archive,
	checkIdProperty,
	createRecord,
	findRecord,
	liveRecord,
	recordsOf,
	shown,
	updateRecord,
	written,
} from '../records';
import { invalid, missing } from '../refusal';
import { search } from '../search';
import type { ObjectType, Store } from '../store';

const strictIn = (version: Version) => ({ strict: version === '2026-09' });

const wantedOf = ({ query }: EmulatorRequest) => ({
	properties: many(query, 'properties'),
	history: many(query, 'propertiesWithHistory'),
});

function list({ store }: Context, type: ObjectType, request: EmulatorRequest) {
	const { query } = request;
	const wanted = wantedOf(request);
	const limit = limitOf(query, 10, wanted.history.length ? 50 : 100);
	const archived = flag(query, 'archived');
	const rows = [...recordsOf(store, type).values()].filter(
		(record) => (record.archivedAt !== undefined) === archived,
	);
	const { page, paging } = pageBy(rows, ({ id }) => id, one(query, 'after'), limit);
	const names = many(query, 'associations');
	const results = page.map((record) => {
		const associations = shownAssociations(store, type, record.id, names);
		return { ...shown(store, type, record, wanted), ...(associations && { associations }) };
	});
	return ok({ results, ...(paging && { paging }) });
}

function get({ store }: Context, type: ObjectType, request: EmulatorRequest) {
	const { query, params } = request;
	const idProperty = one(query, 'idProperty');
	if (idProperty) checkIdProperty(type, idProperty);
	const record = findRecord(store, type, decodeURIComponent(params.id), idProperty);
	if (!record || (record.archivedAt !== undefined) !== flag(query, 'archived'))
		throw missing('resource not found');
	const associations = shownAssociations(store, type, record.id, many(query, 'associations'));
	return ok({
		...shown(store, type, record, wantedOf(request)),
		...(associations && { associations }),
	});
}

function merge(store: Store, type: ObjectType, request: EmulatorRequest) {
	const body = bodyOf(request);
	const [primary, other] = [textIn(body, 'primaryObjectId'), textIn(body, 'objectIdToMerge')];
	if (primary === other) throw invalid('Cannot merge a record with itself');
	const survivor = liveRecord(store, type, primary);
	const gone = liveRecord(store, type, other);
	for (const [name, value] of gone.values)
		if (!survivor.values.has(name)) survivor.values.set(name, value);
	for (const [key, links] of [...store.links]) {
		const mine = `${type.typeId}:${gone.id}>`;
		if (!key.startsWith(mine)) continue;
		const target = `${type.typeId}:${survivor.id}>${key.slice(mine.length)}`;
		store.links.set(target, new Map([...(store.links.get(target) ?? []), ...links]));
		store.links.delete(key);
	}
	recordsOf(store, type).delete(gone.id);
	store.merged.set(`${type.typeId}:${gone.id}`, survivor.id);
	survivor.updatedAt = store.now();
	return ok(shown(store, type, survivor));
}

function erase(store: Store, type: ObjectType, request: EmulatorRequest) {
	const body = bodyOf(request);
	const idProperty = body.idProperty === undefined ? undefined : String(body.idProperty);
	if (idProperty !== undefined && idProperty !== 'email') throw invalid('idProperty must be email');
	const record = findRecord(store, type, textIn(body, 'objectId'), idProperty);
	if (record) recordsOf(store, type).delete(record.id);
	return noContent;
}

export const objects: Endpoints = (context) => {
	const { store } = context;
	const base = PATHS.objects;
	const type = ({ params }: EmulatorRequest) => typeOf(store, params.type);
	return [
		...route(base, 'GET', '/:type', (request) => list(context, type(request), request)),
		...route(base, 'POST', '/:type', (request, version) => {
			const body = bodyOf(request);
			if (!body.properties) throw invalid('Some required fields were not set: [properties]');
			const of = type(request);
			const record = createRecord(store, of, body, strictIn(version));
			return ok(written(store, of, record, body.properties), 201);
		}),
		...route(base, 'GET', '/:type/:id', (request) => get(context, type(request), request)),
		...route(base, 'PATCH', '/:type/:id', (request, version) => {
			const of = type(request);
			const idProperty = one(request.query, 'idProperty');
			if (idProperty) checkIdProperty(of, idProperty);
			const body = bodyOf(request);
			if (!body.properties) throw invalid('Some required fields were not set: [properties]');
			const record = liveRecord(store, of, decodeURIComponent(request.params.id), idProperty);
			updateRecord(store, of, record, body.properties, strictIn(version));
			return ok(written(store, of, record, body.properties));
		}),
		...route(base, 'DELETE', '/:type/:id', (request) => {
			const record = findRecord(store, type(request), request.params.id);
			if (record) archive(store, record);
			return noContent;
		}),
		...route(base, 'POST', '/:type/search', (request) => {
			const of = type(request);
			const { total, rows, next, properties } = search(store, of, request.body);
			const results = rows.map(({ record, values }) =>
				shown(store, of, record, { properties }, values),
			);
			return ok({
				total,
				results,
				...(next !== undefined && { paging: { next: { after: String(next) } } }),
			});
		}),
		...route(base, 'POST', '/:type/merge', (request) => merge(store, type(request), request)),
		...route(base, 'POST', '/:type/gdpr-delete', (request) => {
			const of = type(request);
			if (of.typeId !== '0-1') throw missing('resource not found');
			return erase(store, of, request);
		}),
	];
};
