import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { wait } from '../../../core/transport/wait';
import { judgeRows, type Row } from '../../errors';
import { choice, flag, idsIn, moduleIn, text } from '../../parameters';

const MOST_IDS = 500;
const LONGEST_PAUSE = 15_000;

const only = (mode: string) => ({ show: { selectBy: [mode] } });

/** By a custom view as a job of Zoho's, or by IDs at once. */
export const selection: INodeProperties[] = [
	{
		displayName: 'Select Records By',
		name: 'selectBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Custom View', value: 'view', description: 'Up to 50,000 records, as a job' },
			{ name: 'IDs', value: 'ids', description: 'Up to 500 records, at once' },
		],
		default: 'view',
	},
	choice('Custom View', 'cvid', 'getViews', { required: true, displayOptions: only('view') }),
	text('Record IDs', 'ids', {
		required: true,
		description: 'Separated by commas',
		displayOptions: only('ids'),
	}),
];

export const jobOptions: INodeProperties[] = [
	flag(
		'Do Not Wait',
		'doNotWait',
		'Whether to put out the ID of the job at once, instead of waiting for its end',
	),
];

/** Starts a mass action; a job is waited for unless the user does not want that. */
export async function massAction(
	call: Call,
	action: string,
	body: IDataObject,
): Promise<IDataObject> {
	const { api } = call;
	const url = `/crm/v8/${moduleIn(call)}/actions/${action}`;
	const byIds = call.text('selectBy') === 'ids';
	const ids = byIds ? idsIn(call, 'ids') : [];
	if (byIds && (!ids.length || ids.length > MOST_IDS))
		call.refuse('ids', `holds ${ids.length} IDs: 1 to ${MOST_IDS} go`);
	const chosen = byIds ? { ids } : { cvid: call.required('cvid') };
	const { data = [] } = await api.request<{ data?: Row[] }>({
		method: 'POST',
		url,
		body: { ...body, ...chosen },
		limit: 'heavy',
		judge: byIds ? judgeRows : undefined,
	});
	if (byIds) {
		const failed = data.filter(({ status }) => status === 'error');
		return {
			done: data.length - failed.length,
			failed: failed.length,
			rows: data.map((row, place) => ({ id: ids[place], ...row })),
		};
	}
	const job_id = String(data[0]?.details?.job_id ?? '');
	if (!job_id || call.flag('doNotWait')) return { job_id, ...data[0]?.details };
	for (let pause = 1000; ; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
		const { data: states = [] } = await api.request<{ data?: IDataObject[] }>({
			method: 'GET',
			url,
			query: { job_id },
		});
		const state = String(states[0]?.Status ?? states[0]?.status ?? '');
		if (!/^(SCHEDULED|QUEUED|RUNNING)$/i.test(state)) return { job_id, ...states[0] };
		await wait(pause, api.signal);
	}
}
