import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isObject } from '../../../core/data/json';
import type { Call } from '../../../core/node/call';
import type { Api } from '../../../core/transport/api';
import type { ItemError } from '../../../core/transport/errors';
import type { Row } from '../../errors';
import { nearestModules } from '../../modules';
import { choice, choices, given, json, moduleIn, objectType } from '../../parameters';
import { finished, minutesOf, resultOf, type Job } from './jobs';

export const readInputs: INodeProperties[] = [
	objectType,
	choices('Field', 'fieldNames', 'getFields', { hint: 'Without a choice all fields come' }),
];

export const readOptions: INodeProperties[] = [
	json('Criteria (JSON)', 'criteria', {
		placeholder:
			'e.g. { "field": { "api_name": "Lead_Status" }, "comparator": "equal", "value": "Contacted" }',
		description:
			'As the bulk API of Zoho wants them: a condition, or a "group" with "group_operator"',
	}),
	choice('Custom View', 'cvid', 'getViews'),
];

export interface Reading {
	module: string;
	query: IDataObject;
	minutes: number;
}

export const readingIn = (call: Call): Reading => ({
	module: moduleIn(call),
	minutes: minutesOf(call),
	query: given({
		module: { api_name: moduleIn(call) },
		fields: call.list('fieldNames').length ? call.list('fieldNames') : undefined,
		criteria: call.object('criteria'),
		cvid: call.text('cvid'),
	}),
});

export async function startRead(
	api: Api,
	{ module, query }: Reading,
	token?: string,
): Promise<string> {
	const { data } = await api
		.request<{ data?: Row[] }>({
			method: 'POST',
			url: '/crm/bulk/v8/read',
			body: { query: { ...query, ...(token ? { page_token: token } : { page: 1 }) } },
			limit: 'heavy',
		})
		.catch(async (error: ItemError) => await nearestModules(api, module, error));
	const id = data?.[0]?.details?.id;
	if (!id) throw api.refusal({ message: 'Zoho CRM gave no ID for the job', processed: 'unknown' });
	return String(id);
}

/** Jobs one after another, for as long as there are more records: 200,000 in each. */
export async function* jobsOf(
	api: Api,
	reading: Reading,
): AsyncGenerator<{ job: Job; csv: Buffer }> {
	let token: string | undefined;
	do {
		const id = await startRead(api, reading, token);
		const job = await finished(api, 'read', id, reading.minutes);
		const { result } = job;
		if (job.state !== 'COMPLETED' || !isObject(result))
			throw api.refusal({
				message: `The job ${id} ended as ${job.state}`,
				hint: 'Check fields and criteria',
				code: job.state,
			});
		yield { job, csv: await resultOf(api, `/crm/bulk/v8/read/${id}/result`) };
		token = result.more_records === true ? String(result.next_page_token) : undefined;
	} while (token);
}
