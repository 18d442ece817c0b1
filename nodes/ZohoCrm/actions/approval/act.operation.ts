import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { choice, given, idIn, moduleIn, objectType, recordId, text } from '../../parameters';
import { experimental, pathOption, safeToRepeat } from './parameters';

const PATH = '/crm/v2/{module}/{id}/actions/approvals';

export const act = each({
	name: 'Act (Experimental)',
	action: 'Approve or reject by an undocumented path',
	description:
		'Approve, reject, delegate or resubmit a record by a path that Zoho does not document',
	properties: [
		experimental,
		objectType,
		recordId,
		{
			displayName: 'Decision',
			name: 'decision',
			type: 'options',
			options: [
				{ name: 'Approve', value: 'approve' },
				{ name: 'Delegate', value: 'delegate' },
				{ name: 'Reject', value: 'reject' },
				{ name: 'Resubmit', value: 'resubmit' },
			],
			default: 'approve',
		},
		text('Comments', 'comments'),
	],
	options: [pathOption(PATH), choice('Delegate To', 'delegateTo', 'getUsers'), safeToRepeat],
	async run(call) {
		const url = (call.text('path') || PATH)
			.replace('{module}', moduleIn(call))
			.replace('{id}', idIn(call));
		const body = given({
			actionType: call.required('decision'),
			comments: call.text('comments'),
			user: call.text('delegateTo'),
		});
		const safe = call.flag('safeToRepeat');
		return { json: await call.api.request<IDataObject>({ method: 'POST', url, body, safe }) };
	},
});
