import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { compile } from '../../../core/data/conditions';
import { list } from '../../../core/operation';
import type { Api } from '../../../core/transport/api';
import { STATES } from '../../approvalStates';
import { conditions } from '../../conditions';
import { byPage } from '../../pages';
import {
	chosenFields,
	choice,
	fieldNames,
	modifiedSince,
	moduleIn,
	momentOf,
	objectType,
	pageSize,
	sizeOf,
} from '../../parameters';

/** A search wants a criterion: owner and time if they are given, else one that every record meets. */
function criteriaOf(call: Call): string {
	const owner = call.text('ownerId');
	const since =
		momentOf(call, 'modifiedSince') ?? (owner ? undefined : '1970-01-01T00:00:00+00:00');
	const nodes = [
		...(owner ? [{ field: 'Owner', operator: 'equals', value: owner }] : []),
		...(since ? [{ field: 'Modified_Time', operator: 'greater_than', value: since }] : []),
	];
	const query = compile(
		{ match: 'all', nodes },
		{
			grammar: conditions,
			title: 'Zoho CRM',
			field: () => undefined,
			coerce: (_, value) => value,
			refuse: call.fail,
		},
	);
	return String(query);
}

async function* merged(
	api: Api,
	{
		module,
		states,
		size,
		query,
	}: { module: string; states: string[]; size: number; query: Record<string, string | undefined> },
	limit: number,
): AsyncGenerator<IDataObject[]> {
	const seen = new Set<unknown>();
	let left = limit;
	for (const approval_state of states) {
		const pages = byPage(
			api,
			{
				request: {
					method: 'GET',
					url: `/crm/v8/${module}/search`,
					query: { ...query, approval_state },
					limit: 'heavy',
				},
				size: Math.min(size, left),
				module,
			},
			`That is for the state "${approval_state}": narrow it down by "Owner" or "Modified Since", or choose fewer states`,
		);
		for await (const page of pages) {
			const fresh = page.filter(({ id }) => !seen.has(id));
			for (const { id } of fresh) seen.add(id);
			left -= fresh.length;
			yield fresh.map((row) => ({ ...row, approvalState: approval_state }));
			if (left <= 0) return;
		}
	}
}

export const getMany = list({
	name: 'Get Many',
	action: 'Get many records by approval state',
	description:
		'List the records of a module that wait for approval or review, or were decided; up to 2,000 per state',
	properties: [
		objectType,
		{
			displayName: 'Approval States',
			name: 'approvalStates',
			type: 'multiOptions',
			options: STATES,
			default: ['approval_process_pending'],
			required: true,
			description: 'One search for each; a record that comes twice is put out once',
		},
		{ ...fieldNames, hint: 'At most 50. Without a choice all fields come.' },
	],
	options: [choice('Owner', 'ownerId', 'getUsers'), modifiedSince, pageSize],
	query(call) {
		const states = call.list('approvalStates');
		if (!states.length) call.refuse('approvalStates', 'is empty');
		return {
			module: moduleIn(call),
			states,
			size: sizeOf(call),
			query: { criteria: criteriaOf(call), fields: chosenFields(call) },
		};
	},
	pages: merged,
});
