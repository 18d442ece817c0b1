import { each } from '../../../core/operation';
import { number } from '../../parameters';
import { majorDataId } from './parameters';

export const create = each({
	name: 'Create',
	action: 'Create a relation',
	description: 'Relate records to a record',
	properties: [
		majorDataId,
		{
			displayName: 'Relation Type ID',
			name: 'objectRelationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 8',
			description: 'From the address bar of the admin console: no endpoint lists the types',
		},
		{
			displayName: 'Related Record IDs',
			name: 'relatedIds',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 431048,430909',
			description: 'One ID or several, separated by commas',
		},
	],
	key: (call) => call.text('recordId'),
	async run(call) {
		const recordId = number(call, 'recordId');
		const objectRelationId = number(call, 'objectRelationId');
		const relatedDataIdList = call
			.list('relatedIds')
			.map((id) =>
				/^[1-9]\d*$/.test(id)
					? Number(id)
					: call.refuse('relatedIds', `holds "${id}", which is no record ID`),
			);
		if (!relatedDataIdList.length) call.refuse('relatedIds', 'is empty');
		await call.api.request({
			method: 'POST',
			url: `/v1/record/${recordId}`,
			body: { objectRelationId, relatedDataIdList },
		});
		return {
			json: { id: recordId, objectRelationId, relatedIds: relatedDataIdList, related: true },
		};
	},
});
