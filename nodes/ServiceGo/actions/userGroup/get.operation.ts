import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { number } from '../../parameters';
import { groupId } from './parameters';

export const get = each({
	name: 'Get',
	action: 'Get a user group',
	description: 'Get a user group with its members',
	properties: [groupId],
	async run(call) {
		const { data } = await call.api.request<{ data?: IDataObject }>({
			method: 'GET',
			url: `/v1/userGroup/${number(call, 'userGroupId')}`,
		});
		if (!data?.id)
			throw call.api.refusal({ message: 'ServiceGo has no such user group', notFound: true });
		return { json: data };
	},
});
