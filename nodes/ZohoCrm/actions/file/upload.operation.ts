import { binaryPropertyName } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { flag } from '../../parameters';
import { MOST_FILE, stored } from './store';

export const upload = each({
	name: 'Upload',
	action: 'Upload a file',
	description:
		'Put files into the store of Zoho and get an ID for each, for file and image fields, mails and blueprints',
	properties: [{ ...binaryPropertyName, hint: 'One name, or several separated by commas' }],
	options: [flag('Inline', 'inline', 'Whether the file is an image inside an email')],
	async run(call) {
		const outputs = [];
		for (const [field, file] of Object.entries(await call.files({ largest: MOST_FILE }))) {
			const { id } = await stored(call, file);
			outputs.push({ json: { field, fileName: file.name, id } });
		}
		return outputs;
	},
});
