import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { numbers } from '../user/parameters';
import { groupName, memberIds } from './parameters';

export const create = each({
	name: 'Create',
	action: 'Create a user group',
	description: 'Create a user group',
	properties: [groupName, memberIds],
	async run(call) {
		const members = numbers(call, 'memberIds');
		const body = {
			name: call.required('groupName'),
			...(members.length && { userList: members.map((id) => ({ id })) }),
		};
		const { data } = await call.api.request<{ data?: IDataObject }>({
			method: 'POST',
			url: '/v1/userGroup',
			body,
		});
		return { json: { ...data } };
	},
});
