import { multipart } from '../../../core/data/files';
import { each } from '../../../core/operation';
import { ATTACHMENT_TYPES, inputFiles } from './parameters';

export const upload = each({
	name: 'Upload',
	action: 'Upload files',
	description:
		'Upload files and get a URL for each, e.g. for rich text; to attach a file to a record use "Upload to Record"',
	properties: [inputFiles],
	async run(call) {
		const files = await call.files({ extensions: ATTACHMENT_TYPES });
		const { data } = await call.api.request<{ data?: { urlMap?: Record<string, string> } }>({
			method: 'POST',
			url: '/v1/data/file/upload',
			...(await multipart(files)),
		});
		return Object.entries(files).map(([field, { name }]) => ({
			json: { field, fileName: name, url: data?.urlMap?.[field] },
		}));
	},
});
