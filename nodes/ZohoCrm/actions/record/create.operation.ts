import { fieldInputs } from '../../../core/node/parameters';
import { batch } from '../../../core/operation';
import { details, writeRows } from '../../outcomes';
import { moduleIn, objectType } from '../../parameters';
import { checkNotEmpty, createOptions, rowOf, targetOf } from './parameters';

export const create = batch({
	name: 'Create',
	action: 'Create a record',
	description: 'Create a new record; 100 items go in one request',
	properties: [objectType, ...fieldInputs('add')],
	options: createOptions,
	size: 100,
	refusal: 'perRow',
	target: (call) => targetOf(call, moduleIn(call)),
	async row(call) {
		const row = await rowOf(call, moduleIn(call));
		checkNotEmpty(call, row);
		return row;
	},
	send: async (api, { module, body, headers }, data) =>
		await writeRows(
			api,
			{ method: 'POST', url: `/crm/v8/${module}`, headers, body: { data, ...body }, module },
			(row) => ({ ...details(row), created: true }),
		),
});
