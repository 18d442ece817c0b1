import { objectType, recordId, simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { byNumber } from '../../pages';
import { number, objectName, pageSize, sizeOf } from '../../parameters';
import { simplified } from '../../records';

export const getRelated = list({
	name: 'Get Related',
	action: 'Get related records',
	description: 'Get the child records of a record, through a filter of its page',
	properties: [
		{ ...objectType, description: 'The kind of the child records' },
		{
			...objectType,
			displayName: 'Parent Object',
			name: 'parentObjectType',
			description: 'The kind of the parent record',
		},
		{ ...recordId, displayName: 'Parent Record ID', required: true, placeholder: 'e.g. 213306' },
		{
			displayName: 'Page Filter ID',
			name: 'pageFilterId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 2',
			description:
				'ID of the page ("UI") filter, from the address bar of the admin console: no endpoint lists them',
		},
		simplify,
	],
	options: [pageSize],
	query: (call) => ({
		simplify: call.flag('simplify'),
		size: sizeOf(call),
		query: {
			dataId: number(call, 'recordId'),
			filterId: number(call, 'pageFilterId'),
			objectApiName: objectName(call),
			parentObjectApiName: objectName(call, 'parentObjectType'),
		},
	}),
	async *pages(api, { query, size, simplify: simple }, limit) {
		const pages = byNumber(api, Math.min(size, limit), (page) => ({
			method: 'GET',
			url: '/v1/data/relatedDatas',
			query: { ...query, ...page },
		}));
		for await (const rows of pages) yield simple ? rows.map(simplified) : rows;
	},
});
