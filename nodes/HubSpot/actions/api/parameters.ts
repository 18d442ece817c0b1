import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import type { ApiRequest, Query } from '../../../core/transport/api';

type Method = ApiRequest['method'];

export const requestInputs: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'DELETE', value: 'DELETE' },
			{ name: 'GET', value: 'GET' },
			{ name: 'PATCH', value: 'PATCH' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
		default: 'GET',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. /crm/objects/2026-03/contacts',
		description: 'Below the base URL of the credential, with the version',
	},
	{
		displayName: 'Query (JSON)',
		name: 'query',
		type: 'json',
		default: '{}',
		description: 'Query parameters',
	},
	{
		displayName: 'Body (JSON)',
		name: 'body',
		type: 'json',
		default: '',
		displayOptions: { show: { method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
	},
];

export const safeToRepeat: INodeProperties = {
	displayName: 'Safe to Repeat',
	name: 'safeToRepeat',
	type: 'boolean',
	default: false,
	description:
		'Whether doing it twice does no more than doing it once. Only then is it sent again when its answer is lost; GET always is.',
};

/** A path that stays below the base URL. */
function pathOf(call: Call): string {
	const path = call.required('path');
	const bad = /^[a-z][a-z\d+.-]*:|^\/\/|\\|[\s?#]|(^|\/)\.{1,2}(\/|$)|%2e|%2f|%5c/i.test(path);
	if (bad)
		call.refuse(
			'path',
			'must be a path below the base URL such as /crm/v3/owners, without a host, "..", "?" or blanks',
			'Put parameters into "Query (JSON)"',
		);
	return path.startsWith('/') ? path : `/${path}`;
}

const ofQuery = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

export interface Custom {
	method: Method;
	url: string;
	query: Query;
	body?: unknown;
	safe: boolean;
}

export function customRequest(call: Call): Custom {
	const method = call.text('method') as Method;
	const query = (call.json('query') ?? {}) as IDataObject;
	if (typeof query !== 'object' || Array.isArray(query))
		call.refuse('query', 'must be an object such as { "limit": 100 }');
	for (const [name, value] of Object.entries(query)) {
		const fine = ofQuery(value) || (Array.isArray(value) && value.every(ofQuery));
		if (!fine)
			call.refuse(
				'query',
				`holds "${name}", which is neither text nor a number nor a list of them`,
			);
	}
	return {
		method,
		url: pathOf(call),
		query: query as Query,
		body: method === 'GET' ? undefined : call.json('body'),
		safe: method === 'GET' || call.flag('safeToRepeat'),
	};
}
