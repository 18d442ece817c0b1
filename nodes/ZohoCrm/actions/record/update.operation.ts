import type { IDataObject } from 'n8n-workflow';
import { fieldInputs } from '../../../core/node/parameters';
import { batch } from '../../../core/operation';
import { details, writeRows } from '../../outcomes';
import { idIn, moduleIn, objectType, recordId } from '../../parameters';
import { checkNotEmpty, rowOf, targetOf, updateOptions } from './parameters';

interface UpdatedRow extends IDataObject {
	id: string;
}

/** https://www.zoho.com/crm/developer/docs/api/v8/update-records.html */
export const update = batch({
	name: 'Update',
	action: 'Update a record',
	description:
		'Change fields of a record; 100 items go in one request, and fields that are not given stay',
	properties: [objectType, recordId, ...fieldInputs('map')],
	options: updateOptions,
	size: 100,
	refusal: 'perRow',
	target: (call) => targetOf(call, moduleIn(call)),
	key: ({ id }: UpdatedRow) => id,
	async row(call): Promise<UpdatedRow> {
		const id = idIn(call);
		const row = await rowOf(call, moduleIn(call));
		checkNotEmpty(call, row);
		return { ...row, id };
	},
	send: async (api, { module, body, headers }, data) =>
		await writeRows(
			api,
			{
				method: 'PUT',
				url: `/crm/v8/${module}`,
				headers,
				body: { data, ...body },
				module,
				// with values to append, a second time is not like the first
				safe: !data.some((row) => '$append_values' in row || hasNewEntries(row)),
			},
			(row) => ({ ...details(row), updated: true }),
		),
});

/** Entries without an ID are appended, each time anew. */
const hasNewEntries = (row: object): boolean =>
	Object.values(row).some(
		(value: unknown) =>
			Array.isArray(value) &&
			(value as unknown[]).some((entry) => entry && typeof entry === 'object' && !('id' in entry)),
	);
