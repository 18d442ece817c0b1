import { each } from '../../../core/operation';
import { ONCE, writeOne } from '../../outcomes';
import { idIn, objectType } from '../../parameters';
import { tagId } from './parameters';

export const deleteTag = each({
	name: 'Delete',
	action: 'Delete a tag',
	description: 'Delete a tag; it leaves all records',
	properties: [objectType, tagId],
	async run(call) {
		const id = idIn(call, 'tagId');
		await writeOne(
			call.api,
			{ method: 'DELETE', url: `/crm/v8/settings/tags/${id}`, ...ONCE },
			'tags',
		);
		return { json: { id, deleted: true } };
	},
});
