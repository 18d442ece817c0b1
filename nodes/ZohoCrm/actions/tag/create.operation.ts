import { batch } from '../../../core/operation';
import { details, writeRows } from '../../outcomes';
import { moduleIn, objectType } from '../../parameters';
import { tagIn, tagInputs } from './parameters';

export const create = batch({
	name: 'Create',
	action: 'Create a tag',
	description: 'Create a tag for a module; 50 items go in one request',
	properties: [objectType, ...tagInputs],
	size: 50,
	refusal: 'perRow',
	target: moduleIn,
	row: (call) => ({ ...tagIn(call), name: call.required('tagName') }),
	send: async (api, module, tags) =>
		await writeRows(
			api,
			{
				method: 'POST',
				url: '/crm/v8/settings/tags',
				query: { module },
				body: { tags },
				root: 'tags',
				module,
			},
			(row) => ({ ...details(row), created: true }),
		),
});
