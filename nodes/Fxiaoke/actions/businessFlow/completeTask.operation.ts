import { each } from '../../../core/operation';
import { actingUser, opinion } from '../../parameters';
import { write } from '../../requests';
import { actAsCandidate, flowTaskId } from './parameters';

export const completeTask = each({
	name: 'Complete Task',
	action: 'Complete a task',
	description: 'Complete a task of a business flow',
	properties: [
		flowTaskId,
		{
			displayName: 'Kind of Task',
			name: 'taskKind',
			type: 'options',
			options: [
				{ name: 'Approval', value: 'approval', description: 'Agree, with an opinion' },
				{ name: 'Plain', value: 'plain', description: 'Nothing to decide' },
			],
			default: 'approval',
		},
		{ ...opinion, displayOptions: { show: { taskKind: ['approval'] } } },
		actAsCandidate,
	],
	key: (call) => call.text('taskId'),
	async run(call) {
		const taskId = call.id('taskId');
		const user = actingUser(call);
		const plain = call.text('taskKind') === 'plain';
		await call.api.request(
			plain
				? write('/cgi/crm/v2/special/object/completeTask', { data: { taskId } }, user)
				: write(
						'/cgi/crm/v2/special/object/businessFlowComplete',
						{ data: { taskId, approvalResult: 'agree', opinion: call.text('opinion') } },
						user,
					),
		);
		return { json: { taskId, completed: true } };
	},
});
