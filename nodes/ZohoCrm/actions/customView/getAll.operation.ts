import { getManyOf } from '../../metadata';

export const getMany = getManyOf({
	action: 'Get many custom views',
	description: 'List the custom views of a module',
	path: 'settings/custom_views',
	root: 'custom_views',
	ofModule: true,
});
