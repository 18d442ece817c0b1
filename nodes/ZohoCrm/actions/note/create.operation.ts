import { batch } from '../../../core/operation';
import { details, writeRows } from '../../outcomes';
import { idIn, moduleIn, objectType, recordId } from '../../parameters';
import { noteIn, noteInputs } from './parameters';

export const create = batch({
	name: 'Create',
	action: 'Create a note',
	description: 'Add a note to a record; 100 items go in one request',
	properties: [objectType, recordId, ...noteInputs],
	size: 100,
	refusal: 'perRow',
	target: () => '',
	row: (call) => ({
		Parent_Id: { module: { api_name: moduleIn(call) }, id: idIn(call) },
		...noteIn(call),
	}),
	send: async (api, _target, data) =>
		await writeRows(api, { method: 'POST', url: '/crm/v8/Notes', body: { data } }, (row) => ({
			...details(row),
			created: true,
		})),
});
