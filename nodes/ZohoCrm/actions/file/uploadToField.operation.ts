import { binaryPropertyName } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { contextOf, type ItemError } from '../../../core/transport/errors';
import { writeOne } from '../../outcomes';
import { choice, idIn, moduleIn, objectType, recordId } from '../../parameters';
import { MOST_FILE, stored } from './store';

export const uploadToField = each({
	name: 'Upload to Field',
	action: 'Upload files to a field of a record',
	description:
		'Put files into a file or image field of a record in one step; those that are there stay',
	properties: [
		objectType,
		recordId,
		choice('File or Image Field', 'fileField', 'getFileFields', { required: true }),
		{ ...binaryPropertyName, hint: 'One name, or several separated by commas' },
	],
	key: (call) => call.text('recordId'),
	async run(call) {
		const field = call.id('fileField');
		const id = idIn(call);
		const names = [];
		const entries: Array<{ File_Id__s: string }> = [];
		for (const file of Object.values(await call.files({ largest: MOST_FILE }))) {
			entries.push({ File_Id__s: String((await stored(call, file)).id) });
			names.push(file.name);
		}
		const body = { data: [{ id, [field]: entries }] };
		await writeOne(call.api, { method: 'PUT', url: `/crm/v8/${moduleIn(call)}`, body }).catch(
			async (error: ItemError) => {
				const note = `The files were uploaded before this: ${entries.map(({ File_Id__s }) => File_Id__s).join(', ')}`;
				error.description = [error.description, note].filter(Boolean).join('. ');
				contextOf(error).repeatable = false;
				return await Promise.reject(error);
			},
		);
		return {
			json: {
				id,
				field,
				fileNames: names,
				fileIds: entries.map(({ File_Id__s }) => File_Id__s),
				uploaded: true,
			},
		};
	},
});
