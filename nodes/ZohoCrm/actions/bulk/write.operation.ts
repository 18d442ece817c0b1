import { fieldInputs, sendUnknownFields } from '../../../core/node/parameters';
import { batch } from '../../../core/operation';
import { moduleIn } from '../../parameters';
import { waitMinutes } from './jobs';
import {
	bulkWrite,
	cellOf,
	MOST_ROWS,
	planIn,
	separator,
	separatorOf,
	writeInputs,
	writeOptions,
	type Cells,
} from './writing';

export const write = batch({
	name: 'Write',
	action: 'Write records in bulk',
	description:
		'Write items by jobs of up to 25,000 records each, with a result for every item. A job costs 500 credits.',
	properties: [...writeInputs, ...fieldInputs('map')],
	options: [...writeOptions, sendUnknownFields, separator, waitMinutes],
	size: MOST_ROWS,
	refusal: 'perRow',
	target: planIn,
	async row(call): Promise<Cells> {
		const key = call.id('keyField');
		const between = separatorOf(call);
		const values = await call.values(moduleIn(call));
		// IDs are read-only fields, and yet the key of updates
		const own = key === 'id' ? call.item.json.id : undefined;
		const cells = Object.fromEntries(
			Object.entries(values).map(([name, value]) => [name, cellOf(value, between)]),
		);
		return own === undefined ? cells : { ...cells, id: cellOf(own, between) };
	},
	send: bulkWrite,
});
