import type { IDataObject } from 'n8n-workflow';
import { list } from '../../../core/operation';
import { walk } from '../../../core/transport/paging';
import { path } from '../../paths';

const PAGE = 100;

export const getMany = list({
	name: 'Get Many',
	action: 'Get many lists',
	description: 'Find lists by their name',
	properties: [
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			default: '',
			description: 'Part of the name; empty for all lists',
		},
	],
	query: (call) => ({ query: call.text('query') }),
	async *pages(api, { query }, limit) {
		const count = Math.min(PAGE, limit);
		yield* walk<number>(api, {
			first: 0,
			// 2026-09 wants the two lists even where they are empty
			request: (offset) => ({
				method: 'POST',
				url: path(api, 'lists', 'search'),
				body: { query, offset, count, processingTypes: [], listIds: [] },
				safe: true,
			}),
			read(body, offset) {
				const { lists = [], hasMore } = body as { lists?: IDataObject[]; hasMore?: boolean };
				return { rows: lists, next: hasMore ? offset + lists.length : undefined };
			},
		});
	},
});
