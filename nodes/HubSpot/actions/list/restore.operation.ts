import { each } from '../../../core/operation';
import { path } from '../../paths';
import { listId, listOf } from './parameters';

export const restore = each({
	name: 'Restore',
	action: 'Restore a deleted list',
	description: 'Bring a deleted list back',
	properties: [listId],
	key: listOf,
	async run(call) {
		const id = listOf(call);
		const url = path(call.api, 'lists', id, 'restore');
		await call.api.request({ method: 'PUT', url, safe: true });
		return { json: { listId: id, restored: true } };
	},
});
