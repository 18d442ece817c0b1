import { sharing } from './sharing';

export const share = sharing({
	name: 'Share: Add',
	action: 'Share a record',
	description: 'Share a record with a user',
	method: 'POST',
});
