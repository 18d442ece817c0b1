import { list } from '../../../core/operation';
import { byCursor } from '../../pages';
import { pageSize, sizeOf } from '../../parameters';
import { path } from '../../paths';
import { listId, listOf } from './parameters';

const MOST = 250;

export const getMembers = list({
	name: 'Get Members',
	action: 'Get the members of a list',
	description: 'Get the IDs of the records in a list',
	properties: [listId],
	options: [pageSize(MOST)],
	query: (call) => ({ id: listOf(call), size: sizeOf(call, MOST) }),
	async *pages(api, { id, size }, limit) {
		yield* byCursor(api, { size, limit }, (page) => ({
			method: 'GET',
			url: path(api, 'lists', id, 'memberships'),
			query: page,
		}));
	},
});
