import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { each } from '../../../core/operation';
import type { Query } from '../../../core/transport/api';
import { actAs, actingUser, jsonObject } from '../../parameters';
import { write } from '../../requests';

/** A path that stays below the host. */
function pathOf(call: Call): string {
	const path = call.required('path');
	const bad = /^[a-z][a-z\d+.-]*:|^\/\/|\\|[\s?#]|(^|\/)\.{1,2}(\/|$)|%2e|%2f|%5c/i.test(path);
	if (bad)
		call.refuse(
			'path',
			'must be a path such as /cgi/crm/v2/data/get, without a host, "..", "?" or blanks',
			'Put parameters into "Query (JSON)"',
		);
	return path.startsWith('/') ? path : `/${path}`;
}

function queryOf(call: Call): Query {
	const query = jsonObject(call, 'query', '{ "lang": "en" }');
	for (const [name, value] of Object.entries(query)) {
		if (!['string', 'number', 'boolean'].includes(typeof value))
			call.refuse('query', `holds "${name}", which is neither text nor a number`);
	}
	return query as Query;
}

export const request = each({
	name: 'Custom Request',
	action: 'Make a custom request',
	description:
		'Send a request of your own, signed, limited, retried and judged like every other. All of the API is POST with JSON.',
	properties: [
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. /cgi/crm/v2/data/get',
		},
		{
			displayName: 'Body (JSON)',
			name: 'body',
			type: 'json',
			default: '{}',
			description: 'Without the keys of the sign-in, which are added',
		},
	],
	options: [
		{
			displayName: 'Query (JSON)',
			name: 'query',
			type: 'json',
			default: '{}',
			description: 'Query parameters; thirdTraceId is added',
		},
		{
			displayName: 'Safe to Repeat',
			name: 'safeToRepeat',
			type: 'boolean',
			default: false,
			description:
				'Whether doing it twice does no more than doing it once. Only then is it sent again when its answer is lost.',
		},
		actAs,
	],
	async run(call) {
		const body = jsonObject(call, 'body', '{ "data": {} }');
		return {
			json: await call.api.request<IDataObject>({
				...write(pathOf(call), body, actingUser(call)),
				query: queryOf(call),
				safe: call.flag('safeToRepeat'),
			}),
		};
	},
});
