import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { conditionInputs, objectType, simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { conditions, inScroll, type Endpoint } from '../../conditions';
import { byNumber, byScroll } from '../../pages';
import { filterId, objectName, pageSize, sizeOf } from '../../parameters';
import { simplified } from '../../records';

const MOST_BY_PAGE = 10_000;
const LONGEST_KEYWORD = 30;

function keywordOf(call: Call): string {
	const keyword = call.text('keyword');
	if ([...keyword].length > LONGEST_KEYWORD) {
		call.refuse(
			'keyword',
			`has ${[...keyword].length} characters`,
			`ServiceGo cuts it at ${LONGEST_KEYWORD} without saying so: shorten it`,
		);
	}
	return keyword;
}

/** By scroll wherever many rows are wanted and every condition, and the absence of a keyword, allow it. */
const endpointFor =
	(call: Call, keyword: string) =>
	(named: Array<{ kind?: string }>): Endpoint => {
		const many = call.flag('returnAll') || (call.integer('limit') ?? 0) > MOST_BY_PAGE;
		return many && !keyword && named.every(({ kind }) => inScroll(kind))
			? 'scroll search'
			: 'search';
	};

export const getMany = list({
	name: 'Get Many',
	action: 'Get many records',
	description: 'Search records by conditions, keyword and filter',
	properties: [
		objectType,
		...conditionInputs({ custom: conditions.custom, any: true }),
		filterId(
			'Filter',
			'A filter made in ServiceGo. The vendor does not say whether a search works without one: choose one if ServiceGo refuses. Special filters are not supported.',
		),
		{
			displayName: 'Keyword',
			name: 'keyword',
			type: 'string',
			default: '',
			description: 'At most 30 characters; which fields it searches is not documented',
		},
		simplify,
	],
	options: [pageSize],
	async query(call) {
		const objectApiName = objectName(call);
		const keyword = keywordOf(call);
		const { endpoint, query } = await call.query(objectApiName, endpointFor(call, keyword));
		return {
			endpoint,
			simplify: call.flag('simplify'),
			size: sizeOf(call),
			body: {
				objectApiName,
				filterId: call.integer('filterId', { min: 1 }),
				...(query as IDataObject | undefined),
				...(keyword && { keyword }),
			},
		};
	},
	async *pages(api, { endpoint, simplify: simple, size, body }, limit) {
		const rows =
			endpoint === 'scroll search'
				? byScroll(api, size, (page) => ({
						method: 'POST',
						url: '/v1/datas/scrollSearch',
						body: { ...page, ...body },
						safe: true,
					}))
				: byNumber(api, Math.min(size, limit), (page) => ({
						method: 'POST',
						url: '/v1/datas/search',
						body: { ...page, ...body },
						safe: true,
					}));
		for await (const page of rows) yield simple ? page.map(simplified) : page;
	},
});
