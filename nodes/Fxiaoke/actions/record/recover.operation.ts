import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs, actingUser, objectName, oneRecordId } from '../../parameters';
import { recordPath, write } from '../../requests';

export const recover = each({
	name: 'Recover',
	action: 'Recover a record',
	description: 'Bring back a record that was invalidated',
	properties: [objectType, oneRecordId],
	options: [actAs],
	key: (call) => call.text('recordId'),
	async run(call) {
		const dataObjectApiName = objectName(call);
		const _id = call.id('recordId');
		await call.api.request(
			write(
				recordPath(dataObjectApiName, 'recover'),
				{ data: { dataObjectApiName, idList: [_id] } },
				actingUser(call),
			),
		);
		return { json: { _id, recovered: true } };
	},
});
