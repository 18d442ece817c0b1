import { each } from '../../../core/operation';
import { ONCE, writeOne } from '../../outcomes';
import { idIn, recordId } from '../../parameters';

export const restore = each({
	name: 'Restore',
	action: 'Restore a record',
	description: 'Bring a record back from the recycle bin',
	properties: [recordId],
	async run(call) {
		const id = idIn(call);
		const url = `/crm/v8/settings/recycle_bin/${id}/actions/restore`;
		await writeOne(call.api, { method: 'POST', url, ...ONCE }, 'recycle_bin');
		return { json: { id, restored: true } };
	},
});
