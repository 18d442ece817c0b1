import { objectType } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { byCursor } from '../../pages';
import { numericId, oneRecord, pageSize, sizeOf } from '../../parameters';
import { path } from '../../paths';
import { pairOf, toObjectType } from './parameters';

const MOST = 500;

export const getMany = list({
	name: 'Get Many',
	action: 'Get many associations',
	description:
		'Get the records of another object that a record is associated with, with all labels',
	properties: [
		objectType,
		oneRecord,
		{
			...toObjectType,
			hint: 'API version 2026-09 does not list this request in its specification: 2026-03 is used instead',
		},
	],
	options: [pageSize(MOST)],
	query: (call) => ({ ...pairOf(call), id: numericId(call), size: sizeOf(call, MOST) }),
	async *pages(api, { from, to, id, size }, limit) {
		yield* byCursor(api, { size, limit }, (page) => ({
			method: 'GET',
			url: path(api, 'associationsOfRecord', from, id, 'associations', to),
			query: page,
		}));
	},
});
