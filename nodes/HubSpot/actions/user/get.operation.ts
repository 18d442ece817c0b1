import { each } from '../../../core/operation';
import { archived } from '../../parameters';
import { path } from '../../paths';

export const get = each({
	name: 'Get',
	action: 'Get an owner',
	description: 'Get one owner by the ID of the owner or of the user',
	properties: [
		{
			displayName: 'Find By',
			name: 'idProperty',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Owner ID', value: 'id' },
				{ name: 'User ID', value: 'userId' },
			],
			default: 'id',
		},
		{ displayName: 'ID', name: 'ownerId', type: 'string', default: '', required: true },
	],
	options: [archived],
	async run(call) {
		const json = await call.api.request({
			method: 'GET',
			url: path(call.api, 'owners', call.id('ownerId')),
			query: { idProperty: call.text('idProperty') || 'id', archived: call.flag('archived') },
		});
		return { json };
	},
});
