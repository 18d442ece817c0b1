import { getOneOf } from '../../metadata';
import { choice } from '../../parameters';

export const get = getOneOf({
	action: 'Get a layout',
	description: 'Get one layout of a module',
	path: 'settings/layouts',
	root: 'layouts',
	ofModule: true,
	properties: [choice('Layout', 'layoutId', 'getLayouts', { required: true })],
	parameter: 'layoutId',
});
