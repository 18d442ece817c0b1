import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { customRequest, requestInputs, safeToRepeat } from './parameters';

export const request = each({
	name: 'Custom Request',
	action: 'Make a custom request',
	description: 'Send a request of your own, signed, limited, retried and judged like every other',
	properties: requestInputs,
	options: [safeToRepeat],
	run: async (call) => ({ json: await call.api.request<IDataObject>(customRequest(call)) }),
});
