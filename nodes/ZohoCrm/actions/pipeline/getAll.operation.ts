import { getManyOf } from '../../metadata';
import { text } from '../../parameters';

export const getMany = getManyOf({
	action: 'Get many pipelines',
	description: 'List the pipelines of a layout of the module Deals',
	path: 'settings/pipeline',
	root: 'pipeline',
	ofModule: false,
	properties: [
		text('Layout ID', 'layoutId', {
			required: true,
			description: 'From "Layout: Get Many" of the module Deals',
		}),
	],
	query: (call) => ({ layout_id: call.id('layoutId') }),
});
