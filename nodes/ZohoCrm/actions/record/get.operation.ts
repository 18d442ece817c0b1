import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { each } from '../../../core/operation';
import type { ItemError } from '../../../core/transport/errors';
import { nearestModules } from '../../modules';
import {
	chosenFields,
	fieldNames,
	moduleIn,
	objectType,
	recordId,
	recordPath,
} from '../../parameters';

/** One record, or an error that says that there is none: a 204 without a body, or a refused ID. */
export async function recordAt(
	call: Call,
	url: string,
	headers: Record<string, string> = {},
): Promise<IDataObject> {
	const { api } = call;
	const body = await api
		.request<{ data?: IDataObject[] }>({
			method: 'GET',
			url,
			headers,
			query: { fields: chosenFields(call) },
		})
		.catch(async (error: ItemError) => await nearestModules(api, moduleIn(call), error));
	const [record] = body.data ?? [];
	if (record) return record;
	throw api.refusal({
		message: 'Zoho CRM has no such record',
		hint: 'Check the module and the ID: it may be deleted, or out of reach for the connected user',
		notFound: true,
	});
}

export const get = each({
	name: 'Get',
	action: 'Get a record',
	description: 'Get one record with all its fields, subforms and multi-select lookups',
	properties: [
		objectType,
		recordId,
		{ ...fieldNames, hint: 'At most 50. Without a choice all fields come.' },
	],
	run: async (call) => ({ json: await recordAt(call, recordPath(call)) }),
});
