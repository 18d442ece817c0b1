import { binaryPropertyName } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { access, folder, inputFilesOf, storing, upload } from '../../files';

export const uploadFile = each({
	name: 'Upload',
	action: 'Upload a file',
	description: 'Upload files of the input item; large ones are streamed',
	properties: [binaryPropertyName, folder, access],
	options: storing,
	async run(call) {
		const outputs = [];
		for (const file of await inputFilesOf(call)) outputs.push({ json: await upload(call, file) });
		return outputs;
	},
});
