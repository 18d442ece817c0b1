import { each } from '../../../core/operation';
import { ONCE } from '../../outcomes';
import { idIn, objectType, recordId, recordPath } from '../../parameters';

export const remove = each({
	name: 'Delete',
	action: 'Delete a photo',
	description: 'Take the photo off a record',
	properties: [objectType, recordId],
	async run(call) {
		await call.api.request({ method: 'DELETE', url: `${recordPath(call)}/photo`, ...ONCE });
		return { json: { id: idIn(call), deleted: true } };
	},
});
