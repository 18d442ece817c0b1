import type { IDataObject } from 'n8n-workflow';
import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { contextOf, type ItemError } from '../../../core/transport/errors';
import { actAs, actingUser, objectName, oneRecordId, triggers, triggersOf } from '../../parameters';
import { readRecord } from '../../readRecord';
import { recordPath, write } from '../../requests';
import { LARGEST, upload, uploadOptions } from '../../uploads';
import { fileEntry } from '../../written';
import { inputFiles } from './parameters';

export const attach = each({
	name: 'Attach to Record Field',
	action: 'Attach files to a record',
	description: 'Upload files and add them to a file field of a record; files it holds stay',
	properties: [
		objectType,
		oneRecordId,
		{
			displayName: 'File Field Name or ID',
			name: 'fileField',
			type: 'options',
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			typeOptions: {
				loadOptionsMethod: 'getFileFields',
				loadOptionsDependsOn: ['objectType.value'],
			},
			default: '',
			required: true,
		},
		inputFiles,
		...triggers,
	],
	options: [...uploadOptions, actAs],
	key: (call) => call.text('recordId'),
	async run(call) {
		const dataObjectApiName = objectName(call);
		const _id = call.id('recordId');
		const name = call.id('fileField');
		const user = actingUser(call);
		const known = await call.api.fields(dataObjectApiName);
		const kind = known.find((field) => field.name === name)?.kind ?? 'file';
		if (kind !== 'file' && kind !== 'image') call.refuse('fileField', `: "${name}" holds no files`);
		const files = Object.values(await call.files({ largest: LARGEST }));
		const record = await readRecord(call.api, {
			objectType: dataObjectApiName,
			id: _id,
			actAs: user,
			// what is written back are paths: the legacy sign-in would show media IDs
			switches: { convertMediaId: false },
		});
		const held = Array.isArray(record[name]) ? (record[name] as IDataObject[]) : [];
		const added: IDataObject[] = [];
		for (const file of files) {
			const path = await upload(call, file, user);
			added.push(fileEntry(kind, { path, name: file.name, size: file.size }));
		}
		const object_data = { _id, dataObjectApiName, [name]: [...held, ...added] };
		await call.api
			.request(
				write(
					recordPath(dataObjectApiName, 'update'),
					{ ...triggersOf(call), data: { object_data } },
					user,
				),
			)
			.catch(async (error: ItemError) => {
				const paths = added.map(({ path }) => String(path)).join(', ');
				const note = `The files were uploaded before this: ${paths}`;
				error.description = [error.description, note].filter(Boolean).join('. ');
				contextOf(error).repeatable = false;
				return await Promise.reject(error);
			});
		return { json: { _id, field: name, added, files: held.length + added.length, attached: true } };
	},
});
