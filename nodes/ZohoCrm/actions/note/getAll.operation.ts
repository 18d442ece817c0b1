import { list } from '../../../core/operation';
import { byToken } from '../../pages';
import { objectType, pageSize, recordId, recordPath, sizeOf, text } from '../../parameters';

export const getMany = list({
	name: 'Get Many',
	action: 'Get many notes',
	description: 'List the notes of a record',
	properties: [objectType, recordId],
	options: [
		pageSize,
		text('Field Names', 'noteFields', { description: 'API names, separated by commas' }),
	],
	query: (call) => ({
		url: `${recordPath(call)}/Notes`,
		size: sizeOf(call),
		fields:
			call.list('noteFields').join(',') ||
			'id,Note_Title,Note_Content,Parent_Id,Owner,Created_Time,Modified_Time',
	}),
	pages: (api, { url, size, fields }, limit) =>
		byToken(api, {
			request: { method: 'GET', url, query: { fields } },
			size: Math.min(size, limit),
		}),
});
