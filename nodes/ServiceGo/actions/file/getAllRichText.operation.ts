import type { IDataObject } from 'n8n-workflow';
import { objectType } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { fieldApiName, locatedLoosely, locator } from '../../parameters';

export const getManyRichText = list({
	name: 'Get Many Rich-Text Attachments',
	action: 'Get many rich text attachments',
	description: 'List the attachments of a rich-text field',
	properties: [objectType, ...locator, fieldApiName],
	paged: false,
	query: (call) => ({ ...locatedLoosely(call), fieldApiName: call.id('fieldApiName') }),
	async *pages(api, query) {
		const { data } = await api.request<{ data?: IDataObject[] }>({
			method: 'GET',
			url: '/v1/data/field/attachments',
			query,
		});
		yield data ?? [];
	},
});
