import { outputBinaryField } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { fetchFile } from '../../fetchFile';
import { idIn, objectType, recordId, recordPath, text } from '../../parameters';

const field = { show: { fileIn: ['field'] } };

export const download = each({
	name: 'Download',
	action: 'Download a file',
	description: 'Get a file of the store, or of a file or image field of a record',
	properties: [
		{
			displayName: 'File Is In',
			name: 'fileIn',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'A Field of a Record', value: 'field' },
				{ name: 'The Store', value: 'store' },
			],
			default: 'field',
		},
		{ ...objectType, displayOptions: field },
		{ ...recordId, displayOptions: field },
		text('Entry ID', 'entryId', {
			required: true,
			description: 'The "ID" of the entry that "Get" shows inside the field',
			displayOptions: field,
		}),
		text('File ID', 'fileId', {
			required: true,
			description: 'The ID that "Upload" gave',
			displayOptions: { show: { fileIn: ['store'] } },
		}),
		outputBinaryField,
	],
	async run(call) {
		if (call.text('fileIn') === 'store')
			return await fetchFile(call, '/crm/v8/files', { id: call.id('fileId') });
		const fields_attachment_id = idIn(call, 'entryId');
		const url = `${recordPath(call)}/actions/download_fields_attachment`;
		return await fetchFile(call, url, { fields_attachment_id });
	},
});
