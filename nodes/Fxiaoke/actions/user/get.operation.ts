import { each } from '../../../core/operation';
import { actAs, actingUser } from '../../parameters';
import { payload, read } from '../../requests';
import { isLegacy, personField, personFilter, source } from './parameters';
import { onePerson } from './onePerson';

export const get = each({
	name: 'Get',
	action: 'Get a user',
	description: 'Get an employee by user ID',
	properties: [
		source,
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1000',
			description: 'Employee ID; for the legacy address book the open user ID (FSUID_…)',
		},
	],
	options: [personField('userIdField', 'User ID Field', 'user_id'), actAs],
	async run(call) {
		const userId = call.id('userId');
		if (isLegacy(call)) {
			const body = await call.api.request(
				read('/cgi/user/get', { openUserId: userId }, actingUser(call)),
			);
			return { json: payload(body) };
		}
		return { json: await onePerson(call, personFilter(call, 'userIdField', 'user_id', userId)) };
	},
});
