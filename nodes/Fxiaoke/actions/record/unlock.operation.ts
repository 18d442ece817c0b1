import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs, objectName, oneRecordId } from '../../parameters';
import { lockRequest, withDetails } from './locking';

export const unlock = each({
	name: 'Unlock',
	action: 'Unlock a record',
	description: 'Unlock a record, and its child rows on wish',
	properties: [objectType, oneRecordId, withDetails],
	options: [actAs],
	key: (call) => call.text('recordId'),
	async run(call) {
		await call.api.request(lockRequest(call, 'unlock', objectName(call)));
		return { json: { _id: call.id('recordId'), unlocked: true } };
	},
});
