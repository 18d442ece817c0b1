import type { EmulatorRequest, Route } from '../../frame';
import type { Endpoints } from '../context';
import { judged, listAnswer, none, ok, refuse, rowsAnswer, success } from '../envelope';
import { fieldsAsked, numberOf, paged, rowOf, sorted, textOf } from '../lists';
import type { Row } from '../envelope';
import type { Module, Store, StoredRecord } from '../store';
import { recordsIn, shown, stamp, person } from '../store';
import { notify } from '../notify';
import * as write from '../writes';

export const ROWS = 100;

export function rowsIn(body: unknown, root = 'data', most = ROWS): unknown[] {
	const rows = (body as Record<string, unknown> | undefined)?.[root];
	if (!Array.isArray(rows) || !rows.length)
		throw refuse('MANDATORY_NOT_FOUND', 'required field not found', {
			api_name: root,
			json_path: `$.${root}`,
		});
	if (rows.length > most)
		throw refuse('LIMIT_EXCEEDED', 'maximum row limit exceeded', { limit: most });
	return rows as unknown[];
}

const TRIGGERS = ['workflow', 'approval', 'blueprint', 'pathfinder', 'orchestration'];

function checkBody(body: unknown): void {
	const { trigger, skip_feature_execution: skip } = body as {
		trigger?: unknown;
		skip_feature_execution?: unknown;
	};
	if (
		trigger !== undefined &&
		!(Array.isArray(trigger) && trigger.every((one) => TRIGGERS.includes(String(one))))
	)
		throw refuse('INVALID_DATA', 'invalid data', {
			api_name: 'trigger',
			supported_values: TRIGGERS,
		});
	if (skip !== undefined) {
		const fine =
			Array.isArray(skip) && skip.every((one) => (one as { name?: unknown })?.name === 'cadences');
		if (!fine)
			throw refuse('INVALID_DATA', 'invalid data', {
				api_name: 'skip_feature_execution',
				supported_values: ['cadences'],
			});
	}
}

/** `X-EXTERNAL: Module.Field`: the ids in path and query are values of that field. */
export function externalId(
	store: Store,
	module: string,
	request: EmulatorRequest,
	id: string,
): string {
	const header = request.headers['x-external'];
	if (typeof header !== 'string') return id;
	const [of, field = ''] = header.split('.');
	const known = store.modules.get(of ?? '')?.fields.find(({ api_name }) => api_name === field);
	if (of !== module || !known?.external)
		throw refuse('INVALID_DATA', 'the external field given seems to be invalid', {
			header: 'X-EXTERNAL',
		});
	for (const record of recordsIn(store, module).values())
		if (record.values[field] === id) return record.id;
	throw write.wrongId({ value: id });
}

/** Ids of a query: repeated or joined by commas. */
export const idsOf = (request: EmulatorRequest): string[] =>
	(textOf(request, 'ids') ?? '')
		.split(',')
		.map((id) => id.trim())
		.filter(Boolean);

export function viewOf(module: Module, cvid: string | undefined) {
	if (cvid === undefined) return () => true;
	const view = module.views.find(({ id }) => id === cvid);
	if (!view)
		throw refuse('INVALID_DATA', 'the cvid given seems to be invalid', { param_name: 'cvid' });
	return view.filter ?? (() => true);
}

export const records: Endpoints = ({ store }) => {
	const { switches } = store;

	const listed = (request: EmulatorRequest) => {
		const module = write.moduleOf(store, request.params.module ?? '');
		const names = fieldsAsked(request) ?? [];
		const cvid = textOf(request, 'cvid');
		if (cvid !== undefined && textOf(request, 'sort_by') !== undefined)
			throw refuse('AMBIGUITY_DURING_PROCESSING', 'ambiguity while processing the request', {
				ambiguity_due_to: [{ param_name: 'cvid' }, { param_name: 'sort_by' }],
			});
		if (module.api_name === 'Notes' && !store.me.admin)
			throw refuse('NOT_SUPPORTED', 'not supported', {}, 403);
		const ids = idsOf(request);
		if (ids.length > switches.mostIds)
			throw refuse('LIMIT_EXCEEDED', 'limit exceeded', {
				param_name: 'ids',
				limit: switches.mostIds,
			});
		const since = request.headers['if-modified-since'];
		const from = typeof since === 'string' ? Date.parse(since) : -Infinity;
		if (Number.isNaN(from))
			throw refuse('INVALID_DATA', 'invalid data', { header: 'If-Modified-Since' });
		const converted = textOf(request, 'converted') ?? 'false';
		const inView = viewOf(module, cvid);
		const all = [...recordsIn(store, module.api_name).values()].filter(
			(record) =>
				record.modified > from &&
				(!ids.length || ids.includes(record.id)) &&
				(converted === 'both' || String(record.converted) === converted) &&
				inView(record),
		);
		if (!all.length && typeof since === 'string') return { status: 304 };
		const { page, info } = paged(store, request, sorted(request, all));
		return listAnswer(
			'data',
			page.map((record) => rowOf(store, module, record, names)),
			info,
		);
	};

	const one = (request: EmulatorRequest) => {
		const module = write.moduleOf(store, request.params.module ?? '');
		const id = externalId(
			store,
			module.api_name,
			request,
			decodeURIComponent(request.params.id ?? ''),
		);
		const record = recordsIn(store, module.api_name).get(id);
		if (!record) {
			if (switches.missingRecord === 'http204') return none;
			throw write.wrongId();
		}
		const names = fieldsAsked(request, false);
		const whole = whollyShown(store, record);
		return ok({
			data: [
				names
					? Object.fromEntries(['id', ...names].map((name) => [name, whole[name] ?? null]))
					: whole,
			],
		});
	};

	const changed = (record: StoredRecord, message: string) =>
		success(message, write.detailsOf(store, record));

	const routes: Route[] = [
		{ method: 'GET', path: '/crm/v8/:module', handle: listed },
		{ method: 'GET', path: '/crm/v8/:module/:id', handle: one },
		{
			method: 'POST',
			path: '/crm/v8/:module',
			handle: ({ params, body }) => {
				const module = write.moduleOf(store, params.module ?? '');
				const given = rowsIn(body);
				checkBody(body);
				const rows = given.map((row, place) =>
					judged(() => changed(write.insert(store, module, row, place), 'record added')),
				);
				told(module, rows, 'insert');
				return rowsAnswer(rows, 201, switches);
			},
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/upsert',
			handle: ({ params, body }) => {
				const module = write.moduleOf(store, params.module ?? '');
				if (['Tasks', 'Events', 'Calls'].includes(module.api_name))
					throw refuse('NOT_SUPPORTED', 'the module does not support upsert');
				const given = rowsIn(body);
				checkBody(body);
				const fields = write.checkFields(
					module,
					(body as { duplicate_check_fields?: unknown }).duplicate_check_fields,
				);
				const rows = given.map((row, place) =>
					judged(() => write.upsert(store, module, row, place, fields)),
				);
				const done = (action: string) => rows.filter((row) => row.action === action);
				told(module, done('insert'), 'insert');
				told(module, done('update'), 'update', given);
				return rowsAnswer(rows, 200, switches);
			},
		},
		...(['/crm/v8/:module', '/crm/v8/:module/:id'] as const).map((path): Route => ({
			method: 'PUT',
			path,
			handle: (request) => {
				const { params, body, headers } = request;
				const module = write.moduleOf(store, params.module ?? '');
				const given = rowsIn(body, 'data', params.id ? 1 : ROWS);
				checkBody(body);
				const since = headers['if-unmodified-since'];
				const rows = given.map((row, place) =>
					judged(() => {
						const id = params.id
							? externalId(store, module.api_name, request, decodeURIComponent(params.id))
							: undefined;
						const unmodifiedSince = typeof since === 'string' ? since : undefined;
						return changed(
							write.update(store, module, row, place, { id, unmodifiedSince }),
							'record updated',
						);
					}),
				);
				told(module, rows, 'update', given);
				return rowsAnswer(rows, 200, switches);
			},
		})),
		{
			method: 'DELETE',
			path: '/crm/v8/:module',
			handle: (request) => {
				const module = write.moduleOf(store, request.params.module ?? '');
				const ids = idsOf(request);
				if (!ids.length)
					throw refuse('REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
						param_name: 'ids',
					});
				if (switches.longIds === 'refused' && ids.join(',').length > 1024)
					throw refuse('LIMIT_EXCEEDED', 'the parameter is too long', {
						param_name: 'ids',
						limit: 1024,
					});
				if (ids.length > ROWS)
					throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { param_name: 'ids', limit: ROWS });
				const rows = ids.map((id) => judged(() => gone(request, module, id)));
				told(module, rows, 'delete');
				return rowsAnswer(rows, 200, switches);
			},
		},
		{
			method: 'DELETE',
			path: '/crm/v8/:module/:id',
			handle: (request) => {
				const module = write.moduleOf(store, request.params.module ?? '');
				const rows = [
					judged(() => gone(request, module, decodeURIComponent(request.params.id ?? ''))),
				];
				told(module, rows, 'delete');
				return rowsAnswer(rows, 200, switches);
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/:module/deleted',
			handle: (request) => {
				const module = write.moduleOf(store, request.params.module ?? '');
				const type = textOf(request, 'type') ?? 'all';
				if (!['all', 'recycle', 'permanent'].includes(type))
					throw refuse('PATTERN_NOT_MATCHED', 'Please check whether the input values are correct', {
						param_name: 'type',
					});
				const since = request.headers['if-modified-since'];
				const from = typeof since === 'string' ? Date.parse(since) : -Infinity;
				const all = store.deleted.filter(
					(deleted) =>
						deleted.record.module === module.api_name &&
						deleted.at > from &&
						(type === 'all' || deleted.type === type),
				);
				if (switches.deletedOrder === 'newest') all.reverse();
				const size = numberOf(request, 'per_page', 200, 200);
				const start = (numberOf(request, 'page', 1, 1000) - 1) * size;
				const rows = all.slice(start, start + size).map(({ record, at, type: kind }) => ({
					id: record.id,
					display_name: nameOf(record),
					type: kind,
					deleted_time: stamp(at),
					deleted_by: person(store.me),
					created_by: person(store.me),
				}));
				return listAnswer('data', rows, {
					per_page: size,
					count: rows.length,
					page: start / size + 1,
					more_records: start + size < all.length,
				});
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/:module/:id/actions/fetch_full_data',
			handle: (request) => {
				const module = write.moduleOf(store, request.params.module ?? '');
				const names = fieldsAsked(request) ?? [];
				const record = recordsIn(store, module.api_name).get(request.params.id ?? '');
				if (!record) return none;
				const whole = shown(store, record);
				return ok({
					data: [
						{
							id: record.id,
							...Object.fromEntries(names.map((name) => [name, whole[name] ?? null])),
						},
					],
				});
			},
		},
	];

	/** The channels hear what went well. */
	function told(
		module: Module,
		rows: Row[],
		operation: 'insert' | 'update' | 'delete',
		given: unknown[] = [],
	) {
		const ids = rows
			.filter(({ status }) => status === 'success')
			.map(({ details }) => String(details.id));
		const fields = given.flatMap((row) => Object.keys(row as object));
		notify(store, { module: module.api_name, operation, ids, fields });
	}

	function gone(request: EmulatorRequest, module: Module, id: string) {
		const own = externalId(store, module.api_name, request, id);
		write.remove(store, module.api_name, own);
		return success('record deleted', { id: own });
	}
	return routes;
};

export const nameOf = ({ values }: StoredRecord): string =>
	String(
		values.Last_Name ??
			values.Account_Name ??
			values.Deal_Name ??
			values.Subject ??
			values.Name ??
			'',
	);

/** A record alone: what the current user may do in its approval and review, too. */
export function whollyShown(store: Store, record: StoredRecord): Record<string, unknown> {
	const pending = record.approval === 'approval_process_pending';
	const reviewed = record.approval === 'review_process_pending';
	return {
		...shown(store, record),
		$approval: {
			delegate: pending,
			takeover: false,
			approve: pending,
			reject: pending,
			resubmit: record.approval === 'approval_process_rejected',
		},
		$review_process: {
			approve: reviewed,
			reject: reviewed,
			resubmit: record.approval === 'review_process_rejected',
		},
		$locked_for_me: false,
		$has_more: {},
	};
}
