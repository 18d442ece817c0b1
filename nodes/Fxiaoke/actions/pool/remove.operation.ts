import { each } from '../../../core/operation';
import { actAs, actingUser, recordIds, someOf } from '../../parameters';
import { write } from '../../requests';
import { poolId, pooledObject } from './parameters';

export const remove = each({
	name: 'Remove',
	action: 'Remove records from a pool',
	description: 'Take accounts or leads out of a pool',
	properties: [
		pooledObject,
		recordIds,
		poolId,
		{
			displayName: 'Keep Owner',
			name: 'isKeepOwner',
			type: 'boolean',
			default: true,
			description: 'Whether the owner stays',
		},
		{
			displayName: 'Owner ID',
			name: 'ownerId',
			type: 'string',
			default: '',
			required: true,
			description: 'User ID of the new owner',
			displayOptions: { show: { isKeepOwner: [false] } },
		},
	],
	options: [actAs],
	async run(call) {
		const ids = someOf(call, 'recordIds');
		const isKeepOwner = call.flag('isKeepOwner');
		await call.api.request(
			write(
				'/cgi/crm/v2/data/remove',
				{
					data: {
						apiName: call.text('poolObject'),
						// spelled like this here, and differently by its two sisters
						objectIDs: ids,
						objectPoolId: call.id('poolId'),
						isKeepOwner,
						...(!isKeepOwner && { owner: call.id('ownerId') }),
					},
				},
				actingUser(call),
			),
		);
		return { json: { recordIds: ids, removed: true } };
	},
});
