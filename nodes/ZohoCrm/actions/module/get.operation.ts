import { getOneOf } from '../../metadata';
import { objectType } from '../../parameters';

export const get = getOneOf({
	action: 'Get a module',
	description: 'Get what Zoho knows about a module',
	path: 'settings/modules',
	root: 'modules',
	ofModule: false,
	properties: [objectType],
	parameter: 'objectType',
});
