import { list } from '../../../core/operation';
import { byPage } from '../../pages';
import { modifiedSince, moduleIn, objectType, pageSize, since, sizeOf } from '../../parameters';

export const getDeleted = list({
	name: 'Get Deleted',
	action: 'Get deleted records',
	description: 'List records that were deleted: 60 days in the recycle bin, 120 days for good',
	properties: [
		objectType,
		{
			displayName: 'Deleted',
			name: 'deletedType',
			type: 'options',
			options: [
				{ name: 'All', value: 'all' },
				{ name: 'For Good', value: 'permanent' },
				{ name: 'Into the Recycle Bin', value: 'recycle' },
			],
			default: 'all',
		},
	],
	options: [modifiedSince, pageSize],
	query: (call) => ({
		module: moduleIn(call),
		type: call.text('deletedType') || 'all',
		headers: since(call),
		size: sizeOf(call),
	}),
	pages: (api, { module, type, headers, size }, limit) =>
		byPage(api, {
			request: { method: 'GET', url: `/crm/v8/${module}/deleted`, headers, query: { type } },
			size: Math.min(size, limit),
			module,
		}),
});
