import { download } from '../../../core/data/files';
import { objectType, outputBinaryField } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { wait } from '../../../core/transport/wait';
import { ended, mostWait, mostWaitMs } from '../../files';
import { typeIdOf } from '../../objects';
import { numericId, objectName, properties } from '../../parameters';
import { path } from '../../paths';

export const exportRecords = each({
	name: 'Export',
	action: 'Export records to a file',
	description: 'Export the records of an object or of a list, wait for the file and download it',
	properties: [
		objectType,
		{
			displayName: 'Export Of',
			name: 'exportType',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'List', value: 'LIST' },
				{ name: 'Search', value: 'VIEW' },
			],
			default: 'VIEW',
		},
		{
			displayName: 'List ID',
			name: 'listId',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { exportType: ['LIST'] } },
		},
		{
			displayName: 'Search (JSON)',
			name: 'exportSearch',
			type: 'json',
			default: '{}',
			placeholder:
				'e.g. { "filters": [{ "propertyName": "city", "operator": "EQ", "value": "Berlin" }] }',
			description: "Filters, sorts and query in HubSpot's own form; empty for all records",
			displayOptions: { show: { exportType: ['VIEW'] } },
		},
		{ ...properties, required: true, hint: 'The columns of the file' },
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			options: [
				{ name: 'CSV', value: 'CSV' },
				{ name: 'XLS', value: 'XLS' },
				{ name: 'XLSX', value: 'XLSX' },
			],
			default: 'CSV',
		},
		outputBinaryField,
	],
	options: [
		{ displayName: 'Export Name', name: 'exportName', type: 'string', default: 'n8n export' },
		{
			displayName: 'Language',
			name: 'language',
			type: 'string',
			default: 'EN',
			description: 'Of the column titles, such as EN, DE, FR, JA',
		},
		mostWait,
	],
	async run(call) {
		const { api, context } = call;
		const columns = call.list('properties');
		if (!columns.length) call.refuse('properties', 'is empty', 'Choose the columns of the file');
		const exportType = call.text('exportType') || 'VIEW';
		const search = exportType === 'VIEW' ? (call.object('exportSearch') ?? {}) : {};
		const { id } = await api.request<{ id: string }>({
			method: 'POST',
			url: path(api, 'exports', 'export', 'async'),
			body: {
				exportType,
				format: call.text('format') || 'CSV',
				exportName: call.text('exportName') || 'n8n export',
				language: call.text('language') || 'EN',
				objectType: await typeIdOf(api, objectName(call)),
				objectProperties: columns,
				...(exportType === 'LIST' && { listId: numericId(call, 'listId') }),
				...(Object.keys(search).length && { publicCrmSearchRequest: search }),
			},
		});
		const { status, result } = await ended<{ status?: string; result?: string }>(api, {
			url: path(api, 'exports', 'export', 'async', 'tasks', id, 'status'),
			pause: async (ms) => await wait(ms, api.signal),
			mostMs: mostWaitMs(call),
		});
		if (status !== 'COMPLETE' || !result)
			throw api.refusal({
				message: `HubSpot did not finish the export ${id} (${String(status)})`,
				hint: 'It may wait for an approval in HubSpot: see "Get Export"',
			});
		const output = await download(context, api, {
			url: result,
			anonymous: true,
			field: call.required('outputBinaryField'),
		});
		return { ...output, json: { exportId: id, ...output.json } };
	},
});
