import { each } from '../../../core/operation';
import { ONCE, writeOne } from '../../outcomes';
import { idIn } from '../../parameters';
import { contactId, dealId, rolesPath } from './contactRoles';

export const removeContactRole = each({
	name: 'Deal Contact Role: Remove',
	action: 'Remove the role of a contact in a deal',
	description: 'Take a contact out of the roles of a deal',
	properties: [dealId, contactId],
	key: (call) => call.text('recordId'),
	async run(call) {
		const id = idIn(call, 'contactId');
		await writeOne(call.api, { method: 'DELETE', url: `${rolesPath(call)}/${id}`, ...ONCE });
		return { json: { id, removed: true } };
	},
});
