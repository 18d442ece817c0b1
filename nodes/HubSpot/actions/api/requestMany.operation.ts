import { objectIn } from '../../../core/data/json';
import { customRequest, requestInputs, safeToRepeat } from '../../../core/node/customRequest';
import { list } from '../../../core/operation';
import { byCursor } from '../../pages';
import { pageSize, sizeOf } from '../../parameters';

const MOST = 500;

export const requestMany = list({
	name: 'Custom Request With Paging',
	action: 'Make a custom request with paging',
	description:
		'Send a request of your own for each page (limit, after), and put out the rows of "results" as items',
	properties: requestInputs('/crm/objects/2026-03/contacts'),
	options: [{ ...pageSize(MOST), default: 100 }, safeToRepeat],
	query: (call) => ({
		request: customRequest(call),
		size: call.text('pageSize') ? sizeOf(call, MOST) : 100,
	}),
	async *pages(api, { request, size }, limit) {
		const search = /\/search\/?$/.test(request.url) ? { limit: 'search' } : {};
		yield* byCursor(api, { size, limit }, (page) =>
			request.method === 'GET'
				? { ...request, query: { ...request.query, ...page } }
				: { ...request, ...search, body: { ...objectIn(request.body), ...page } },
		);
	},
});
