import { multipart } from '../../../core/data/files';
import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { fieldApiName, locatedLoosely, locator } from '../../parameters';
import { ATTACHMENT_TYPES, inputFiles } from './parameters';

export const uploadRichText = each({
	name: 'Upload Rich-Text Attachment',
	action: 'Upload rich text attachments',
	description: 'Upload files as attachments of a rich-text field',
	properties: [objectType, ...locator, fieldApiName, inputFiles],
	async run(call) {
		const query = { ...locatedLoosely(call), fieldApiName: call.id('fieldApiName') };
		const files = await call.files({ extensions: ATTACHMENT_TYPES });
		const outputs = [];
		for (const [field, file] of Object.entries(files)) {
			await call.api.request({
				method: 'POST',
				url: '/v1/data/field/attachments',
				query,
				...(await multipart({ file })),
			});
			outputs.push({ json: { field, fileName: file.name, uploaded: true } });
		}
		return outputs;
	},
});
