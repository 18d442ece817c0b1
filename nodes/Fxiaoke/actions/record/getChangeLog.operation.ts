import type { IDataObject } from 'n8n-workflow';
import { objectType } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { walk } from '../../../core/transport/paging';
import { actAs, actingUser, objectName, oneRecordId, pageSize } from '../../parameters';
import { read } from '../../requests';

interface Body {
	data?: { modifyRecordList?: IDataObject[] | null; pageInfo?: { pageCount?: number } };
	pageInfo?: { pageCount?: number };
}

export const getChangeLog = list({
	name: 'Get Change Log',
	action: 'Get the change log of a record',
	description: 'Get who changed what of a record, and when',
	properties: [objectType, oneRecordId],
	options: [
		{
			displayName: 'Operation Type',
			name: 'operationalType',
			type: 'string',
			default: '',
			description: 'Only this type of change. The values are not documented.',
		},
		pageSize,
		actAs,
	],
	query: (call) => ({
		size: call.integer('pageSize', { min: 1, max: 100 }) ?? 20,
		actAs: actingUser(call),
		where: {
			apiName: objectName(call),
			objectId: call.id('recordId'),
			...(call.text('operationalType') && { operationalType: call.text('operationalType') }),
		},
	}),
	pages: (api, { size, where, actAs: user }) =>
		walk<number>(api, {
			first: 1,
			request: (pageNumber) =>
				read(
					'/cgi/crm/v2/object/getNewLogInfoListForWeb',
					{ data: { ...where, pageNumber, pageSize: size } },
					user,
				),
			read(body, page) {
				const { data, pageInfo } = body as Body;
				const rows = data?.modifyRecordList ?? [];
				const { pageCount } = data?.pageInfo ?? pageInfo ?? {};
				const last = pageCount === undefined ? rows.length < size : page >= pageCount;
				return { rows, next: last ? undefined : page + 1 };
			},
		}),
});
