import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import type { ApiRequest, Query } from '../../../core/transport/api';
import { flag, json, text } from '../../parameters';

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;

export const requestInputs: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		noDataExpression: true,
		options: METHODS.map((name) => ({ name, value: name })),
		default: 'GET',
	},
	text('Path', 'path', {
		required: true,
		placeholder: 'e.g. /crm/v8/Leads',
		description: 'Below the host of the credential, with /crm and the version',
	}),
	json('Query (JSON)', 'query', { default: '{}', description: 'Query parameters' }),
	json('Headers (JSON)', 'headers', {
		default: '{}',
		placeholder: 'e.g. { "X-EXTERNAL": "Leads.External_Key" }',
		description: 'Further headers; the token is added',
	}),
	json('Body (JSON)', 'body', {
		displayOptions: { show: { method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
	}),
];

export const safeToRepeat = flag(
	'Safe to Repeat',
	'safeToRepeat',
	'Whether doing it twice does no more than doing it once. Only then is it sent again when its answer is lost; GET always is.',
);

/** A path that stays below the base URL. */
function pathOf(call: Call): string {
	const path = call.required('path');
	const bad = /^[a-z][a-z\d+.-]*:|^\/\/|\\|[\s?#]|(^|\/)\.{1,2}(\/|$)|%2e|%2f|%5c/i.test(path);
	if (bad)
		call.refuse(
			'path',
			'must be a path such as /crm/v8/Leads, without a host, "..", "?" or blanks',
			'Put parameters into "Query (JSON)"',
		);
	return path.startsWith('/') ? path : `/${path}`;
}

const plain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

function flatObject(call: Call, name: string): IDataObject {
	const value = call.json(name) ?? {};
	if (typeof value !== 'object' || Array.isArray(value))
		call.refuse(name, 'must be an object such as { "fields": "Last_Name" }');
	const held = value as IDataObject;
	const bad = Object.keys(held).find((key) => !plain(held[key]));
	if (bad !== undefined) call.refuse(name, `holds "${bad}", which is neither text nor a number`);
	return held;
}

const HIDDEN = ['authorization', 'host', 'cookie', 'content-length'];

export function customRequest(call: Call): ApiRequest & { query: Query } {
	const method = METHODS.find((name) => name === call.text('method')) ?? 'GET';
	const headers = flatObject(call, 'headers');
	const bad = Object.keys(headers).find((name) => HIDDEN.includes(name.toLowerCase()));
	if (bad !== undefined) call.refuse('headers', `holds "${bad}", which the node sets itself`);
	return {
		method,
		url: pathOf(call),
		query: flatObject(call, 'query') as Query,
		headers: Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name, String(value)]),
		),
		body: method === 'GET' ? undefined : call.json('body'),
		safe: method === 'GET' || call.flag('safeToRepeat'),
	};
}
