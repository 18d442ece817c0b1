import { each } from '../../../core/operation';
import { number } from '../../parameters';
import { numbers } from '../user/parameters';
import { groupId, groupName, memberIds } from './parameters';

export const update = each({
	name: 'Update',
	action: 'Update a user group',
	description: 'Change the name and the members of a user group',
	properties: [
		groupId,
		{ ...groupName, required: false },
		{
			...memberIds,
			required: true,
			description:
				'User IDs, separated by commas. The vendor marks them as required; they most likely replace all members of the group.',
		},
	],
	key: (call) => call.text('userGroupId'),
	async run(call) {
		const id = number(call, 'userGroupId');
		call.required('memberIds');
		const name = call.text('groupName');
		const body = {
			...(name && { name }),
			userList: numbers(call, 'memberIds').map((member) => ({ id: member })),
		};
		await call.api.request({ method: 'PUT', url: `/v1/userGroup/${id}`, body, safe: true });
		return { json: { id, updated: true } };
	},
});
