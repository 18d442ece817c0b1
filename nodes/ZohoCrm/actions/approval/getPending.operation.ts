import { list } from '../../../core/operation';
import { byPage } from '../../pages';
import { experimental, pathOption } from './parameters';

export const getPending = list({
	name: 'Get Waiting (Experimental)',
	action: 'Get waiting approvals by an undocumented path',
	description:
		'List what waits for the connected user, or for others, by a path that Zoho does not document',
	properties: [
		experimental,
		{
			displayName: 'Waiting For',
			name: 'waitingFor',
			type: 'options',
			options: [
				{ name: 'Me', value: 'awaiting' },
				{ name: 'Others', value: 'others_awaiting' },
			],
			default: 'awaiting',
		},
	],
	options: [pathOption('/crm/v2/Approvals')],
	query: (call) => ({
		url: call.text('path') || '/crm/v2/Approvals',
		type: call.text('waitingFor'),
	}),
	pages: (api, { url, type }, limit) =>
		byPage(api, { request: { method: 'GET', url, query: { type } }, size: Math.min(200, limit) }),
});
