import { each } from '../../../core/operation';
import { actingUser, opinion } from '../../parameters';
import { write } from '../../requests';
import { actAsCandidate, flowTaskId } from './parameters';

export const rejectTask = each({
	name: 'Reject Task',
	action: 'Reject a task',
	description: 'Reject an approval task of a business flow',
	properties: [flowTaskId, opinion, actAsCandidate],
	key: (call) => call.text('taskId'),
	async run(call) {
		const taskId = call.id('taskId');
		await call.api.request(
			write(
				'/cgi/crm/v2/special/object/businessFlowComplete',
				{ data: { taskId, approvalResult: 'reject', opinion: call.text('opinion') } },
				actingUser(call),
			),
		);
		return { json: { taskId, rejected: true } };
	},
});
