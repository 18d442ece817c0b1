import { outputBinaryField } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { fetchFile, fileId } from '../../files';
import { numericId } from '../../parameters';

export const downloadFile = each({
	name: 'Download',
	action: 'Download a file',
	description:
		'Fetch a file into the output item, by a signed link that goes out without the token',
	properties: [fileId, outputBinaryField],
	run: async (call) => await fetchFile(call, numericId(call, 'fileId')),
});
