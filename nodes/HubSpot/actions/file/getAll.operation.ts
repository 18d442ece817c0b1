import type { INodeProperties } from 'n8n-workflow';
import { list } from '../../../core/operation';
import { byCursor } from '../../pages';
import { pageSize, sizeOf } from '../../parameters';
import { path } from '../../paths';

const MOST = 100;

const filter = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
});

const FILTERS: ReadonlyArray<readonly [parameter: string, query: string]> = [
	['nameContains', 'name'],
	['extension', 'extension'],
	['fileType', 'type'],
	['folderPath', 'path'],
	['parentFolderId', 'parentFolderIds'],
];

export const getMany = list({
	name: 'Get Many',
	action: 'Get many files',
	description: 'Search files by name, folder and kind',
	properties: [filter('Name Contains', 'nameContains', 'Part of the name, without the extension')],
	options: [
		filter('Extension', 'extension', 'Such as pdf'),
		filter('Folder ID', 'parentFolderId', 'The folder that holds the file'),
		filter('Folder Path', 'folderPath', 'Such as /invoices/2026'),
		filter('Kind', 'fileType', 'Such as IMG, DOCUMENT, OTHER'),
		pageSize(MOST),
	],
	query: (call) => ({
		size: sizeOf(call, MOST),
		query: Object.fromEntries(
			FILTERS.map(([parameter, name]) => [name, call.text(parameter) || undefined]),
		),
	}),
	async *pages(api, { size, query }, limit) {
		yield* byCursor(api, { size, limit }, (page) => ({
			method: 'GET',
			url: path(api, 'filesNew', 'search'),
			query: { ...query, ...page },
		}));
	},
});
