import { list } from '../../../core/operation';
import { whole } from '../../pages';
import { text } from '../../parameters';
import { dealId, rolesPath } from './contactRoles';

export const getContactRoles = list({
	name: 'Deal Contact Role: Get Many',
	action: 'Get contact roles of a deal',
	description: 'List the contacts of a deal with their roles',
	properties: [
		dealId,
		text('Field Names', 'relatedFields', {
			default: 'Full_Name,Email',
			description: 'Fields of the contacts, separated by commas',
		}),
	],
	paged: false,
	query: (call) => ({ url: rolesPath(call), fields: call.list('relatedFields').join(',') || 'id' }),
	pages: (api, { url, fields }) => whole(api, { method: 'GET', url, query: { fields } }, 'data'),
});
