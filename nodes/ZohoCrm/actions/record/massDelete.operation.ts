import { each } from '../../../core/operation';
import { objectType } from '../../parameters';
import { jobOptions, massAction, selection } from './mass';

export const massDelete = each({
	name: 'Mass Delete',
	action: 'Delete many records',
	description: 'Move all records of a custom view, or a list of IDs, to the recycle bin',
	properties: [objectType, ...selection],
	options: jobOptions,
	run: async (call) => ({ json: await massAction(call, 'mass_delete', {}) }),
});
