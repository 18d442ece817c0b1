import type { IDataObject } from 'n8n-workflow';
import { objectType, recordId } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import type { Api } from '../../../core/transport/api';
import { fieldApiName, number, objectName } from '../../parameters';
import { recordIn } from '../../records';

interface Where extends Record<string, string | number> {
	dataId: number;
	objectApiName: string;
	fieldApiName: string;
}

/** The list inside the record itself, for tenants that do not have the unpublished endpoint. */
async function inRecord(
	api: Api,
	{ dataId, objectApiName, fieldApiName: name }: Where,
): Promise<IDataObject[]> {
	const record = recordIn(
		await api.request({ method: 'GET', url: '/v1/data', query: { objectApiName, id: dataId } }),
	);
	const fields = (record?.fieldDataList ?? []) as IDataObject[];
	const field = fields.find((candidate) => candidate.fieldApiName === name);
	const files = (field?.attachment ?? field?.picture) as
		{ attachmentList?: IDataObject[] } | undefined;
	return files?.attachmentList ?? [];
}

export const getManyInField = list({
	name: 'Get Many in Field',
	action: 'Get many files in a field',
	description: 'List the files of a file or image field; their links last for minutes only',
	properties: [objectType, { ...recordId, required: true }, fieldApiName],
	paged: false,
	query: (call): Where => ({
		dataId: number(call, 'recordId'),
		objectApiName: objectName(call),
		fieldApiName: call.id('fieldApiName'),
	}),
	async *pages(api, where) {
		const body = await api.find<{ data?: IDataObject[] }>({
			method: 'GET',
			url: '/v1/fileField/attachments',
			query: where,
		});
		yield body ? (body.data ?? []) : await inRecord(api, where);
	},
});
