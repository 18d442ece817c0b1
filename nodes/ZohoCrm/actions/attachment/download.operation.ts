import { outputBinaryField } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { fetchFile } from '../../fetchFile';
import { idIn, objectType, recordId, recordPath } from '../../parameters';
import { attachmentId } from './parameters';

export const download = each({
	name: 'Download',
	action: 'Download an attachment',
	description: 'Get the file of an attachment; links have none',
	properties: [objectType, recordId, attachmentId, outputBinaryField],
	run: async (call) =>
		await fetchFile(call, `${recordPath(call)}/Attachments/${idIn(call, 'attachmentId')}`),
});
