import { batch } from '../../../core/operation';
import { ONCE, writeRows } from '../../outcomes';
import { idIn, recordId } from '../../parameters';

export const remove = batch({
	name: 'Delete',
	action: 'Delete a record for good',
	description: 'Delete records in the recycle bin for good; they cannot be brought back',
	properties: [recordId],
	size: 100,
	refusal: 'perRow',
	target: () => '',
	key: (id: string) => id,
	row: (call) => idIn(call),
	send: async (api, _target, ids) =>
		await writeRows(
			api,
			{
				method: 'DELETE',
				url: '/crm/v8/settings/recycle_bin',
				query: { ids: ids.join(',') },
				root: 'recycle_bin',
				...ONCE,
			},
			({ details }) => ({ ...details, deleted: true }),
		),
});
