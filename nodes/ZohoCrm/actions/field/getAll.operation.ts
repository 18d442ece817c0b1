import { getManyOf } from '../../metadata';

export const getMany = getManyOf({
	action: 'Get many fields',
	description: 'List the fields of a module with type, length and options',
	path: 'settings/fields',
	root: 'fields',
	ofModule: true,
});
