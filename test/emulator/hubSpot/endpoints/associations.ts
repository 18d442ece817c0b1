import type { EmulatorRequest } from '../../frame';
import {
	addPair,
	defaultType,
	link,
	linksOf,
	removeLabels,
	shownTypes,
	typesBetween,
	typesOf,
	unlink,
} from '../associations';
import { noContent, ok, route, type Endpoints, type Version } from '../context';
import { typeOf } from '../objectTypes';
import { PATHS } from '../paths';
import { bodyOf, limitOf, listIn, one, pageBy, textIn, type Body } from '../query';
import { findRecord, liveRecord } from '../records';
import { invalid, missing } from '../refusal';
import type { AssociationType, ObjectType, Store } from '../store';

const idIn = (value: unknown): string => String((value as { id?: unknown } | undefined)?.id ?? '');

function checkPair(store: Store, from: ObjectType, to: ObjectType, id: string, other: string) {
	for (const [type, wanted] of [
		[from, id],
		[to, other],
	] as const) {
		const record = findRecord(store, type, wanted);
		if (!record || record.archivedAt !== undefined)
			throw missing(`${type.singular} ${wanted} does not exist`);
	}
}

const rowsOf = (store: Store, from: ObjectType, to: ObjectType, id: string) =>
	[...linksOf(store, from.typeId, id, to.typeId)]
		.filter(([, ids]) => ids.size)
		.sort(([a], [b]) => Number(a) - Number(b))
		.map(([toObjectId, ids]) => ({
			toObjectId,
			associationTypes: shownTypes(store, from.typeId, to.typeId, ids),
		}));

const shownLink = (
	from: ObjectType,
	id: string,
	to: ObjectType,
	other: string,
	types: AssociationType[],
) => ({
	fromObjectTypeId: from.typeId,
	fromObjectId: id,
	toObjectTypeId: to.typeId,
	toObjectId: other,
	labels: types.flatMap(({ label }) => (label ? [label] : [])),
});

interface RowError {
	status: 'error';
	category: string;
	message: string;
	context: Record<string, string[]>;
}

/** Batches of links: v4 says 207 where some failed and 204 for removals, the dated versions 200 with a body. */
function answerBatch(version: Version, results: unknown[], errors: RowError[], good = 201) {
	const { plain, mixed } =
		version === 'v4'
			? { plain: good, mixed: 207 }
			: { plain: good === 201 ? 201 : 200, mixed: 207 };
	const status = version === '2026-09' ? 200 : errors.length ? mixed : plain;
	return ok(
		{
			status: 'COMPLETE',
			results,
			...(errors.length && { numErrors: errors.length, errors }),
		},
		status,
	);
}

function labelsOf(store: Store, from: ObjectType, to: ObjectType) {
	return typesBetween(store, from.typeId, to.typeId).map(({ category, typeId, label }) => ({
		category,
		typeId,
		label,
	}));
}

function addLabel(store: Store, from: ObjectType, to: ObjectType, body: Body) {
	const label = textIn(body, 'label');
	const name = textIn(body, 'name');
	const known = typesBetween(store, from.typeId, to.typeId);
	if (!known.length) throw invalid(`No association exists between ${from.name} and ${to.name}`);
	if (known.some((type) => type.label === label || type.name === name))
		throw invalid(`An association label ${label} exists already`);
	const own = known.filter(({ category }) => category === 'USER_DEFINED');
	if (own.length >= store.switches.mostLabels) throw invalid('Too many association labels');
	const inverseLabel = body.inverseLabel === undefined ? undefined : String(body.inverseLabel);
	const typeId = Number(store.next());
	const inverse = inverseLabel === undefined ? typeId : Number(store.next());
	const category = 'USER_DEFINED' as const;
	addPair(
		store,
		{ from: from.typeId, to: to.typeId, typeId, category, label, name, inverse },
		inverseLabel ?? label,
	);
	const pair = [{ category, typeId, label }];
	if (inverseLabel !== undefined) pair.push({ category, typeId: inverse, label: inverseLabel });
	return ok({ results: pair });
}

export const associations: Endpoints = ({ store }) => {
	const single = PATHS.associationsOfRecord;
	const batch = PATHS.associations;
	const pairOf = ({ params }: EmulatorRequest) => ({
		from: typeOf(store, params.type),
		to: typeOf(store, params.to),
	});
	const inputsOf = (request: EmulatorRequest, most: number) =>
		listIn(bodyOf(request), 'inputs', most);
	const oneLink = '/:type/:id/associations/:to/:other';
	return [
		...route(single, 'GET', '/:type/:id/associations/:to', (request) => {
			const { from, to } = pairOf(request);
			const { query, params } = request;
			liveRecord(store, from, params.id);
			const rows = rowsOf(store, from, to, params.id);
			const { page, paging } = pageBy(
				rows,
				({ toObjectId }) => toObjectId,
				one(query, 'after'),
				limitOf(query, 500, 500),
			);
			return ok({ results: page, ...(paging && { paging }) });
		}),
		...route(single, 'PUT', '/:type/:id/associations/default/:to/:other', (request) => {
			const { from, to } = pairOf(request);
			const { id, other } = request.params;
			const plain = defaultType(store, from.typeId, to.typeId);
			checkPair(store, from, to, id, other);
			link(store, id, other, [plain]);
			const spec = { associationCategory: plain.category, associationTypeId: plain.typeId };
			return ok({
				status: 'COMPLETE',
				results: [{ from: { id }, to: { id: other }, associationSpec: spec }],
			});
		}),
		...route(single, 'PUT', oneLink, (request) => {
			const { from, to } = pairOf(request);
			const { id, other } = request.params;
			const types = typesOf(store, from.typeId, to.typeId, request.body);
			checkPair(store, from, to, id, other);
			link(store, id, other, types);
			return ok(shownLink(from, id, to, other, types), 201);
		}),
		...route(single, 'DELETE', oneLink, (request) => {
			const { from, to } = pairOf(request);
			unlink(store, from.typeId, request.params.id, to.typeId, request.params.other);
			return noContent;
		}),
		...route(batch, 'POST', '/:type/:to/batch/create', (request, version) => {
			const { from, to } = pairOf(request);
			const results: unknown[] = [];
			const errors: RowError[] = [];
			for (const input of inputsOf(request, 2000)) {
				const [id, other] = [idIn(input.from), idIn(input.to)];
				const types = typesOf(store, from.typeId, to.typeId, input.types);
				try {
					checkPair(store, from, to, id, other);
				} catch (error) {
					const ids = { fromObjectId: [id], toObjectId: [other] };
					errors.push({
						status: 'error',
						category: 'OBJECT_NOT_FOUND',
						message: String((error as Error).message),
						context: ids,
					});
					continue;
				}
				link(store, id, other, types);
				results.push(shownLink(from, id, to, other, types));
			}
			return answerBatch(version, results, errors);
		}),
		...route(batch, 'POST', '/:type/:to/batch/associate/default', (request) => {
			const { from, to } = pairOf(request);
			const plain = defaultType(store, from.typeId, to.typeId);
			const results = inputsOf(request, 2000).map((input) => {
				const [id, other] = [idIn(input.from), idIn(input.to)];
				checkPair(store, from, to, id, other);
				link(store, id, other, [plain]);
				const spec = { associationCategory: plain.category, associationTypeId: plain.typeId };
				return { from: { id }, to: { id: other }, associationSpec: spec };
			});
			return ok({ status: 'COMPLETE', results });
		}),
		...route(batch, 'POST', '/:type/:to/batch/read', (request) => {
			const { from, to } = pairOf(request);
			const results: unknown[] = [];
			const gone: string[] = [];
			for (const input of inputsOf(request, 1000)) {
				const id = textIn(input, 'id');
				const after = input.after === undefined ? undefined : String(input.after);
				const rows = findRecord(store, from, id) ? rowsOf(store, from, to, id) : [];
				if (!rows.length) {
					gone.push(id);
					continue;
				}
				const { page, paging } = pageBy(rows, ({ toObjectId }) => toObjectId, after, 500);
				results.push({ from: { id }, to: page, ...(paging && { paging }) });
			}
			const errors = gone.map((id) => ({
				status: 'error',
				category: 'OBJECT_NOT_FOUND',
				subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
				message: `No ${to.name} is associated with ${from.singular} ${id}.`,
				context: { fromObjectId: [id] },
			}));
			return ok(
				{ status: 'COMPLETE', results, ...(errors.length && { numErrors: errors.length, errors }) },
				errors.length ? 207 : 200,
			);
		}),
		...route(batch, 'POST', '/:type/:to/batch/archive', (request, version) => {
			const { from, to } = pairOf(request);
			const inputs = listIn<{ from?: unknown; to?: unknown[] }>(bodyOf(request), 'inputs');
			if (new Set(inputs.map((input) => idIn(input.from))).size > 100)
				throw invalid('At most 100 distinct from ids');
			for (const input of inputs)
				for (const other of input.to ?? [])
					unlink(store, from.typeId, idIn(input.from), to.typeId, idIn(other));
			return version === 'v4' ? noContent : answerBatch(version, [], [], 200);
		}),
		...route(batch, 'POST', '/:type/:to/batch/labels/archive', (request, version) => {
			const { from, to } = pairOf(request);
			for (const input of inputsOf(request, 2000)) {
				const types = typesOf(store, from.typeId, to.typeId, input.types);
				removeLabels(store, idIn(input.from), idIn(input.to), types);
			}
			return version === 'v4' ? noContent : answerBatch(version, [], [], 200);
		}),
		...route(batch, 'GET', '/:type/:to/labels', (request) => {
			const { from, to } = pairOf(request);
			return ok({ results: labelsOf(store, from, to) });
		}),
		...route(batch, 'POST', '/:type/:to/labels', (request) => {
			const { from, to } = pairOf(request);
			return addLabel(store, from, to, bodyOf(request));
		}),
		...route(batch, 'PUT', '/:type/:to/labels', (request) => {
			const { from, to } = pairOf(request);
			const body = bodyOf(request);
			const wanted = Number(textIn(body, 'associationTypeId'));
			const type = typesBetween(store, from.typeId, to.typeId).find(
				({ typeId, category }) => typeId === wanted && category === 'USER_DEFINED',
			);
			if (!type) throw missing(`Association label ${wanted} does not exist`);
			type.label = textIn(body, 'label');
			const inverse = typesBetween(store, to.typeId, from.typeId).find(
				({ typeId }) => typeId === type.inverse,
			);
			if (inverse && body.inverseLabel !== undefined) inverse.label = String(body.inverseLabel);
			return noContent;
		}),
		...route(batch, 'DELETE', '/:type/:to/labels/:typeId', (request) => {
			const { from, to } = pairOf(request);
			const wanted = Number(request.params.typeId);
			const type = typesBetween(store, from.typeId, to.typeId).find(
				({ typeId, category }) => typeId === wanted && category === 'USER_DEFINED',
			);
			if (!type) throw missing(`Association label ${wanted} does not exist`);
			const kept = store.associationTypes.filter(
				({ typeId }) => typeId !== type.typeId && typeId !== type.inverse,
			);
			store.associationTypes.splice(0, store.associationTypes.length, ...kept);
			return noContent;
		}),
	];
};
