import { objectIn } from '../../../core/data/json';
import { customRequest, requestInputs, safeToRepeat } from '../../../core/node/customRequest';
import { list } from '../../../core/operation';
import { byNumber, byScroll } from '../../pages';
import { pageSize, sizeOf } from '../../parameters';

export const requestMany = list({
	name: 'Custom Request with Paging',
	action: 'Make a custom request with paging',
	description: 'Send a request of your own for each page, and put out the rows of "data" as items',
	properties: [
		...requestInputs('/v1/data'),
		{
			displayName: 'Paging',
			name: 'paging',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'By Page Number', value: 'number', description: 'Parameters pageNum and pageSize' },
				{ name: 'By Scroll ID', value: 'scroll', description: 'Parameters scrollId and pageSize' },
			],
			default: 'number',
		},
	],
	options: [pageSize, safeToRepeat],
	query: (call) => ({
		request: customRequest(call),
		size: sizeOf(call),
		scroll: call.text('paging') === 'scroll',
	}),
	async *pages(api, { request, size, scroll }, limit) {
		const get = request.method === 'GET';
		const paged = (page: Record<string, number | undefined>) =>
			get
				? { ...request, query: { ...request.query, ...page } }
				: { ...request, body: { ...objectIn(request.body), ...page } };
		yield* scroll ? byScroll(api, size, paged) : byNumber(api, Math.min(size, limit), paged);
	},
});
