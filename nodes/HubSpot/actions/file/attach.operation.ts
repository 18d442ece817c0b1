import { binaryPropertyName, objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { contextOf, type ItemError } from '../../../core/transport/errors';
import { specOf, typeNamed } from '../../associations';
import { access, folder, inputFilesOf, storing, upload } from '../../files';
import { numericId, objectName, oneRecord } from '../../parameters';
import { path } from '../../paths';
import type { CrmRecord } from '../../records';

export const attach = each({
	name: 'Attach to Record',
	action: 'Attach files to a record',
	description: 'Upload files and attach them to a record by a note, in one step',
	properties: [
		objectType,
		oneRecord,
		binaryPropertyName,
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			description: 'Text of the note that holds the files',
		},
		folder,
		access,
	],
	options: storing,
	async run(call) {
		const { api } = call;
		const recordId = numericId(call);
		// whether the object takes notes at all is known before anything is uploaded
		const type = await typeNamed(call, 'objectType', {
			from: 'notes',
			to: objectName(call),
			wanted: '',
		});
		const fileIds: string[] = [];
		try {
			for (const file of await inputFilesOf(call)) fileIds.push((await upload(call, file)).id);
			const note = await api.request<CrmRecord>({
				method: 'POST',
				url: path(api, 'objects', 'notes'),
				body: {
					properties: {
						hs_timestamp: new Date().toISOString(),
						hs_note_body: call.text('note'),
						hs_attachment_ids: fileIds.join(';'),
					},
					associations: [{ to: { id: recordId }, types: [specOf(type)] }],
				},
			});
			return { json: { recordId, noteId: note.id, fileIds, attached: true } };
		} catch (thrown) {
			const error = thrown as ItemError;
			if (!fileIds.length) return await Promise.reject(error);
			const left = `Uploaded before this: file ${fileIds.join(', ')}`;
			error.description = [error.description, left].filter(Boolean).join('. ');
			contextOf(error).repeatable = false;
			return await Promise.reject(error);
		}
	},
});
