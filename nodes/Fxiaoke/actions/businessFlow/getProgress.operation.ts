import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs, actingUser, objectName, oneRecordId } from '../../parameters';
import { payload, read } from '../../requests';
import { SHAPE } from './parameters';

export const getProgress = each({
	name: 'Get Progress',
	action: 'Get the progress of a business flow',
	description: `Get how far the business flow of a record is. ${SHAPE}.`,
	properties: [objectType, oneRecordId],
	options: [actAs],
	async run(call) {
		const data = { entityId: objectName(call), objectId: call.id('recordId') };
		const body = await call.api.request(
			read('/cgi/crm/v2/special/instance/progress', { data }, actingUser(call)),
		);
		return { json: payload(body) };
	},
});
