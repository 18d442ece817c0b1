import { each } from '../../../core/operation';
import { path } from '../../paths';
import { listId, listOf } from './parameters';

export const remove = each({
	name: 'Delete',
	action: 'Delete a list',
	description: 'Delete a list; it can be restored for 90 days, and its records stay',
	properties: [listId],
	key: listOf,
	async run(call) {
		const id = listOf(call);
		await call.api.request({ method: 'DELETE', url: path(call.api, 'lists', id) });
		return { json: { listId: id, deleted: true } };
	},
});
