import { fieldInputs, objectType, simplify } from '../../../core/node/parameters';
import { batch } from '../../../core/operation';
import { SIZE, writeBatch, type WriteRow } from '../../batches';
import {
	keyProperty,
	objectName,
	traceOf,
	uniqueField,
	uniqueValue,
	updateOptions,
	written,
} from '../../parameters';
import { shaped } from '../../records';

export const upsert = batch({
	name: 'Create or Update',
	action: 'Create or update a record',
	description:
		'Update the record with a value in a unique property, or create it if there is none (upsert), 100 per request',
	properties: [
		objectType,
		{
			...uniqueField,
			hint: 'A property made with unique values is the dependable one. By the email of contacts HubSpot does no partial updates: it wants a whole contact.',
		},
		uniqueValue,
		...fieldInputs('map'),
		simplify,
	],
	options: updateOptions,
	size: SIZE,
	refusal: 'whole',
	async target(call) {
		const object = objectName(call);
		const idProperty =
			(await keyProperty(call, object)) ??
			call.refuse(
				'uniqueField',
				': HubSpot gives the record ID itself, so nothing can be created by it',
				'Choose another unique property, or use "Update"',
			);
		return { objectType: object, idProperty, simple: call.flag('simplify') };
	},
	key: ({ id }: WriteRow) => id?.toLowerCase(),
	async row(call): Promise<WriteRow> {
		const object = objectName(call);
		const idProperty = call.id('uniqueField');
		const id = call.required('uniqueValue');
		const properties = await written(call, object);
		const own = properties[idProperty];
		if (own !== undefined && String(own).toLowerCase() !== id.toLowerCase())
			call.refuse(
				'uniqueValue',
				`is "${id}", and the fields say "${String(own)}"`,
				'Leave the unique property out of the fields, or give both the same value',
			);
		return { ...traceOf(call), id, idProperty, properties: { ...properties, [idProperty]: id } };
	},
	async send(api, target, rows) {
		const outcomes = await writeBatch(api, target.objectType, 'upsert', rows);
		return outcomes.map((outcome) =>
			'record' in outcome
				? {
						json: {
							...shaped(outcome.record, target.simple),
							created: outcome.record.new === true,
						},
					}
				: outcome,
		);
	},
});
