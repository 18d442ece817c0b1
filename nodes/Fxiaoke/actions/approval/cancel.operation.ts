import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actingUser, objectName, oneRecordId } from '../../parameters';
import { write } from '../../requests';
import { actAsApprover } from './parameters';

export const cancel = each({
	name: 'Cancel',
	action: 'Cancel an approval',
	description: 'Cancel the approval that a record is in',
	properties: [
		objectType,
		oneRecordId,
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			default: '',
			description: 'Why the approval is canceled',
		},
		{
			...actAsApprover,
			description:
				'Who cancels it: an employee ID (with the legacy sign-in an open user ID). Empty: the user of the credential.',
		},
	],
	key: (call) => call.text('recordId'),
	async run(call) {
		const objectId = call.id('recordId');
		const reason = call.text('reason');
		await call.api.request(
			write(
				'/cgi/crm/v2/special/approval/instance/cancel',
				// pages and clients name the reason differently
				{
					data: {
						objectId,
						entityId: objectName(call),
						cancelReason: reason,
						opinion: reason,
					},
				},
				actingUser(call),
			),
		);
		return { json: { _id: objectId, canceled: true } };
	},
});
