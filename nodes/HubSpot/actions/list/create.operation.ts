import type { IDataObject } from 'n8n-workflow';
import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { typeIdOf } from '../../objects';
import { objectName } from '../../parameters';
import { path } from '../../paths';
import { filterBranch, listName } from './parameters';

export const create = each({
	name: 'Create',
	action: 'Create a list',
	description: 'Create a list of the records of an object',
	properties: [
		listName,
		objectType,
		{
			displayName: 'Type',
			name: 'processingType',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Dynamic', value: 'DYNAMIC', description: 'HubSpot keeps it by its filters' },
				{ name: 'Manual', value: 'MANUAL', description: 'Members are added and removed by hand' },
				{
					name: 'Snapshot',
					value: 'SNAPSHOT',
					description: 'Filled by its filters once, then by hand',
				},
			],
			default: 'MANUAL',
		},
		{
			...filterBranch,
			displayOptions: { show: { processingType: ['DYNAMIC', 'SNAPSHOT'] } },
		},
	],
	async run(call) {
		const processingType = call.text('processingType');
		const filters = processingType === 'MANUAL' ? {} : (call.object('filterBranch') ?? {});
		if (processingType !== 'MANUAL' && !Object.keys(filters).length)
			call.refuse('filterBranch', 'is empty', 'Dynamic and snapshot lists need filters');
		const { list } = await call.api.request<{ list: IDataObject }>({
			method: 'POST',
			url: path(call.api, 'lists'),
			body: {
				name: call.required('listName'),
				objectTypeId: await typeIdOf(call.api, objectName(call)),
				processingType,
				...(Object.keys(filters).length && { filterBranch: filters }),
			},
		});
		return { json: list };
	},
});
