import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs, actingUser, objectName, oneRecordId } from '../../parameters';
import { payload, read } from '../../requests';
import { SHAPE } from './parameters';

export const getOfRecord = each({
	name: 'Get of Record',
	action: 'Get the business flow of a record',
	description: `Get the business flow that a record is in. ${SHAPE}.`,
	properties: [objectType, oneRecordId],
	options: [actAs],
	async run(call) {
		const data = { entityId: objectName(call), objectId: call.id('recordId') };
		const body = await call.api.request(
			read('/cgi/crm/v2/special/getInstanceInfoByObjectId', { data }, actingUser(call)),
		);
		return { json: payload(body) };
	},
});
