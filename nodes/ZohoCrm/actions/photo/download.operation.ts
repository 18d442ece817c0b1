import { outputBinaryField } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { fetchFile } from '../../fetchFile';
import { objectType, recordId, recordPath } from '../../parameters';

export const download = each({
	name: 'Download',
	action: 'Download a photo',
	description: 'Get the photo of a record',
	properties: [objectType, recordId, outputBinaryField],
	run: async (call) => await fetchFile(call, `${recordPath(call)}/photo`),
});
