import { getManyOf } from '../../metadata';

export const getMany = getManyOf({
	action: 'Get many layouts',
	description: 'List the layouts of a module with their sections and mandatory fields',
	path: 'settings/layouts',
	root: 'layouts',
	ofModule: true,
});
