import { list } from '../../../core/operation';
import { byPage } from '../../pages';
import { pageSize, sizeOf } from '../../parameters';

export const getMany = list({
	name: 'Get Many',
	action: 'Get many users',
	description: 'List the users of the organization',
	properties: [
		{
			displayName: 'Type',
			name: 'userType',
			type: 'options',
			options: [
				{ name: 'Active Users', value: 'ActiveUsers' },
				{ name: 'Admin Users', value: 'AdminUsers' },
				{ name: 'All Users', value: 'AllUsers' },
				{ name: 'Current User', value: 'CurrentUser' },
			],
			default: 'ActiveUsers',
		},
	],
	options: [pageSize],
	query: (call) => ({ type: call.text('userType') || 'ActiveUsers', size: sizeOf(call) }),
	pages: (api, { type, size }, limit) =>
		byPage(api, {
			request: { method: 'GET', url: '/crm/v8/users', query: { type } },
			size: Math.min(size, limit),
			root: 'users',
		}),
});
