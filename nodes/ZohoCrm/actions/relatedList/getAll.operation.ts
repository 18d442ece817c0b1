import { getManyOf } from '../../metadata';

export const getMany = getManyOf({
	action: 'Get many related lists',
	description: 'List the related lists of a module',
	path: 'settings/related_lists',
	root: 'related_lists',
	ofModule: true,
});
