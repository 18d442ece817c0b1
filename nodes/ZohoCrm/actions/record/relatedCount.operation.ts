import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { choices, objectType, recordId, recordPath } from '../../parameters';

export const relatedCount = each({
	name: 'Related Count',
	action: 'Count related records',
	description: 'Count the records in related lists of a record',
	properties: [
		objectType,
		recordId,
		choices('Related List', 'relatedLists', 'getRelatedLists', { required: true }),
	],
	async run(call) {
		const names = call.list('relatedLists');
		if (!names.length) call.refuse('relatedLists', 'is empty');
		const body = {
			get_related_records_count: names.map((api_name) => ({ related_list: { api_name } })),
		};
		const answer = await call.api.request<{ get_related_records_count?: IDataObject[] }>({
			method: 'POST',
			url: `${recordPath(call)}/actions/get_related_records_count`,
			body,
			safe: true,
		});
		return (answer.get_related_records_count ?? []).map((json) => ({ json }));
	},
});
