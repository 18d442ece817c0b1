import type { INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { clearFields, sendUnknownFields } from '../../../core/node/parameters';
import type { WrittenField } from '../../records';

/** How lookups of this record are given, where not by ID. */
const lookupKeys: INodeProperties = {
	displayName: 'Lookups by External Field',
	name: 'lookupKeys',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Lookup',
	default: {},
	description:
		"Lookup fields whose value is not the ID of the other record but that record's external unique field",
	options: [
		{
			displayName: 'Lookup',
			name: 'lookup',
			values: [
				{
					displayName: 'Lookup Field Name or ID',
					name: 'field',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getWritableFields',
						loadOptionsDependsOn: ['objectType.value'],
					},
					default: '',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				{
					displayName: 'External Field',
					name: 'externalField',
					type: 'string',
					default: '',
					description: 'API name of the external unique field of the other object',
					placeholder: 'e.g. sysOrganizationNo',
				},
			],
		},
	],
};

export const writeOptions: INodeProperties[] = [lookupKeys, sendUnknownFields];
export const updateOptions: INodeProperties[] = [clearFields, ...writeOptions];

/** The fields to write, as ServiceGo wants them. */
export async function written(call: Call, objectType: string): Promise<WrittenField[]> {
	const values = await call.values(objectType);
	const external = externalFields(call);
	for (const field of external.keys()) {
		if (!(field in values)) call.refuse('lookupKeys', `names "${field}", which has no value`);
	}
	return Object.entries(values).map(([fieldApiName, value]) => {
		const foreignExternalFieldApiName = external.get(fieldApiName);
		return {
			fieldApiName,
			fieldValue: String(value),
			...(foreignExternalFieldApiName && { foreignExternalFieldApiName }),
		};
	});
}

function externalFields(call: Call): Map<string, string> {
	return new Map(
		call.rows('lookupKeys').map(({ field, externalField }) => {
			if (!field || !externalField) call.refuse('lookupKeys', 'needs both fields in every row');
			return [String(field).trim(), String(externalField).trim()];
		}),
	);
}

export const nothingToWrite = (call: Call): never =>
	call.refuse(
		'fields',
		'holds no value to write',
		'Map at least one field; empty text leaves a field alone',
	);
