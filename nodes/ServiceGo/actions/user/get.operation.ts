import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';

/** The vendor's numbers for what a user is found by. https://www.udesk.cn/doc/sercive/users_v2/ */
const BY: Readonly<Record<string, number>> = { id: 1, email: 2, mobile: 3, jobNumber: 4 };

export const get = each({
	name: 'Get',
	action: 'Get a user',
	description: 'Get a user by ID, email, mobile or job number',
	properties: [
		{
			displayName: 'Find User By',
			name: 'findBy',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Email', value: 'email' },
				{ name: 'ID', value: 'id' },
				{ name: 'Job Number', value: 'jobNumber' },
				{ name: 'Mobile', value: 'mobile' },
			],
			default: 'email',
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			required: true,
			description: 'The email, ID, job number or mobile',
		},
	],
	async run(call) {
		const { data } = await call.api.request<{ data?: IDataObject }>({
			method: 'GET',
			url: '/v2/user',
			query: { type: BY[call.text('findBy')], value: call.required('value') },
		});
		if (!data?.id)
			throw call.api.refusal({ message: 'ServiceGo has no such user', notFound: true });
		return { json: data };
	},
});
