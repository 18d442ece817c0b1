import type { INodeProperties } from 'n8n-workflow';
import type { ApiRequest, Query } from '../transport/api';
import type { Call } from './call';

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;

/** The parameters of a request of the user's own. `examplePath` shows how paths look at this vendor. */
export const requestInputs = (examplePath: string): INodeProperties[] => [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		noDataExpression: true,
		options: METHODS.map((name) => ({ name, value: name })),
		default: 'GET',
	},
	requestPath(examplePath),
	{
		displayName: 'Query (JSON)',
		name: 'query',
		type: 'json',
		default: '{}',
		description: 'Query parameters; what signs the request is added',
	},
	{
		displayName: 'Body (JSON)',
		name: 'body',
		type: 'json',
		default: '',
		displayOptions: { show: { method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
	},
];

export const requestPath = (example: string): INodeProperties => ({
	displayName: 'Path',
	name: 'path',
	type: 'string',
	default: '',
	required: true,
	placeholder: `e.g. ${example}`,
	description: 'Below the base URL of the credential, with the version',
});

export const safeToRepeat: INodeProperties = {
	displayName: 'Safe to Repeat',
	name: 'safeToRepeat',
	type: 'boolean',
	default: false,
	description:
		'Whether doing it twice does no more than doing it once. Only then is it sent again when its answer is lost; GET always is.',
};

/** A path that stays below the base URL. */
export function pathOf(call: Call): string {
	const path = call.required('path');
	const bad = /^[a-z][a-z\d+.-]*:|^\/\/|\\|[\s?#]|(^|\/)\.{1,2}(\/|$)|%2e|%2f|%5c/i.test(path);
	if (bad) {
		call.refuse(
			'path',
			'must be a path below the base URL, without a host, "..", "?" or blanks',
			'Begin with "/", and put parameters into "Query (JSON)"',
		);
	}
	return path.startsWith('/') ? path : `/${path}`;
}

const plain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

/** A JSON object of texts and numbers, or of lists of them. */
function flatObject(call: Call, name: string): Query {
	const value = call.object(name) ?? {};
	for (const [key, held] of Object.entries(value)) {
		if (plain(held) || (Array.isArray(held) && held.every(plain))) continue;
		call.refuse(name, `holds "${key}", which is neither text nor a number nor a list of them`);
	}
	return value as Query;
}

export const queryOf = (call: Call): Query => flatObject(call, 'query');

const OURS = ['authorization', 'host', 'cookie', 'content-length'];

/** Further headers, where the operation asks for them. */
function headersOf(call: Call): Record<string, string> {
	const headers = flatObject(call, 'headers');
	const bad = Object.keys(headers).find((name) => OURS.includes(name.toLowerCase()));
	if (bad !== undefined) call.refuse('headers', `holds "${bad}", which the node sets itself`);
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** What the user asked for, as a request. */
export function customRequest(call: Call): ApiRequest & { query: Query } {
	const method = METHODS.find((name) => name === call.text('method')) ?? 'GET';
	return {
		method,
		url: pathOf(call),
		query: queryOf(call),
		headers: headersOf(call),
		body: method === 'GET' ? undefined : call.json('body'),
		safe: method === 'GET' || call.flag('safeToRepeat'),
	};
}
