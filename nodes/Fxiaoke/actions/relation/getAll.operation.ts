import { conditionInputs, objectType, simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { objectName, oneRecordId } from '../../parameters';
import { asked, found, searchOptions } from '../../searching';
import { sort } from '../../sort';

export const getRelated = list({
	name: 'Get Related',
	action: 'Get related records',
	description: 'Get the child records that refer to a record by a lookup field',
	properties: [
		{ ...objectType, displayName: 'Child Object', description: 'The kind of the child records' },
		{
			displayName: 'Lookup Field Name or ID',
			name: 'lookupField',
			type: 'options',
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			typeOptions: {
				loadOptionsMethod: 'getLookupFields',
				loadOptionsDependsOn: ['objectType.value'],
			},
			default: '',
			required: true,
			hint: 'The field of the child object that holds the ID of the parent record',
		},
		{ ...oneRecordId, displayName: 'Parent Record ID' },
		...conditionInputs({ any: false }),
		sort,
		simplify,
	],
	options: searchOptions,
	query: async (call) =>
		await asked(call, objectName(call), [
			{
				field_name: call.id('lookupField'),
				operator: 'EQ',
				field_values: [call.id('recordId')],
			},
		]),
	pages: found,
});
