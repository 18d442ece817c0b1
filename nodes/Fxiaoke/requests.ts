import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../core/transport/api';

/** The credential turns this header into whatever its generation wants. */
const USER_HEADER = 'x-fs-userid';

/** Everything is POST with JSON, and every path has a limit of its own. A write is never sent twice. */
export const write = (url: string, body: IDataObject, actAs?: string): ApiRequest => ({
	method: 'POST',
	url,
	body,
	limit: url,
	...(actAs && { headers: { [USER_HEADER]: actAs } }),
});

/** A POST that changes nothing. */
export const read = (url: string, body: IDataObject, actAs?: string): ApiRequest => ({
	...write(url, body, actAs),
	safe: true,
});

/** Preset objects and objects that end in `__c` have paths of their own. */
export const recordPath = (objectType: string, action: string): string =>
	objectType.endsWith('__c') ? `/cgi/crm/custom/v2/data/${action}` : `/cgi/crm/v2/data/${action}`;

/** An answer without its envelope. */
export function payload(body: IDataObject): IDataObject {
	const rest = { ...body };
	for (const name of ['errorCode', 'errorMessage', 'errorDescription', 'traceId'])
		delete rest[name];
	return rest;
}
