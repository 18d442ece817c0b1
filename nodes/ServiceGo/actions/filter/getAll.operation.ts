import { objectType } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { filters } from '../../filters';
import { objectName } from '../../parameters';

export const getMany = list({
	name: 'Get Many',
	action: 'Get many filters',
	description:
		'Get the filters of an object; some tenants want a user ID in the credential for this',
	properties: [objectType],
	paged: false,
	query: (call) => ({ objectApiName: objectName(call) }),
	async *pages(api, { objectApiName }) {
		yield await filters(api, objectApiName);
	},
});
