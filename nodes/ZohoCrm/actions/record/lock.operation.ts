import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import { idIn, objectType, recordId, recordPath, text } from '../../parameters';

export const lock = each({
	name: 'Lock',
	action: 'Lock a record',
	description: 'Lock a record against changes',
	properties: [objectType, recordId, text('Reason', 'reason', { required: true })],
	async run(call) {
		const body = { data: [{ Locked_Reason__s: call.required('reason') }] };
		const { id: lockId } = await writeOne(call.api, {
			method: 'POST',
			url: `${recordPath(call)}/Locking_Information__s`,
			body,
		});
		return { json: { id: idIn(call), lockId, locked: true } };
	},
});
