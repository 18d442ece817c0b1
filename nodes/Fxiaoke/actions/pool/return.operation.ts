import { each } from '../../../core/operation';
import { actAs, actingUser, recordIds, someOf } from '../../parameters';
import { write } from '../../requests';
import { poolId, pooledObject } from './parameters';

export const giveBack = each({
	name: 'Return',
	action: 'Return records to a pool',
	description: 'Put accounts or leads back into a pool',
	properties: [
		pooledObject,
		recordIds,
		poolId,
		{
			displayName: 'Reason',
			name: 'backReason',
			type: 'options',
			options: [
				{ name: '0', value: '0' },
				{ name: '1', value: '1' },
				{ name: '2', value: '2' },
				{ name: 'Other', value: 'other' },
			],
			default: 'other',
			description: 'What the numbers mean is set in your tenant',
		},
		{
			displayName: 'Other Reason',
			name: 'otherReason',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { backReason: ['other'] } },
		},
	],
	options: [actAs],
	async run(call) {
		const objectIds = someOf(call, 'recordIds');
		const backReason = call.text('backReason');
		await call.api.request(
			write(
				'/cgi/crm/v2/data/return',
				{
					data: {
						apiName: call.text('poolObject'),
						objectIds,
						objectPoolId: call.id('poolId'),
						backReason,
						...(backReason === 'other' && { backReason__o: call.required('otherReason') }),
					},
				},
				actingUser(call),
			),
		);
		return { json: { recordIds: objectIds, returned: true } };
	},
});
