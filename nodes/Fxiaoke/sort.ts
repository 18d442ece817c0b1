import type { INodeProperties } from 'n8n-workflow';

export const sort: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	description:
		'Without a sort, rows come by ID and all of them can be read. With one, Fxiaoke stops at offset 10,000.',
	options: [
		{
			displayName: 'Field',
			name: 'order',
			values: [
				{
					displayName: 'Field Name or ID',
					name: 'field',
					type: 'options',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					typeOptions: {
						loadOptionsMethod: 'getFields',
						loadOptionsDependsOn: ['objectType.value'],
					},
					default: '',
				},
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'asc' },
						{ name: 'Descending', value: 'desc' },
					],
					default: 'asc',
				},
			],
		},
	],
};
