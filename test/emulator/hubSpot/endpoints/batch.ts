/* eslint-disable @n8n/community-nodes/require-node-api-error -- a server, not a node */
import type { Answer, EmulatorRequest } from '../../frame';
import { noContent, ok, route, type Endpoints, type Version } from '../context';
import { typeOf } from '../objectTypes';
import { PATHS } from '../paths';
import { bodyOf, flag, listIn, textIn, type Body } from '../query';
import {
	archive,
	checkIdProperty,
	createRecord,
	findRecord,
	shown,
	updateRecord,
	written,
} from '../records';
import { invalid, missing, Refusal } from '../refusal';
import type { ObjectType, Store } from '../store';

const MOST = 100;

interface RowError {
	status: 'error';
	category: string;
	message: string;
	context: Record<string, string[]>;
	errors?: unknown;
}

type Row = Record<string, unknown> & { id: string };

/** Results in an order that nobody can rely on, the same in every run. */
function shuffled<Part>(store: Store, rows: Part[]): Part[] {
	if (store.switches.batchOrder === 'asSent') return rows;
	const out = [...rows];
	for (let place = out.length - 1; place > 0; place--) {
		const other = (place * 7919 + 13) % (place + 1);
		[out[place], out[other]] = [out[other], out[place]];
	}
	return out;
}

/** 2026-09 has no status of its own for mixed results. */
function envelope(
	store: Store,
	version: Version,
	results: Row[],
	errors: RowError[],
	good: number,
): Answer {
	const at = new Date(store.now()).toISOString();
	const mixed = version === '2026-09' ? good : 207;
	return ok(
		{
			status: 'COMPLETE',
			results: shuffled(store, results),
			startedAt: at,
			completedAt: at,
			...(errors.length && { numErrors: errors.length, errors }),
		},
		errors.length ? mixed : good,
	);
}

const traceOf = ({ objectWriteTraceId }: Body): string | undefined =>
	typeof objectWriteTraceId === 'string' && objectWriteTraceId ? objectWriteTraceId : undefined;

function traced(inputs: Body[]): boolean {
	const ids = inputs.map(traceOf);
	return ids.every((id) => id !== undefined) && new Set(ids).size === ids.length;
}

const errorOf = ({ category, message, more }: Refusal, input: Body): RowError => ({
	status: 'error',
	category,
	message,
	context: {
		...(category === 'OBJECT_NOT_FOUND' && input.id !== undefined && { ids: [String(input.id)] }),
		objectWriteTraceId: [traceOf(input) ?? ''],
	},
	...(more.errors && { errors: more.errors }),
});

/** One bad row refuses all rows, unless each has a trace id of its own. */
function write(
	{ store, type, version }: { store: Store; type: ObjectType; version: Version },
	inputs: Body[],
	one: (input: Body) => Row,
	good: number,
): Answer {
	const perRow = traced(inputs) && store.switches.badRows === 'perRow';
	const results: Row[] = [];
	const errors: RowError[] = [];
	const run = () => {
		for (const input of inputs) {
			try {
				const row = one(input);
				const shows = store.switches.traceInResults === 'all' || good === 200;
				const trace = shows ? traceOf(input) : undefined;
				results.push({ ...row, ...(trace !== undefined && { objectWriteTraceId: trace }) });
			} catch (error) {
				if (!(error instanceof Refusal) || !perRow) throw error;
				errors.push(errorOf(error, input));
			}
		}
	};
	if (perRow) run();
	else atomic(store, type, run);
	return envelope(store, version, results, errors, good);
}

function checkDuplicates(ids: string[]): void {
	const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
	if (twice.length)
		throw invalid(`Duplicate IDs found in batch input: [${twice.join(', ')}]. IDs must be unique`);
}

/** All or nothing: a refusal leaves the records and links as they were. */
function atomic<Result>(store: Store, type: ObjectType, act: () => Result): Result {
	const records = new Map(
		[...(store.records.get(type.typeId) ?? [])].map(([id, record]) => [
			id,
			{ ...record, values: new Map(record.values), history: new Map(record.history) },
		]),
	);
	const links = new Map([...store.links].map(([key, held]) => [key, new Map(held)]));
	try {
		return act();
	} catch (error) {
		store.records.set(type.typeId, records);
		store.links = links;
		throw error;
	}
}

function idPropertyOf(type: ObjectType, input: Body, upsert: boolean): string | undefined {
	if (input.idProperty === undefined || input.idProperty === null || input.idProperty === '') {
		if (upsert) throw invalid('Some required fields were not set: [idProperty]');
		return undefined;
	}
	const idProperty = String(input.idProperty);
	checkIdProperty(type, idProperty);
	// a single PATCH takes the email, a batch does not
	if (!upsert && idProperty === 'email')
		throw invalid(`Unable to perform update/upsert by non-unique ${type.name} property: email`);
	return idProperty;
}

function read(store: Store, type: ObjectType, request: EmulatorRequest, version: Version): Answer {
	const body = bodyOf(request);
	const history = (body.propertiesWithHistory ?? []) as string[];
	const most = history.length ? store.switches.batchReadWithHistory : MOST;
	const inputs = listIn(body, 'inputs', most);
	const ids = inputs.map((input) => textIn(input, 'id'));
	const idProperty = body.idProperty ? String(body.idProperty) : undefined;
	if (idProperty) checkIdProperty(type, idProperty);
	const archived = flag(request.query, 'archived');
	const properties = (body.properties ?? []) as string[];
	const records = [...new Set(ids)].map((id) => {
		const record = findRecord(store, type, id, idProperty);
		return {
			id,
			record: record && (record.archivedAt !== undefined) === archived ? record : undefined,
		};
	});
	const gone = records.filter(({ record }) => !record).map(({ id }) => id);
	const results = records.flatMap(({ record }) =>
		record ? [{ ...shown(store, type, record, { properties, history }) }] : [],
	);
	const errors: RowError[] = gone.length
		? [
				{
					status: 'error',
					category: 'OBJECT_NOT_FOUND',
					message:
						'Could not get some objects, they may be deleted or not exist. Check that ids are valid.',
					context: { ids: gone },
				},
			]
		: [];
	return envelope(store, version, results, errors, 200);
}

export const batches: Endpoints = ({ store }) => {
	const of = ({ params }: EmulatorRequest) => typeOf(store, params.type);
	const at = (name: string) => `/:type/batch/${name}`;
	return [
		...route(PATHS.objects, 'POST', at('read'), (request, version) =>
			read(store, of(request), request, version),
		),
		...route(PATHS.objects, 'POST', at('create'), (request, version) => {
			const type = of(request);
			const inputs = listIn(bodyOf(request), 'inputs', MOST);
			const create = (input: Body): Row => {
				const record = createRecord(store, type, input, { strict: version === '2026-09' });
				return written(store, type, record, input.properties);
			};
			return write({ store, type, version }, inputs, create, 201);
		}),
		...route(PATHS.objects, 'POST', at('update'), (request, version) => {
			const type = of(request);
			const inputs = listIn(bodyOf(request), 'inputs', MOST);
			checkDuplicates(inputs.map((input) => textIn(input, 'id')));
			const update = (input: Body): Row => {
				const idProperty = idPropertyOf(type, input, false);
				const record = findRecord(store, type, textIn(input, 'id'), idProperty);
				if (!record || record.archivedAt !== undefined) throw missing('resource not found');
				updateRecord(store, type, record, input.properties, { strict: version === '2026-09' });
				return written(store, type, record, input.properties);
			};
			for (const input of inputs) idPropertyOf(type, input, false);
			return write({ store, type, version }, inputs, update, 200);
		}),
		...route(PATHS.objects, 'POST', at('upsert'), (request, version) => {
			const type = of(request);
			const inputs = listIn(bodyOf(request), 'inputs', MOST);
			checkDuplicates(inputs.map((input) => textIn(input, 'id')));
			const strict = version === '2026-09';
			for (const input of inputs) idPropertyOf(type, input, true);
			const upsert = (input: Body): Row => {
				const idProperty = String(input.idProperty);
				const id = textIn(input, 'id');
				const held = findRecord(store, type, id, idProperty);
				const properties = (input.properties ?? {}) as Body;
				const record = held
					? updateRecord(store, type, held, properties, { strict })
					: createRecord(
							store,
							type,
							{ properties: { [idProperty]: id, ...properties } },
							{ strict },
						);
				return { ...written(store, type, record, properties), new: !held };
			};
			return write({ store, type, version }, inputs, upsert, 200);
		}),
		...route(PATHS.objects, 'POST', at('archive'), (request) => {
			const type = of(request);
			const inputs = listIn(bodyOf(request), 'inputs', MOST);
			const ids = inputs.map((input) => textIn(input, 'id'));
			const bad = ids.find((id) => !/^\d+$/.test(id));
			if (bad !== undefined) throw invalid(`Invalid object id: ${bad}`);
			const records = ids.map((id) => findRecord(store, type, id));
			if (store.switches.archiveUnknown === 'refused' && records.includes(undefined))
				throw missing('One or more of the objects do not exist');
			for (const record of records) if (record) archive(store, record);
			return noContent;
		}),
	];
};
