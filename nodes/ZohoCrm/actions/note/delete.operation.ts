import { batch } from '../../../core/operation';
import { ONCE, writeRows } from '../../outcomes';
import { idIn } from '../../parameters';
import { noteId } from './parameters';

export const remove = batch({
	name: 'Delete',
	action: 'Delete a note',
	description: 'Delete a note; 100 items go in one request',
	properties: [noteId],
	size: 100,
	refusal: 'perRow',
	target: () => '',
	key: (id: string) => id,
	row: (call) => idIn(call, 'noteId'),
	send: async (api, _target, ids) =>
		await writeRows(
			api,
			{ method: 'DELETE', url: '/crm/v8/Notes', query: { ids: ids.join(',') }, ...ONCE },
			({ details }) => ({
				...details,
				deleted: true,
			}),
		),
});
