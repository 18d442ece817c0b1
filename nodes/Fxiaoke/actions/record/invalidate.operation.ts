import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs, actingUser, objectName, oneRecordId, triggerApprovalFlow } from '../../parameters';
import { recordPath, write } from '../../requests';

export const invalidate = each({
	name: 'Invalidate',
	action: 'Invalidate a record',
	description: 'Void a record: it can be recovered, or deleted for good',
	properties: [objectType, oneRecordId, triggerApprovalFlow],
	options: [actAs],
	key: (call) => call.text('recordId'),
	async run(call) {
		const dataObjectApiName = objectName(call);
		const _id = call.id('recordId');
		await call.api.request(
			write(
				recordPath(dataObjectApiName, 'invalid'),
				{
					triggerApprovalFlow: call.flag('triggerApprovalFlow'),
					data: { dataObjectApiName, object_data_id: _id },
				},
				actingUser(call),
			),
		);
		return { json: { _id, invalidated: true } };
	},
});
