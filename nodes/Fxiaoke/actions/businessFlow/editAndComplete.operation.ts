import { fieldInputs, objectType, sendUnknownFields } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actingUser, objectName, oneRecordId } from '../../parameters';
import { write } from '../../requests';
import { refuseOwner, written } from '../../written';
import { actAsCandidate, flowTaskId } from './parameters';

export const editAndComplete = each({
	name: 'Edit and Complete',
	action: 'Edit a record and complete the task',
	description: 'Change fields of the record of a task, and complete the task in one step',
	properties: [flowTaskId, objectType, oneRecordId, ...fieldInputs('map'), actAsCandidate],
	options: [sendUnknownFields],
	key: (call) => call.text('taskId'),
	async run(call) {
		const taskId = call.id('taskId');
		const entityId = objectName(call);
		const objectId = call.id('recordId');
		const data = await written(call, entityId);
		refuseOwner(call, data);
		await call.api.request(
			write(
				'/cgi/crm/v2/special/task/updateDataAndCompleteTask',
				{ data: { taskId, entityId, objectId, data } },
				actingUser(call),
			),
		);
		return { json: { taskId, _id: objectId, completed: true } };
	},
});
