import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { mobile, numbers, person, positionId, realname, roleIds } from './parameters';

export const create = each({
	name: 'Create',
	action: 'Create a user',
	description: 'Create a user of ServiceGo',
	properties: [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. nathan@example.com',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{ ...realname, required: true },
		{ ...positionId, required: true },
		{ ...roleIds, required: true },
	],
	options: [
		{
			displayName: 'Agent Role',
			name: 'agentRole',
			type: 'options',
			options: [
				{ name: 'Agent', value: 'agent' },
				{ name: 'Leader', value: 'leader' },
			],
			default: 'agent',
		},
		{
			displayName: 'Agent Type',
			name: 'agentType',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 2 },
			default: 1,
			description: '1 or 2, as the vendor numbers them',
		},
		{
			displayName: 'Job Status',
			name: 'jobStatus',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1 },
			default: 1,
			description: '0 or 1, as the vendor numbers them',
		},
		mobile,
		{
			displayName: 'User Extension ID',
			name: 'userInfoId',
			type: 'string',
			default: '',
			description: 'ID of the staff extension record',
		},
		{
			displayName: 'User Group IDs',
			name: 'userGroupIds',
			type: 'string',
			default: '',
			description: 'One ID or several, separated by commas',
		},
	],
	async run(call) {
		const groups = numbers(call, 'userGroupIds');
		const userInfoId = call.integer('userInfoId', { min: 1 });
		for (const name of ['realname', 'positionId', 'roleIds']) call.required(name);
		const body: IDataObject = {
			email: call.required('email'),
			password: call.required('password'),
			...person(call),
			...(groups.length && { userGroupList: groups }),
			...(userInfoId && { userInfo: { id: userInfoId } }),
			jobStatus: call.integer('jobStatus', { max: 1 }),
			agentType: call.integer('agentType', { min: 1, max: 2 }),
			agentRole: call.text('agentRole') || undefined,
		};
		const { data } = await call.api.request<{ data?: IDataObject }>({
			method: 'POST',
			url: '/v1/user',
			body,
		});
		return { json: { ...data } };
	},
});
