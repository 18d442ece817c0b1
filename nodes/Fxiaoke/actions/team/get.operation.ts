import { isObject } from '../../../core/data/json';
import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs, actingUser, objectName, oneRecordId } from '../../parameters';
import { payload, read } from '../../requests';
import { TEAM_NOTE } from './parameters';

export const get = each({
	name: 'Get',
	action: 'Get a team',
	description: 'Get the related team of a record, as Fxiaoke gives it',
	properties: [{ ...objectType, description: TEAM_NOTE }, oneRecordId],
	options: [actAs],
	async run(call) {
		const dataID = call.id('recordId');
		const body = await call.api.request(
			read('/cgi/crm/team/get', { apiName: objectName(call), data: { dataID } }, actingUser(call)),
		);
		const { data, ...rest } = payload(body);
		const team = isObject(data) ? data : { data };
		return { json: { _id: dataID, ...rest, ...team } };
	},
});
