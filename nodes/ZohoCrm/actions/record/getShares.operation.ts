import { list } from '../../../core/operation';
import { whole } from '../../pages';
import { objectType, recordId, recordPath } from '../../parameters';

export const getShares = list({
	name: 'Share: Get',
	action: 'Get the shares of a record',
	description: 'List the users that a record is shared with',
	properties: [objectType, recordId],
	paged: false,
	query: (call) => recordPath(call),
	pages: (api, path) => whole(api, { method: 'GET', url: `${path}/actions/share` }, 'share'),
});
