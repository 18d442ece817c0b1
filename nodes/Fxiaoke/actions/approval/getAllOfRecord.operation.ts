import type { IDataObject } from 'n8n-workflow';
import { list } from '../../../core/operation';
import { actAs, actingUser, includeNull, oneRecordId } from '../../parameters';
import { read } from '../../requests';

/** Query Object Approval Flow Instances: one item per instance. */
export const getManyOfRecord = list({
	name: 'Get Instances of Record',
	action: 'Get the approvals of a record',
	description: 'Get the approvals that a record is or was in',
	properties: [oneRecordId],
	options: [includeNull, actAs],
	paged: false,
	query: (call) => ({
		actAs: actingUser(call),
		body: {
			dataId: call.id('recordId'),
			...(call.flag('includeNull') && { includeNull: true }),
		},
	}),
	async *pages(api, { body, actAs: user }) {
		const { instances } = await api.request<{ instances?: IDataObject[] | null }>(
			read('/cgi/crm/object/approvalInstances/query', body, user),
		);
		yield instances ?? [];
	},
});
