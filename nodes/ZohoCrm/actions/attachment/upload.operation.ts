import { multipart } from '../../../core/data/files';
import { binaryPropertyName } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import { objectType, recordId, recordPath } from '../../parameters';
import { MOST_ATTACHMENT } from './parameters';

export const upload = each({
	name: 'Upload',
	action: 'Upload an attachment',
	description:
		'Attach files to a record; up to 20 MB each is safe, Zoho allows 100 MB where the organization does',
	properties: [
		objectType,
		recordId,
		{ ...binaryPropertyName, hint: 'One name, or several separated by commas' },
	],
	async run(call) {
		const files = await call.files({ largest: MOST_ATTACHMENT });
		const outputs = [];
		for (const file of Object.values(files)) {
			const request = {
				method: 'POST',
				url: `${recordPath(call)}/Attachments`,
				...(await multipart({ file })),
			} as const;
			outputs.push({ json: { ...(await writeOne(call.api, request)), fileName: file.name } });
		}
		return outputs;
	},
});
