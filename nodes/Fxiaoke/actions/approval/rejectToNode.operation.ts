import { each } from '../../../core/operation';
import { actingUser, opinion } from '../../parameters';
import { write } from '../../requests';
import { actAsApprover, taskId } from './parameters';

export const rejectToNode = each({
	name: 'Reject to Earlier Node',
	action: 'Reject a task to an earlier node',
	description: 'Send an approval back to a task that was completed before',
	properties: [
		taskId,
		{
			...taskId,
			displayName: 'Earlier Task ID',
			name: 'rejectToTaskId',
			description:
				'The completed task to go back to. The path of "Query Rejectable Nodes" is not documented: take an earlier task that was passed from "Get Instance", or run a function that calls Fx.approval.getCanRefuseTasks.',
		},
		opinion,
		actAsApprover,
		{
			displayName: 'Come Straight Back',
			name: 'moveBack',
			type: 'boolean',
			default: false,
			description:
				'Whether the approval comes straight back to this node once the earlier one is passed',
		},
	],
	key: (call) => call.text('taskId'),
	async run(call) {
		const currentTaskId = call.id('taskId');
		const rejectToTaskId = call.id('rejectToTaskId');
		await call.api.request(
			write(
				'/cgi/crm/v2/special/approval/rejectToBeforeTask',
				{
					data: {
						currentTaskId,
						rejectToTaskId,
						rejectOpinion: call.text('opinion'),
						moveToCurrentActivityWhenReject: call.flag('moveBack'),
					},
				},
				actingUser(call),
			),
		);
		return { json: { taskId: currentTaskId, rejectToTaskId, rejected: true } };
	},
});
