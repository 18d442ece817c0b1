import { customRequest, safeToRepeat } from '../../../core/node/customRequest';
import { list } from '../../../core/operation';
import { byPage, byToken } from '../../pages';
import { pageSize, sizeOf, text } from '../../parameters';
import { zohoRequestInputs } from './parameters';

export const requestMany = list({
	name: 'Custom Request with Paging',
	action: 'Make a custom request with paging',
	description: 'Send a request of your own for each page, and put out its rows as items',
	properties: [
		...zohoRequestInputs.filter(({ name }) => !['method', 'body'].includes(name)),
		{
			displayName: 'Paging',
			name: 'paging',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'By Page Number', value: 'page', description: 'Parameters page and per_page' },
				{
					name: 'By Page Token',
					value: 'token',
					description: 'Parameters page_token and per_page',
				},
			],
			default: 'token',
		},
		text('Key of the Rows', 'rowsKey', {
			default: 'data',
			required: true,
			placeholder: 'e.g. users',
		}),
	],
	options: [pageSize, safeToRepeat],
	query: (call) => ({
		request: customRequest(call),
		size: sizeOf(call),
		root: call.required('rowsKey'),
		token: call.text('paging') !== 'page',
	}),
	pages: (api, { request, size, root, token }, limit) =>
		(token ? byToken : byPage)(api, { request, size: Math.min(size, limit), root }),
});
