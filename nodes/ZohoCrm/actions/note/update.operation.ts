import { batch } from '../../../core/operation';
import { details, writeRows } from '../../outcomes';
import { idIn } from '../../parameters';
import { noteId, noteIn, noteInputs } from './parameters';

export const update = batch({
	name: 'Update',
	action: 'Update a note',
	description: 'Change title or content of a note; 100 items go in one request',
	properties: [noteId, ...noteInputs],
	size: 100,
	refusal: 'perRow',
	target: () => '',
	key: ({ id }) => String(id),
	row: (call) => ({ ...noteIn(call), id: idIn(call, 'noteId') }),
	send: async (api, _target, data) =>
		await writeRows(
			api,
			{ method: 'PUT', url: '/crm/v8/Notes', body: { data }, safe: true },
			(row) => ({ ...details(row), updated: true }),
		),
});
