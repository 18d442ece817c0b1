import { download as fetchFile } from '../../../core/data/files';
import { outputBinaryField } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs } from '../../parameters';
import { filePath, signedLink } from './parameters';

export const download = each({
	name: 'Download',
	action: 'Download a file',
	description: 'Download a file by its path',
	properties: [filePath, outputBinaryField],
	options: [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			description: 'Used where Fxiaoke gives none',
		},
		actAs,
	],
	async run(call) {
		const { context, api } = call;
		return await fetchFile(context, api, {
			url: await signedLink(call),
			anonymous: true,
			name: call.text('fileName') || undefined,
			field: call.required('outputBinaryField'),
		});
	},
});
