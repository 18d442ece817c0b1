import { list } from '../../../core/operation';
import { byToken } from '../../pages';
import { flag, objectType, recordId, recordPath } from '../../parameters';

export const timeline = list({
	name: 'Timeline',
	action: 'Get the timeline of a record',
	description: 'List what happened to a record',
	properties: [objectType, recordId],
	options: [
		flag('Include Details', 'innerDetails', 'Whether to include the details of each change'),
	],
	query: (call) => ({ url: recordPath(call), inner: call.flag('innerDetails') }),
	pages: (api, { url, inner }, limit) =>
		byToken(api, {
			request: {
				method: 'GET',
				url: `${url}/__timeline`,
				query: { include_inner_details: inner || undefined },
			},
			size: Math.min(200, limit),
			root: '__timeline',
		}),
});
