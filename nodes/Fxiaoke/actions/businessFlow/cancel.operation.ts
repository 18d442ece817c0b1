import { each } from '../../../core/operation';
import { actingUser } from '../../parameters';
import { write } from '../../requests';
import { actAsCandidate } from './parameters';

export const cancel = each({
	name: 'Cancel',
	action: 'Cancel a business flow',
	description: 'Cancel a business flow that is under way',
	properties: [
		{
			displayName: 'Flow Instance ID',
			name: 'instanceId',
			type: 'string',
			default: '',
			required: true,
			description: 'ID of the instance, as "Get of Record" shows it',
		},
		{ displayName: 'Reason', name: 'reason', type: 'string', default: '' },
		{
			...actAsCandidate,
			description:
				'Who cancels it: an employee ID (with the legacy sign-in an open user ID). Empty: the user of the credential.',
		},
	],
	async run(call) {
		const instanceId = call.id('instanceId');
		await call.api.request(
			write(
				'/cgi/crm/v2/special/instance/cancel',
				{ data: { instanceId, reason: call.text('reason') } },
				actingUser(call),
			),
		);
		return { json: { instanceId, canceled: true } };
	},
});
