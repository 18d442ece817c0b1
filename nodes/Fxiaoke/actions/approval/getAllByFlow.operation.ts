import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { list } from '../../../core/operation';
import { numbered } from '../../../core/transport/paging';
import { actAs, actingUser, milliseconds, pageSize } from '../../parameters';
import { read } from '../../requests';

interface Body {
	queryResult?: { total?: number; instanceList?: IDataObject[] | null };
}

const time = (name: string, displayName: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	required: true,
});

const needed = (call: Call, name: string): number =>
	milliseconds(call, name) ?? call.refuse(name, 'is empty');

export const getManyByFlow = list({
	name: 'Get Many Instances by Flow',
	action: 'Get many approvals of a flow',
	description: 'Get the approvals of one flow that began in a period',
	properties: [
		{
			displayName: 'Flow API Name',
			name: 'flowApiName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. flow_order__crmappr',
			description:
				'The path of "Query Approval Definitions" is not documented: take the name from the "flowApiName" of an approval',
		},
		time('startTime', 'From'),
		time('endTime', 'Until'),
	],
	options: [
		{
			displayName: 'Object API Name',
			name: 'objectApiName',
			type: 'string',
			default: '',
			description: 'Only approvals of records of this object',
		},
		{
			displayName: 'State',
			name: 'state',
			type: 'options',
			options: [
				{ name: 'Approved', value: 'pass' },
				{ name: 'Canceled', value: 'cancel' },
				{ name: 'Error', value: 'error' },
				{ name: 'In Progress', value: 'in_progress' },
				{ name: 'Rejected', value: 'reject' },
			],
			default: 'in_progress',
		},
		pageSize,
		actAs,
	],
	query: (call) => ({
		size: call.integer('pageSize', { min: 1, max: 100 }) ?? 20,
		actAs: actingUser(call),
		where: {
			flowApiName: call.id('flowApiName'),
			startTime: needed(call, 'startTime'),
			endTime: needed(call, 'endTime'),
			...(call.text('state') && { state: call.text('state') }),
			...(call.text('objectApiName') && { objectApiName: call.id('objectApiName') }),
		},
	}),
	pages: (api, { size, where, actAs: user }, limit) => {
		const rows = Math.min(size, limit);
		return numbered(
			api,
			rows,
			(pageNumber) =>
				read('/cgi/crm/approvalInstances/query', { ...where, pageNumber, pageSize: rows }, user),
			(body) => {
				const { total, instanceList } = (body as Body).queryResult ?? {};
				return { rows: instanceList ?? [], total };
			},
		);
	},
});
