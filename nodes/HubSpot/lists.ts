import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../core/node/call';
import type { Api } from '../core/transport/api';
import type { Choice } from '../core/vendor';
import { numericId } from './parameters';
import { path } from './paths';

export const listLocator = (
	displayName: string,
	name: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'getLists', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 17' },
	],
});

export const listId = listLocator('List', 'listId', 'The list to work with');

export const listOf = (watch: Parameters, name = 'listId') => numericId(watch, name);

const MOST_SHOWN = 500;

/** The lists of the account, the first 500: the others are given by ID. */
export async function listLists(api: Api): Promise<Choice[]> {
	const { lists = [] } = await api.request<{ lists?: IDataObject[] }>({
		method: 'POST',
		url: path(api, 'lists', 'search'),
		body: { query: '', offset: 0, count: MOST_SHOWN, processingTypes: [], listIds: [] },
		safe: true,
	});
	return lists.map(({ listId, name, processingType }) => ({
		name: String(name ?? listId),
		value: String(listId),
		description: `${String(processingType)}, ID ${String(listId)}`,
	}));
}
