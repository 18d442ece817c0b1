import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { path } from '../../paths';
import { listId, listName, listOf } from './parameters';

export const updateName = each({
	name: 'Update Name',
	action: 'Update the name of a list',
	description: 'Rename a list',
	properties: [listId, listName],
	key: listOf,
	async run(call) {
		const { updatedList } = await call.api.request<{ updatedList?: IDataObject }>({
			method: 'PUT',
			url: path(call.api, 'lists', listOf(call), 'update-list-name'),
			query: { listName: call.required('listName') },
			safe: true,
		});
		return { json: updatedList ?? { listId: listOf(call), updated: true } };
	},
});
