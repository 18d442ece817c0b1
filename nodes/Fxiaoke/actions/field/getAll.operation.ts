import { objectType } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { describe, fieldRows } from '../../fields';
import { actAs, actingUser, objectName } from '../../parameters';

export const getMany = list({
	name: 'Get Many',
	action: 'Get many fields',
	description: 'Get the fields of an object, with their types and options',
	properties: [objectType],
	options: [actAs],
	paged: false,
	query: (call) => ({ apiName: objectName(call), actAs: actingUser(call) }),
	async *pages(api, { apiName, actAs: user }) {
		yield fieldRows(await describe(api, apiName, { actAs: user }));
	},
});
