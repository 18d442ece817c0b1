import { fieldInputs, objectType, simplify } from '../../../core/node/parameters';
import { batch } from '../../../core/operation';
import { SIZE, writeBatch, type WriteRow } from '../../batches';
import { nothingToWrite, objectName, traceOf, writeOptions, written } from '../../parameters';
import { shaped } from '../../records';
import { inlineAssociations, linksOf } from './parameters';

export const create = batch({
	name: 'Create',
	action: 'Create a record',
	description: 'Create records of any object, 100 per request, with associations if wanted',
	properties: [objectType, ...fieldInputs('add'), inlineAssociations, simplify],
	options: writeOptions,
	size: SIZE,
	refusal: 'whole',
	target: (call) => ({ objectType: objectName(call), simple: call.flag('simplify') }),
	async row(call): Promise<WriteRow> {
		const object = objectName(call);
		const properties = await written(call, object);
		if (!Object.keys(properties).length) nothingToWrite(call);
		const associations = await linksOf(call, object);
		return { ...traceOf(call), properties, ...(associations.length && { associations }) };
	},
	async send(api, target, rows) {
		const outcomes = await writeBatch(api, target.objectType, 'create', rows);
		return outcomes.map((outcome) =>
			'record' in outcome
				? { json: { ...shaped(outcome.record, target.simple), created: true } }
				: outcome,
		);
	},
});
