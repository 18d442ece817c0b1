import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';

export const PERSONNEL = 'PersonnelObj';

/** The address book has two doors. */
export const source: INodeProperties = {
	displayName: 'Read From',
	name: 'source',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Legacy Address Book',
			value: 'legacy',
			description: 'The vendor advises against it',
		},
		{
			name: 'Records',
			value: 'records',
			description: 'Personnel and departments as records; they may need a sharing rule',
		},
	],
	default: 'records',
};

export const showFor = (value: 'records' | 'legacy') => ({
	displayOptions: { show: { source: [value] } },
});

/** Field names of PersonnelObj are likely, not certain: they can be changed. */
export const personField = (
	name: string,
	displayName: string,
	preset: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: preset,
	description: `Field of PersonnelObj that is compared. The vendor's pages name no fields for certain; usually "${preset}".`,
});

export const isLegacy = (call: Call) => call.text('source') === 'legacy';

export const personFilter = (call: Call, option: string, preset: string, value: string) => [
	{
		field_name: call.text(option) || preset,
		operator: 'EQ',
		field_values: [value],
	} satisfies IDataObject,
];
