import { list } from '../../../core/operation';
import { whole } from '../../pages';
import { moduleIn, objectType } from '../../parameters';

export const getMany = list({
	name: 'Get Many',
	action: 'Get many tags',
	description: 'List the tags of a module',
	properties: [objectType],
	paged: false,
	query: moduleIn,
	pages: (api, module) =>
		whole(api, { method: 'GET', url: '/crm/v8/settings/tags', query: { module } }, 'tags'),
});
