import { multipart } from '../../../core/data/files';
import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { contextOf, type ItemError } from '../../../core/transport/errors';
import { located, locator, objectName } from '../../parameters';
import { FILE_OBJECT_TYPES, inputFiles } from './parameters';

export const uploadToRecord = each({
	name: 'Upload to Record',
	action: 'Upload files to a record',
	description: "Upload files and attach them to the record's attachment component, in one step",
	properties: [objectType, ...locator, inputFiles],
	options: [
		{
			displayName: 'Tag',
			name: 'tag',
			type: 'string',
			default: '',
			description: 'Tag of the attachments',
		},
	],
	async run(call) {
		const relateObjectApiName = objectName(call);
		const { id: relateDataId, ...unique } = located(call);
		const tag = call.text('tag');
		const files = await call.files({ extensions: FILE_OBJECT_TYPES });
		const { data } = await call.api.request<{ data?: { idMap?: Record<string, number> } }>({
			method: 'POST',
			url: '/v1/data/file/object',
			...(await multipart(files)),
		});
		const outputs = [];
		for (const [field, { name }] of Object.entries(files)) {
			const fileId = data?.idMap?.[field];
			if (fileId === undefined) {
				throw call.api.refusal({
					message: `ServiceGo gave no file ID for "${name}"`,
					processed: 'unknown',
				});
			}
			const body = { fileId, relateObjectApiName, relateDataId, ...unique, ...(tag && { tag }) };
			await call.api
				.request({ method: 'POST', url: '/v1/data/file/relate', body })
				.catch(async (error: ItemError) => {
					const note = `"${name}" was uploaded as file object ${fileId} before this`;
					error.description = [error.description, note].filter(Boolean).join('. ');
					contextOf(error).repeatable = false;
					return await Promise.reject(error);
				});
			outputs.push({ json: { field, fileName: name, fileId, attached: true } });
		}
		return outputs;
	},
});
