import { getManyOf } from '../../metadata';

export const getMany = getManyOf({
	action: 'Get many modules',
	description: 'List the modules of the organization, custom ones too',
	path: 'settings/modules',
	root: 'modules',
	ofModule: false,
});
