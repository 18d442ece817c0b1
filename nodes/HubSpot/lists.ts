import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../core/transport/api';
import type { Choice } from '../core/vendor';
import { path } from './paths';

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
