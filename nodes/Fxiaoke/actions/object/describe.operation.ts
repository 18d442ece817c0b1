import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { describe as described } from '../../fields';
import { actAs, actingUser, objectName } from '../../parameters';

export const describe = each({
	name: 'Describe',
	action: 'Describe an object',
	description: 'Get the description of an object with all its fields, as Fxiaoke gives it',
	properties: [objectType],
	options: [
		{
			displayName: 'Include Details',
			name: 'includeDetail',
			type: 'boolean',
			default: true,
			description: 'Whether to describe the child objects, too',
		},
		actAs,
	],
	run: async (call) => ({
		json: await described(call.api, objectName(call), {
			includeDetail: call.flag('includeDetail'),
			actAs: actingUser(call),
		}),
	}),
});
