import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../core/data/json';
import { customRequest, requestInputs, safeToRepeat } from '../../../core/node/customRequest';
import { each } from '../../../core/operation';

export const request = each({
	name: 'Custom Request',
	action: 'Make a custom request',
	description: 'Send a request of your own, limited, retried and judged like every other',
	properties: requestInputs('/crm/objects/2026-03/contacts'),
	options: [safeToRepeat],
	async run(call) {
		const body = await call.api.request<unknown>(customRequest(call));
		return { json: isObject(body) ? body : { body: body as IDataObject[string] } };
	},
});
