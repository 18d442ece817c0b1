import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import { objectType, recordId, recordPath, text } from '../../parameters';

export const addLink = each({
	name: 'Add Link',
	action: 'Add a link as an attachment',
	description: 'Attach the address of a file to a record',
	properties: [
		objectType,
		recordId,
		text('URL', 'linkUrl', { required: true }),
		text('Title', 'linkTitle'),
	],
	async run(call) {
		const link = call.required('linkUrl');
		if (!URL.canParse(link)) call.refuse('linkUrl', 'is no URL');
		const body = new FormData();
		body.append('attachmentUrl', link);
		const title = call.text('linkTitle');
		if (title) body.append('title', title);
		return {
			json: await writeOne(call.api, {
				method: 'POST',
				url: `${recordPath(call)}/Attachments`,
				body,
			}),
		};
	},
});
