import { list } from '../../../core/operation';
import { byCursor } from '../../pages';
import { archived, pageSize, sizeOf } from '../../parameters';
import { path } from '../../paths';

const MOST = 500;

export const getMany = list({
	name: 'Get Many',
	action: 'Get many owners',
	description: 'Get the users and queues that records can belong to',
	properties: [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			description: 'Only the owner with this email',
		},
	],
	options: [archived, pageSize(MOST)],
	query: (call) => ({
		size: sizeOf(call, MOST),
		query: { email: call.text('email') || undefined, archived: call.flag('archived') },
	}),
	async *pages(api, { size, query }, limit) {
		yield* byCursor(api, { size, limit }, (page) => ({
			method: 'GET',
			url: path(api, 'owners'),
			query: { ...query, ...page },
		}));
	},
});
