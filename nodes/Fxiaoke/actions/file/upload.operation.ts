import { each } from '../../../core/operation';
import { actAs, actingUser } from '../../parameters';
import { LARGEST, upload as sendFile, uploadOptions } from '../../uploads';
import { fileEntry } from '../../written';
import { inputFiles } from './parameters';

export const upload = each({
	name: 'Upload',
	action: 'Upload files',
	description:
		'Upload files and get their paths; to put one into a record use "Attach to Record Field"',
	properties: [inputFiles],
	options: [...uploadOptions, actAs],
	async run(call) {
		const files = await call.files({ largest: LARGEST });
		const outputs = [];
		for (const [field, file] of Object.entries(files)) {
			const { name, size } = file;
			const path = await sendFile(call, file, actingUser(call));
			outputs.push({
				json: {
					field,
					path,
					fileName: name,
					fileSize: size,
					attachment: fileEntry('file', { path, name, size }),
					image: fileEntry('image', { path, name, size }),
				},
			});
		}
		return outputs;
	},
});
