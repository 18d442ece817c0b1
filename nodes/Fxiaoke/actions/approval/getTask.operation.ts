import { simplify } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs, actingUser, includeNull, labels } from '../../parameters';
import { readRecord } from '../../readRecord';
import { taskId } from './parameters';

export const getTask = each({
	name: 'Get Task',
	action: 'Get a task',
	description: 'Get one approval task',
	properties: [taskId, simplify],
	options: [includeNull, labels, actAs],
	run: async (call) => ({
		json: await readRecord(call.api, {
			objectType: 'ApprovalTaskObj',
			id: call.id('taskId'),
			actAs: actingUser(call),
			includeNull: call.flag('includeNull'),
			labels: call.flag('labels'),
			simplify: call.flag('simplify'),
		}),
	}),
});
