import type { IDataObject } from 'n8n-workflow';
import { fieldInputs } from '../../../core/node/parameters';
import { batch } from '../../../core/operation';
import { details, writeRows } from '../../outcomes';
import { choices, moduleIn, objectType } from '../../parameters';
import { checkNotEmpty, rowOf, targetOf, upsertOptions } from './parameters';

const WITHOUT = ['Tasks', 'Events', 'Calls'];
const MOST_CHECKS = 10;

interface UpsertedRow {
	row: IDataObject;
	key?: string;
}

export const upsert = batch({
	name: 'Create or Update',
	action: 'Create or update a record',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	properties: [
		objectType,
		choices('Duplicate Check Field', 'duplicateCheckFields', 'getUniqueFields', {
			hint: 'Matched in this order. Without a choice Zoho takes its own fields (e.g. Email), then the unique ones.',
		}),
		...fieldInputs('map'),
	],
	options: upsertOptions,
	size: 100,
	refusal: 'perRow',
	target(call) {
		const module = moduleIn(call);
		if (WITHOUT.includes(module))
			call.refuse(
				'objectType',
				`is ${module}, and Zoho CRM offers no "Create or Update" for it`,
				'Use "Search" and then "Create" or "Update"',
			);
		const checks = call.list('duplicateCheckFields');
		if (checks.length > MOST_CHECKS)
			call.refuse('duplicateCheckFields', `holds more than ${MOST_CHECKS} fields`);
		return { ...targetOf(call, module), checks };
	},
	key: ({ key }: UpsertedRow) => key,
	async row(call): Promise<UpsertedRow> {
		const row = await rowOf(call, moduleIn(call));
		checkNotEmpty(call, row);
		const values = call.list('duplicateCheckFields').map((name) => row[name]);
		const key = values.some((value) => value !== undefined) ? JSON.stringify(values) : undefined;
		return { row, key };
	},
	send: async (api, { module, body, headers, checks }, rows) =>
		await writeRows(
			api,
			{
				method: 'POST',
				url: `/crm/v8/${module}/upsert`,
				headers,
				body: {
					data: rows.map(({ row }) => row),
					...(checks.length && { duplicate_check_fields: checks }),
					...body,
				},
				module,
				// only rows with something to match by come together again
				safe: rows.every(({ key }) => key !== undefined),
			},
			(row) => ({ ...details(row), created: row.action === 'insert' }),
		),
});
