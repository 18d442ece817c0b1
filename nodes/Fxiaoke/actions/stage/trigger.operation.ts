import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs, actingUser, objectName, oneRecordId } from '../../parameters';
import { payload, write } from '../../requests';

export const trigger = each({
	name: 'Trigger',
	action: 'Trigger a stage flow',
	description: 'Start the stage flow of a record by its rules; not for Opportunity 2.0',
	properties: [objectType, oneRecordId],
	options: [actAs],
	key: (call) => call.text('recordId'),
	async run(call) {
		const data = { entityId: objectName(call), objectId: call.id('recordId') };
		const body = await call.api.request(
			write('/cgi/crm/v2/instance/triggerByRule', { data }, actingUser(call)),
		);
		return { json: { ...payload(body), _id: data.objectId, triggered: true } };
	},
});
