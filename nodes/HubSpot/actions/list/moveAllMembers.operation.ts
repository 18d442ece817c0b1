import { each } from '../../../core/operation';
import { path } from '../../paths';
import { listId, listOf, MANUAL_ONLY, sourceListId } from './parameters';

export const moveAllMembers = each({
	name: 'Move All Members',
	action: 'Move all members of a list into another',
	description:
		'Add all members of one list (fewer than 100,000) to another, and empty the first one if wanted',
	properties: [
		sourceListId,
		{
			...listId,
			displayName: 'To List',
			description: 'The list that gets the members',
			hint: MANUAL_ONLY,
		},
		{
			displayName: 'Empty the Source List',
			name: 'emptySource',
			type: 'boolean',
			default: false,
			description: 'Whether to take all members out of the source list afterwards',
		},
	],
	key: listOf,
	async run(call) {
		const source = listOf(call, 'sourceListId');
		const id = listOf(call);
		if (source === id) call.refuse('sourceListId', 'is the list itself');
		const { api } = call;
		await api.request({
			method: 'PUT',
			url: path(api, 'lists', id, 'memberships', 'add-from', source),
			safe: true,
		});
		const emptied = call.flag('emptySource');
		if (emptied)
			await api.request({
				method: 'DELETE',
				url: path(api, 'lists', source, 'memberships'),
				safe: true,
			});
		return { json: { listId: id, sourceListId: source, moved: true, emptied } };
	},
});
