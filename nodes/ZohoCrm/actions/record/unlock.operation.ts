import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { ONCE, writeOne } from '../../outcomes';
import { idIn, objectType, recordId, recordPath, text } from '../../parameters';

export const unlock = each({
	name: 'Unlock',
	action: 'Unlock a record',
	description: 'Take the lock off a record',
	properties: [objectType, recordId],
	options: [text('Lock ID', 'lockId', { description: 'Saves the look-up of the lock' })],
	async run(call) {
		const url = `${recordPath(call)}/Locking_Information__s`;
		const given = call.text('lockId');
		const { data } = given
			? { data: [{ id: given }] }
			: await call.api.request<{ data?: IDataObject[] }>({
					method: 'GET',
					url,
					query: { fields: 'id' },
				});
		const lockId = data?.[0]?.id;
		if (!lockId)
			throw call.api.refusal({
				message: 'The record is not locked',
				hint: 'There is nothing to unlock',
				notFound: true,
			});
		await writeOne(call.api, { method: 'DELETE', url: `${url}/${String(lockId)}`, ...ONCE });
		return { json: { id: idIn(call), unlocked: true } };
	},
});
