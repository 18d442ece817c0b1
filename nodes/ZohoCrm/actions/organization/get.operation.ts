import { getOneOf } from '../../metadata';

export const get = getOneOf({
	action: 'Get the organization',
	description: 'Get the organization of the credential',
	path: 'org',
	root: 'org',
	ofModule: false,
});
