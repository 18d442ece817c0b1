import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { customRequest, requestInputs, safeToRepeat } from './parameters';

export const request = each({
	name: 'Custom Request',
	action: 'Make a custom request',
	description: 'Send a request of your own, limited, retried and judged like every other',
	properties: requestInputs,
	options: [safeToRepeat],
	async run(call) {
		const body = await call.api.request<unknown>(customRequest(call));
		const plain = typeof body === 'object' && body !== null && !Array.isArray(body);
		return { json: plain ? (body as IDataObject) : { body: body as IDataObject[string] } };
	},
});
