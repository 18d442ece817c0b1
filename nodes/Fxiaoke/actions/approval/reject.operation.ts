import { each } from '../../../core/operation';
import { opinion } from '../../parameters';
import { decision } from './deciding';
import { actAsApprover, endpoint, taskId } from './parameters';

export const reject = each({
	name: 'Reject',
	action: 'Reject a task',
	description: 'Reject an approval task, as one of its candidates',
	properties: [taskId, opinion, actAsApprover],
	options: [endpoint],
	key: (call) => call.text('taskId'),
	async run(call) {
		await call.api.request(decision(call, 'reject'));
		return { json: { taskId: call.id('taskId'), rejected: true } };
	},
});
