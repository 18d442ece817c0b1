import type { IDataObject } from 'n8n-workflow';
import { simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { numbered } from '../../../core/transport/paging';
import { number, pageSize, sizeOf } from '../../parameters';
import { majorDataId } from './parameters';

interface Body {
	data?: { total?: number; showFieldList?: IDataObject[]; fieldDataList?: IDataObject[] };
}

/** Values come by numeric field ID; `showFieldList` says which field each one is. Only filled fields appear. */
function readable(rows: IDataObject[], shown: IDataObject[]): IDataObject[] {
	const names = new Map(shown.map(({ id, fieldName }) => [String(id), String(fieldName)]));
	return rows.map(({ fieldValueMap, ...row }) => ({
		...row,
		fields: Object.fromEntries(
			Object.entries((fieldValueMap ?? {}) as IDataObject).map(([id, value]) => [
				names.get(id) ?? id,
				value,
			]),
		),
	}));
}

export const getMany = list({
	name: 'Get Many',
	action: 'Get many relations',
	description: 'Get the records that are related to a record',
	properties: [
		majorDataId,
		{
			displayName: 'Page ID',
			name: 'uiId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 4809',
			description:
				'ID of the page ("UI"), from the address bar of the admin console: no endpoint lists them',
		},
		simplify,
	],
	options: [pageSize],
	query: (call) => ({
		simplify: call.flag('simplify'),
		size: sizeOf(call),
		query: { majorDataId: number(call, 'recordId'), uiId: number(call, 'uiId') },
	}),
	async *pages(api, { query, size, simplify: simple }, limit) {
		const pageSize = Math.min(size, limit);
		yield* numbered(
			api,
			pageSize,
			(pageNum) => ({
				method: 'GET',
				url: '/v1/selfObjectRelationData',
				query: { ...query, pageNum, pageSize },
			}),
			(body) => {
				const { total, showFieldList = [], fieldDataList = [] } = (body as Body).data ?? {};
				return { rows: simple ? readable(fieldDataList, showFieldList) : fieldDataList, total };
			},
		);
	},
});
