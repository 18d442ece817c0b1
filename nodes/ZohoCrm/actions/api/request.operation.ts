import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../core/data/json';
import { customRequest, safeToRepeat } from '../../../core/node/customRequest';
import { each } from '../../../core/operation';
import { zohoRequestInputs } from './parameters';

export const request = each({
	name: 'Custom Request',
	action: 'Make a custom request',
	description: 'Send a request of your own, signed, limited, retried and judged like every other',
	properties: zohoRequestInputs,
	options: [safeToRepeat],
	async run(call) {
		const { body, headers, status } = await call.api.send(customRequest(call));
		const credits = headers['x-api-credits-remaining'];
		const json: IDataObject = isObject(body)
			? body
			: { status, ...(body !== '' && body !== undefined && { body: body as IDataObject }) };
		return { json: { ...json, ...(credits && { creditsRemaining: Number(credits) }) } };
	},
});
