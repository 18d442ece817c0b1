import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { path } from '../../paths';
import { filterBranch, listId, listOf } from './parameters';

export const updateFilters = each({
	name: 'Update Filters',
	action: 'Update the filters of a list',
	description: 'Give a dynamic list other filters',
	properties: [listId, filterBranch],
	key: listOf,
	async run(call) {
		const { updatedList } = await call.api.request<{ updatedList?: IDataObject }>({
			method: 'PUT',
			url: path(call.api, 'lists', listOf(call), 'update-list-filters'),
			body: { filterBranch: call.object('filterBranch') ?? {} },
			safe: true,
		});
		return { json: updatedList ?? { listId: listOf(call), updated: true } };
	},
});
