import { multipart } from '../../../core/data/files';
import { binaryPropertyName } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { flag, idIn, objectType, recordId, recordPath } from '../../parameters';

const MOST_PHOTO = 10 * 1024 * 1024;

export const upload = each({
	name: 'Upload',
	action: 'Upload a photo',
	description:
		'Set the photo of a lead, contact, account, product, vendor or custom record; up to 10 MB and 10 megapixels',
	properties: [objectType, recordId, binaryPropertyName],
	options: [flag('Skip Workflows', 'skipWorkflows', 'Whether the photo starts no workflows')],
	async run(call) {
		const [file] = Object.values(
			await call.files({
				largest: MOST_PHOTO,
				extensions: ['png', 'jpg', 'jpeg', 'gif', 'bmp', 'webp'],
			}),
		);
		await call.api.request({
			method: 'POST',
			url: `${recordPath(call)}/photo`,
			query: { restrict_triggers: call.flag('skipWorkflows') ? 'workflow' : undefined },
			...(await multipart({ file })),
			safe: true,
		});
		return { json: { id: idIn(call), fileName: file.name, uploaded: true } };
	},
});
