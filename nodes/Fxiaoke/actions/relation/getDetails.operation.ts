import type { Call } from '../../../core/node/call';
import { objectType, simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { objectName, oneRecordId } from '../../parameters';
import { asked, found, searchOptions } from '../../searching';

/** The master_detail field of the child object: describe says it, no endpoint lists details. */
async function masterField(call: Call, child: string): Promise<string> {
	const masters = (await call.api.fields(child)).filter(({ kind }) => kind === 'master');
	if (masters.length === 1) return masters[0].name;
	return call.refuse(
		'objectType',
		masters.length
			? `is "${child}", which has several master fields: ${masters.map(({ name }) => name).join(', ')}`
			: `is "${child}", which is no detail of another object`,
		'Use "Get Related" and choose the field',
	);
}

export const getDetails = list({
	name: 'Get Details',
	action: 'Get the details of a record',
	description:
		'Get the rows of a child object that belong to a record, such as the lines of an order',
	properties: [
		{
			...objectType,
			displayName: 'Detail Object',
			description: 'The kind of the rows, such as SalesOrderProductObj',
		},
		{ ...oneRecordId, displayName: 'Master Record ID' },
		simplify,
	],
	options: searchOptions.filter(({ name }) => name !== 'emptyValue'),
	async query(call) {
		const child = objectName(call);
		const master = call.id('recordId');
		const field = await masterField(call, child);
		return await asked(call, child, [
			{ field_name: field, operator: 'EQ', field_values: [master] },
		]);
	},
	pages: found,
});
