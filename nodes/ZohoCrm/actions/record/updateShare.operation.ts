import { sharing } from './sharing';

export const updateShare = sharing({
	name: 'Share: Update',
	action: 'Update the share of a record',
	description: 'Change what a user may do with a shared record',
	method: 'PUT',
});
