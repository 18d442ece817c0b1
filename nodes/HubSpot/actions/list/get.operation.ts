import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { path } from '../../paths';
import { listId, listOf } from './parameters';

export const get = each({
	name: 'Get',
	action: 'Get a list',
	description: 'Get one list',
	properties: [listId],
	options: [
		{
			displayName: 'Include Filters',
			name: 'includeFilters',
			type: 'boolean',
			default: false,
			description: 'Whether to get the filters of the list, too',
		},
	],
	async run(call) {
		const { list } = await call.api.request<{ list: IDataObject }>({
			method: 'GET',
			url: path(call.api, 'lists', listOf(call)),
			query: { includeFilters: call.flag('includeFilters') },
		});
		return { json: list };
	},
});
