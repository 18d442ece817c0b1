import type { IDataObject } from 'n8n-workflow';
import { customRequest, requestInputs, safeToRepeat } from '../../../core/node/customRequest';
import { each } from '../../../core/operation';

export const request = each({
	name: 'Custom Request',
	action: 'Make a custom request',
	description: 'Send a request of your own, signed, limited, retried and judged like every other',
	properties: requestInputs('/v1/data'),
	options: [safeToRepeat],
	run: async (call) => ({ json: await call.api.request<IDataObject>(customRequest(call)) }),
});
