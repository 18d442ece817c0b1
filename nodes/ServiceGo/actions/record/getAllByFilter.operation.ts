import type { IDataObject } from 'n8n-workflow';
import { objectType, simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import type { Api } from '../../../core/transport/api';
import { byNumber, byScroll } from '../../pages';
import { filterId, number, objectName, pageSize, sizeOf } from '../../parameters';
import { recordIn, simplified } from '../../records';

/** The list endpoints give IDs and times only; the rest of a record costs one request each. */
async function whole(api: Api, objectApiName: string, rows: IDataObject[]): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	for (const row of rows) {
		const query = { objectApiName, id: Number(row.id) };
		const record = recordIn(await api.find({ method: 'GET', url: '/v1/data', query }));
		// deleted since the page was read
		if (record) records.push(record);
	}
	return records;
}

export const getManyByFilter = list({
	name: 'Get Many by Filter',
	action: 'Get many records by filter',
	description: 'List the records of a filter made in ServiceGo: IDs, times, owner',
	properties: [
		objectType,
		{ ...filterId('Filter', 'A filter made in ServiceGo'), required: true },
		{
			displayName: 'Order',
			name: 'order',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'By ID (Any Number of Records)', value: 'scroll' },
				{ name: "Filter's Own Order (Up to 10,000)", value: 'filter' },
			],
			default: 'filter',
		},
		simplify,
	],
	options: [
		pageSize,
		{
			displayName: 'Whole Records',
			name: 'wholeRecords',
			type: 'boolean',
			default: false,
			description: 'Whether to get all fields of each record, with one more request per record',
		},
	],
	query: (call) => ({
		objectApiName: objectName(call),
		filterId: number(call, 'filterId'),
		scroll: call.text('order') === 'scroll',
		size: sizeOf(call),
		wholeRecords: call.flag('wholeRecords'),
		simplify: call.flag('simplify'),
	}),
	async *pages(api, { scroll, size, wholeRecords, simplify: simple, ...filter }, limit) {
		const pages = scroll
			? byScroll(api, size, ({ scrollId, ...page }) => ({
					method: 'GET',
					url: '/v1/datas/scroll',
					query: { ...filter, ...page, scrollId: scrollId || undefined },
				}))
			: byNumber(api, Math.min(size, limit), (page) => ({
					method: 'GET',
					url: '/v1/datas',
					query: { ...filter, ...page },
				}));
		let left = limit;
		for await (const rows of pages) {
			const wanted = rows.slice(0, left);
			left -= wanted.length;
			const records = wholeRecords ? await whole(api, filter.objectApiName, wanted) : wanted;
			yield simple ? records.map(simplified) : records;
		}
	},
});
