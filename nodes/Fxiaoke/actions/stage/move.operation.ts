import { each } from '../../../core/operation';
import { actAs, actingUser } from '../../parameters';
import { write } from '../../requests';

export const move = each({
	name: 'Move',
	action: 'Move to a stage',
	description:
		'Move a stage flow to a stage. Stages of Opportunity 2.0 are ordinary fields: use "Update" of a record.',
	properties: [
		{
			displayName: 'Flow Instance ID',
			name: 'instanceId',
			type: 'string',
			default: '',
			required: true,
			description: 'The workflowInstanceId of the stage flow',
		},
		{ displayName: 'Stage ID', name: 'stageId', type: 'string', default: '', required: true },
	],
	options: [actAs],
	key: (call) => call.text('instanceId'),
	async run(call) {
		const workflowInstanceId = call.id('instanceId');
		const stageId = call.id('stageId');
		await call.api.request(
			write(
				'/cgi/crm/v2/special/stageMoveTo',
				{ data: { workflowInstanceId, stageId } },
				actingUser(call),
			),
		);
		return { json: { instanceId: workflowInstanceId, stageId, moved: true } };
	},
});
