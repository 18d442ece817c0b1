import { objectType, outputBinaryField } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { fieldApiName, locatedLoosely, locator } from '../../parameters';
import { fetchFile } from './fetchFile';
import { docId } from './parameters';

export const downloadRichText = each({
	name: 'Download Rich-Text Attachment',
	action: 'Download a rich text attachment',
	description: 'Download an attachment of a rich-text field',
	properties: [objectType, ...locator, fieldApiName, docId, outputBinaryField],
	async run(call) {
		const { data } = await call.api.request<{ data?: { docUrl?: string } }>({
			method: 'GET',
			url: '/v1/data/field/attachments/url',
			query: {
				...locatedLoosely(call),
				fieldApiName: call.id('fieldApiName'),
				docId: call.id('docId'),
			},
		});
		if (!data?.docUrl)
			throw call.api.refusal({
				message: 'ServiceGo gave no link to this attachment',
				notFound: true,
			});
		return await fetchFile(call, data.docUrl);
	},
});
