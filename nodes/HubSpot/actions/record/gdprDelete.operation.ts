import { each } from '../../../core/operation';
import { path } from '../../paths';

export const gdprDelete = each({
	name: 'GDPR Delete',
	action: 'Delete a contact for good under GDPR',
	description:
		'Delete a contact and what HubSpot knows of it for good; nobody can bring it back, and its email is blocked from then on',
	properties: [
		{
			displayName: 'Contact ID or Email',
			name: 'contact',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 512 or name@email.com',
		},
	],
	key: (call) => call.text('contact'),
	async run(call) {
		const objectId = call.required('contact');
		const byEmail = objectId.includes('@');
		if (!byEmail && !/^\d+$/.test(objectId))
			call.refuse('contact', 'is neither an ID nor an email address');
		await call.api.request({
			method: 'POST',
			url: path(call.api, 'objects', 'contacts', 'gdpr-delete'),
			body: { objectId, ...(byEmail && { idProperty: 'email' }) },
			safe: true,
		});
		return { json: { ...(byEmail ? { email: objectId } : { id: objectId }), deleted: true } };
	},
});
