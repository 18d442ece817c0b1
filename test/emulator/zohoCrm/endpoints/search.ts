import type { EmulatorRequest } from '../../frame';
import type { Endpoints } from '../context';
import { matcher, parseCriteria } from '../criteria';
import { runCoql } from '../coql';
import { invalid, listAnswer, none, ok, refuse } from '../envelope';
import { fieldsAsked, numberOf, rowOf, sorted, textOf } from '../lists';
import type { Module, StoredRecord } from '../store';
import { recordsIn, shown } from '../store';
import { moduleOf } from '../writes';
import { viewOf } from './records';

export const APPROVAL_STATES = [
	'approved',
	'approval_process_pending',
	'approval_process_rejected',
	'review_process_pending',
	'review_process_rejected',
	'zia_vision_pending',
	'zia_vision_approved',
	'zia_vision_rejected',
	'merge_pending',
	'webform_approval_pending',
	'webform_approved',
	'webform_rejected',
	'email_parser_pending',
	'email_parser_approved',
	'email_parser_rejected',
];

const MOST = 2000;

export const search: Endpoints = ({ store }) => {
	const { switches } = store;

	/** One of four ways, the first that is there. */
	function wanted(request: EmulatorRequest, module: Module): (record: StoredRecord) => boolean {
		const criteria = textOf(request, 'criteria');
		if (criteria !== undefined) {
			if (criteria.length > 3000)
				throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { param_name: 'criteria', limit: 3000 });
			return matcher(store, module, parseCriteria(criteria, switches.mostCriteria));
		}
		for (const kind of ['email', 'phone'] as const) {
			const text = textOf(request, kind);
			if (text === undefined) continue;
			const names = module.fields
				.filter(({ data_type }) => data_type === kind)
				.map(({ api_name }) => api_name);
			return ({ values }) =>
				names.some((name) => String(values[name] ?? '').toLowerCase() === text.toLowerCase());
		}
		const word = textOf(request, 'word');
		if (word === undefined)
			throw refuse('REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
				param_name: 'criteria',
			});
		if (word.length < 2) throw invalid('invalid data', { param_name: 'word', minimum_length: 2 });
		return (record) =>
			Object.values(record.values).some(
				(value) => typeof value === 'string' && value.toLowerCase().includes(word.toLowerCase()),
			);
	}

	return [
		{
			method: 'GET',
			path: '/crm/v8/:module/search',
			handle: (request) => {
				const module = moduleOf(store, request.params.module ?? '');
				const matches = wanted(request, module);
				const state = textOf(request, 'approval_state');
				if (state !== undefined && !APPROVAL_STATES.includes(state))
					throw invalid('invalid data', {
						param_name: 'approval_state',
						supported_values: APPROVAL_STATES,
					});
				const names = fieldsAsked(request, false);
				const size = numberOf(request, 'per_page', 200, 200);
				const page = numberOf(request, 'page', 1, 1000);
				if (page * size > MOST)
					throw refuse('LIMIT_REACHED', 'the search limit is reached', { limit: MOST });
				const visible = store.now() - switches.searchLagMs;
				const converted = textOf(request, 'converted') ?? 'false';
				const all = sorted(
					request,
					[...recordsIn(store, module.api_name).values()].filter(
						(record) =>
							record.modified <= visible &&
							(state === undefined || record.approval === state) &&
							(converted === 'both' || String(record.converted) === converted) &&
							matches(record),
					),
				);
				const rows = all.slice((page - 1) * size, page * size);
				return listAnswer(
					'data',
					rows.map((record) =>
						names ? rowOf(store, module, record, names) : shown(store, record),
					),
					{ per_page: size, count: rows.length, page, more_records: page * size < all.length },
				);
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/:module/actions/count',
			handle: (request) => {
				const module = moduleOf(store, request.params.module ?? '');
				const ways = ['cvid', 'criteria', 'email', 'phone', 'word'].filter(
					(name) => name in request.query,
				);
				if (ways.length > 1)
					throw refuse('AMBIGUITY_DURING_PROCESSING', 'ambiguity while processing the request', {
						ambiguity_due_to: ways,
					});
				const matches = !ways.length
					? () => true
					: ways[0] === 'cvid'
						? viewOf(module, textOf(request, 'cvid'))
						: wanted(request, module);
				return ok({
					count: [...recordsIn(store, module.api_name).values()].filter(matches).length,
				});
			},
		},
		{
			method: 'POST',
			path: '/crm/v8/coql',
			handle: ({ body }) => {
				const query = (body as { select_query?: unknown } | undefined)?.select_query;
				if (typeof query !== 'string')
					throw refuse('MANDATORY_NOT_FOUND', 'required field not found', {
						api_name: 'select_query',
					});
				const { rows, more } = runCoql(store, query);
				return rows.length
					? ok({ data: rows, info: { count: rows.length, more_records: more } })
					: none;
			},
		},
	];
};
