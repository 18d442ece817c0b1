import { multipart } from '../../../core/data/files';
import { objectType, recordId } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { fieldApiName, number, objectName } from '../../parameters';
import { FILE_FIELD_TYPES, inputFiles, parametersIn } from './parameters';

export const uploadToField = each({
	name: 'Upload to Field',
	action: 'Upload files to a field',
	description: 'Upload files to a file or image field of a record',
	properties: [objectType, { ...recordId, required: true }, fieldApiName, inputFiles],
	options: [parametersIn],
	key: (call) => call.text('recordId'),
	async run(call) {
		const id = number(call, 'recordId');
		const where = {
			dataId: String(id),
			objectApiName: objectName(call),
			fieldApiName: call.id('fieldApiName'),
		};
		const inBody = call.text('parametersIn') === 'body';
		const files = await call.files({ extensions: FILE_FIELD_TYPES });
		const outputs = [];
		for (const [field, file] of Object.entries(files)) {
			await call.api.request({
				method: 'POST',
				url: '/v1/fileField/attachments',
				query: inBody ? undefined : where,
				...(await multipart(inBody ? { ...where, file } : { file })),
			});
			outputs.push({ json: { id, field, fileName: file.name, uploaded: true } });
		}
		return outputs;
	},
});
