import { multipart } from '../../../core/data/files';
import { binaryPropertyName } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { fileId, inputFilesOf, storing } from '../../files';
import { numericId } from '../../parameters';
import { path } from '../../paths';

export const replace = each({
	name: 'Replace',
	action: 'Replace the content of a file',
	description: 'Give a file another content; its ID and its links stay',
	properties: [fileId, binaryPropertyName],
	options: storing.filter(({ name }) => name === 'largestFile'),
	key: (call) => call.text('fileId'),
	async run(call) {
		const id = numericId(call, 'fileId');
		const files = await inputFilesOf(call);
		if (files.length !== 1) call.refuse('binaryPropertyName', 'must name one file');
		const [file] = files;
		const json = await call.api.request({
			method: 'PUT',
			url: path(call.api, 'files', id),
			safe: true,
			...(await multipart({ file })),
		});
		return { json };
	},
});
