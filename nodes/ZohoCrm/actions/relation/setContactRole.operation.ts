import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import { choice, idIn } from '../../parameters';
import { contactId, dealId, rolesPath } from './contactRoles';

export const setContactRole = each({
	name: 'Deal Contact Role: Set',
	action: 'Set the role of a contact in a deal',
	description: 'Link a contact to a deal with a role, or change the role',
	properties: [
		dealId,
		contactId,
		choice('Contact Role', 'roleId', 'getContactRoles', { required: true }),
	],
	key: (call) => call.text('recordId'),
	async run(call) {
		const body = { data: [{ Contact_Role: { id: idIn(call, 'roleId') } }] };
		const url = `${rolesPath(call)}/${idIn(call, 'contactId')}`;
		return {
			json: { ...(await writeOne(call.api, { method: 'PUT', url, body, safe: true })), set: true },
		};
	},
});
