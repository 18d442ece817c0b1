import type { IDataObject } from 'n8n-workflow';
import { pathOf, queryOf, requestPath, safeToRepeat } from '../../../core/node/customRequest';
import { each } from '../../../core/operation';
import { actAs, actingUser } from '../../parameters';
import { write } from '../../requests';

export const request = each({
	name: 'Custom Request',
	action: 'Make a custom request',
	description:
		'Send a request of your own, signed, limited, retried and judged like every other. All of the API is POST with JSON.',
	properties: [
		requestPath('/cgi/crm/v2/data/get'),
		{
			displayName: 'Body (JSON)',
			name: 'body',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "data": {} }',
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
		safeToRepeat,
		actAs,
	],
	async run(call) {
		const body = call.object('body') ?? {};
		return {
			json: await call.api.request<IDataObject>({
				...write(pathOf(call), body, actingUser(call)),
				query: queryOf(call),
				safe: call.flag('safeToRepeat'),
			}),
		};
	},
});
