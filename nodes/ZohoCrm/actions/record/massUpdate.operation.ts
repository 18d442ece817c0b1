import { clearFields, fieldInputs } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { flag, moduleIn, objectType } from '../../parameters';
import { jobOptions, massAction, selection } from './mass';

export const massUpdate = each({
	name: 'Mass Update',
	action: 'Update many records alike',
	description: 'Write one value into one field of many records',
	properties: [objectType, ...selection, ...fieldInputs('map')],
	options: [
		...jobOptions,
		clearFields,
		flag('Overwrite', 'overWrite', 'Whether to overwrite values that are there'),
	],
	async run(call) {
		const values = await call.values(moduleIn(call));
		const { length } = Object.keys(values);
		if (length !== 1)
			call.refuse('fields', `holds ${length} fields, and a mass update takes exactly one`);
		const over =
			call.param('overWrite') === undefined ? {} : { over_write: call.flag('overWrite') };
		return { json: await massAction(call, 'mass_update', { data: [values], ...over }) };
	},
});
