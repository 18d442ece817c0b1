import { list } from '../../../core/operation';
import { objectRows } from '../../fields';
import { actAs, actingUser } from '../../parameters';

export const getMany = list({
	name: 'Get Many',
	action: 'Get many objects',
	description: 'Get all objects of the tenant, preset and custom',
	properties: [],
	options: [actAs],
	paged: false,
	query: (call) => ({ actAs: actingUser(call) }),
	async *pages(api, { actAs: user }) {
		yield await objectRows(api, user);
	},
});
