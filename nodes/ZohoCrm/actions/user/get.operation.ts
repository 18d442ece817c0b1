import { getOneOf } from '../../metadata';
import { choice } from '../../parameters';

export const get = getOneOf({
	action: 'Get a user',
	description: 'Get one user of the organization',
	path: 'users',
	root: 'users',
	ofModule: false,
	properties: [choice('User', 'userId', 'getUsers', { required: true })],
	parameter: 'userId',
});
