import { list } from '../../../core/operation';
import { byPage } from '../../pages';
import { pageSize, sizeOf } from '../../parameters';

export const getMany = list({
	name: 'Get Many',
	action: 'Get many records of the recycle bin',
	description: 'List what lies in the recycle bin, of all modules',
	properties: [],
	options: [pageSize],
	query: sizeOf,
	pages: (api, size, limit) =>
		byPage(api, {
			request: { method: 'GET', url: '/crm/v8/settings/recycle_bin' },
			size: Math.min(size, limit),
			root: 'recycle_bin',
		}),
});
