import type { INodeProperties } from 'n8n-workflow';

/** Parameters that mean the same for every vendor keep one name, so that values survive switching operations. */

export const objectType: INodeProperties = {
	displayName: 'Object',
	name: 'objectType',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The kind of record to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchObjects', searchable: true },
		},
		{ displayName: 'By API Name', name: 'name', type: 'string', placeholder: 'e.g. contact' },
	],
};

export const recordId: INodeProperties = {
	displayName: 'Record ID',
	name: 'recordId',
	type: 'string',
	default: '',
	description: 'The ID that the vendor gave the record',
};

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false], '@tool': [false] } },
};

/** For people 50 rows, for an AI agent 20. */
export const limits: INodeProperties[] = [
	limit,
	{ ...limit, default: 20, displayOptions: { show: { returnAll: [false], '@tool': [true] } } },
];

export type MapperMode = 'add' | 'map';

/** The mapper over the live fields, JSON beside it (an agent cannot fill columns that it has not seen), and clearing. */
export const fieldInputs = (mode: MapperMode): INodeProperties[] => [
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		description:
			'The values to write. Dates and numbers are text here and are converted. In "Map Automatically" the keys of the input item are API names; other keys are left out, and null clears a field.',
		typeOptions: {
			loadOptionsDependsOn: ['objectType.value'],
			resourceMapper: {
				resourceMapperMethod: 'getColumns',
				mode,
				fieldWords: { singular: 'field', plural: 'fields' },
				// without `addAllFields` the editor shows what the columns themselves say: required and common ones
				supportAutoMap: true,
				multiKeyMatch: false,
				allowEmptyValues: false,
			},
		},
		// before an object is chosen the editor would complain that there are no fields
		displayOptions: { show: { '@tool': [false] }, hide: { objectType: [''] } },
	},
	{
		displayName: 'Fields (JSON)',
		name: 'fieldsJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "name": "Ada" }',
		description:
			'Values by API name, as a JSON object; they go before "Fields". Options may be given by label or value.',
	},
];

export const clearFields: INodeProperties = {
	displayName: 'Clear Field Names or IDs',
	name: 'clearFields',
	type: 'multiOptions',
	typeOptions: {
		loadOptionsMethod: 'getWritableFields',
		loadOptionsDependsOn: ['objectType.value'],
	},
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: 'These fields are emptied; a field that is only left out keeps its value',
};

export const sendUnknownFields: INodeProperties = {
	displayName: 'Send Unknown Fields',
	name: 'sendUnknownFields',
	type: 'boolean',
	default: false,
	description:
		'Whether to send names of "Fields (JSON)" that the list of fields does not hold, as text, instead of refusing them',
};

export interface ConditionInputs {
	/** An example of the vendor's own logic, where it has one. */
	custom?: { example: string; hint: string };
	any: boolean;
}

/** The condition builder, with the raw form beside it. */
export function conditionInputs({ custom, any }: ConditionInputs): INodeProperties[] {
	const logic: INodeProperties = {
		displayName: 'Logic',
		name: 'logic',
		type: 'string',
		default: '',
		placeholder: `e.g. ${custom?.example}`,
		description: custom?.hint,
		displayOptions: { show: { match: ['custom'] } },
	};
	return [
		{
			displayName: 'Must Match',
			name: 'match',
			type: 'options',
			noDataExpression: true,
			default: 'all',
			options: [
				{ name: 'All Conditions', value: 'all' },
				...(any ? [{ name: 'Any Condition', value: 'any' }] : []),
				...(custom ? [{ name: 'Custom Logic', value: 'custom' }] : []),
			],
		},
		...(custom ? [logic] : []),
		{
			displayName: 'Conditions',
			name: 'conditions',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Condition',
			default: {},
			displayOptions: { show: { '@tool': [false] } },
			options: [
				{
					displayName: 'Condition',
					name: 'condition',
					values: [
						{
							displayName: 'Field Name or ID',
							name: 'field',
							type: 'options',
							typeOptions: {
								loadOptionsMethod: 'getSearchFields',
								loadOptionsDependsOn: ['objectType.value'],
							},
							default: '',
							description:
								'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
						},
						{
							displayName: 'Operator Name or ID',
							name: 'operator',
							type: 'options',
							typeOptions: {
								loadOptionsMethod: 'getOperators',
								loadOptionsDependsOn: ['&field', 'objectType.value'],
							},
							default: '',
							description:
								'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							description:
								'Leave empty for operators such as "Is Empty". Lists are split at commas; dates may be ISO text.',
						},
					],
				},
			],
		},
		{
			displayName: 'Conditions (JSON)',
			name: 'conditionsJson',
			type: 'json',
			default: '[]',
			placeholder: 'e.g. [{ "field": "name", "operator": "is", "value": "Ada" }]',
			description:
				'Further conditions as a JSON list of field, operator and value; they are numbered after those above',
		},
	];
}

export const binaryPropertyName: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the input field containing the binary file data to be processed',
	description: 'The binary field of the input item that holds the file',
};

export const outputBinaryField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'outputBinaryField',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the output binary field to put the file in',
};

/** Added to the options of every operation. */
export const longestWait: INodeProperties = {
	displayName: 'Longest Wait (Seconds)',
	name: 'longestWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 120,
	description:
		'Most time in all that one request may wait when the vendor asks to slow down or cannot be reached',
};
