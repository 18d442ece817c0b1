import { list } from '../../../core/operation';
import { byToken } from '../../pages';
import {
	modifiedSince,
	objectType,
	pageSize,
	recordId,
	since,
	sizeOf,
	sortBy,
	sorting,
	sortOrder,
	text,
} from '../../parameters';
import { relatedList, relatedPath } from './parameters';

export const getMany = list({
	name: 'Get Many',
	action: 'Get many related records',
	description: 'List the records of a related list',
	properties: [
		objectType,
		recordId,
		relatedList,
		text('Field Names', 'relatedFields', {
			default: 'id',
			required: true,
			placeholder: 'e.g. Last_Name,Email',
			description:
				'API names of fields of the related module, separated by commas, at most 50: Zoho demands them',
		}),
	],
	options: [modifiedSince, sortBy, sortOrder, pageSize],
	query(call) {
		const fields = call.list('relatedFields');
		if (!fields.length)
			call.refuse('relatedFields', 'is empty', 'Zoho demands the names of the fields');
		if (fields.length > 50)
			call.refuse('relatedFields', `holds ${fields.length} fields, and Zoho CRM takes 50 at most`);
		return {
			url: relatedPath(call),
			headers: since(call),
			size: sizeOf(call),
			query: { fields: fields.join(','), ...sorting(call) },
		};
	},
	pages: (api, { url, headers, size, query }, limit) =>
		byToken(api, { request: { method: 'GET', url, headers, query }, size: Math.min(size, limit) }),
});
