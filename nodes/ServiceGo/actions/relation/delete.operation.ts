import { each } from '../../../core/operation';
import { number } from '../../parameters';
import { majorDataId } from './parameters';

export const remove = each({
	name: 'Delete',
	action: 'Delete a relation',
	description: 'Undo the relation between two records; the records stay',
	properties: [
		majorDataId,
		{
			displayName: 'Related Record ID',
			name: 'relatedId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 431048',
		},
	],
	async run(call) {
		const majorDataId = number(call, 'recordId');
		const relateDataId = number(call, 'relatedId');
		await call.api.request({
			method: 'DELETE',
			url: '/v1/selfObjectRelationData',
			query: { majorDataId, relateDataId },
		});
		return { json: { id: majorDataId, relatedId: relateDataId, deleted: true } };
	},
});
