import { each } from '../../../core/operation';
import { ONCE, writeOne } from '../../outcomes';
import { idIn, objectType, recordId, recordPath } from '../../parameters';
import { attachmentId } from './parameters';

export const remove = each({
	name: 'Delete',
	action: 'Delete an attachment',
	description: 'Delete an attachment of a record',
	properties: [objectType, recordId, attachmentId],
	async run(call) {
		const id = idIn(call, 'attachmentId');
		await writeOne(call.api, {
			method: 'DELETE',
			url: `${recordPath(call)}/Attachments/${id}`,
			...ONCE,
		});
		return { json: { id, deleted: true } };
	},
});
