import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import { idIn, moduleIn, objectType } from '../../parameters';
import { tagId, tagIn, tagInputs } from './parameters';

export const update = each({
	name: 'Update',
	action: 'Update a tag',
	description: 'Rename or recolor a tag',
	properties: [objectType, tagId, ...tagInputs],
	async run(call) {
		const id = idIn(call, 'tagId');
		const request = {
			method: 'PUT',
			url: `/crm/v8/settings/tags/${id}`,
			query: { module: moduleIn(call) },
			body: { tags: [tagIn(call)] },
			safe: true,
		} as const;
		await writeOne(call.api, request, 'tags');
		return { json: { id, updated: true } };
	},
});
