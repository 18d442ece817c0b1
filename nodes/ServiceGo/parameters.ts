import type { INodeProperties } from 'n8n-workflow';
import { recordId } from '../core/node/parameters';
import type { Call, Parameters } from '../core/node/call';

/** Parameters of several resources of ServiceGo. */

const byId = { show: { locateBy: ['id'] } };
const byUnique = { show: { locateBy: ['uniqueField'] } };

export const uniqueField: INodeProperties = {
	displayName: 'Unique Field Name or ID',
	name: 'uniqueField',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getUniqueFields', loadOptionsDependsOn: ['objectType.value'] },
	default: '',
	required: true,
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: 'A field that ServiceGo marks as "external unique"; the API does not tell which ones are',
};

export const uniqueValue: INodeProperties = {
	displayName: 'Unique Value',
	name: 'uniqueValue',
	type: 'string',
	default: '',
	required: true,
	description: "The record's value of the unique field",
};

/** By ID, or by an external unique field. */
export const locator: INodeProperties[] = [
	{
		displayName: 'Find Record By',
		name: 'locateBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'ID', value: 'id' },
			{ name: 'Unique Field', value: 'uniqueField' },
		],
		default: 'id',
	},
	{ ...recordId, required: true, placeholder: 'e.g. 61527', displayOptions: byId },
	{ ...uniqueField, displayOptions: byUnique },
	{ ...uniqueValue, displayOptions: byUnique },
];

export interface Located {
	id?: number;
	uniqueFieldApiName?: string;
	uniqueFieldValue?: string;
}

export const unique = (call: Call) => ({
	uniqueFieldApiName: call.id('uniqueField'),
	uniqueFieldValue: call.required('uniqueValue'),
});

export const number = (call: Parameters, name: string): number =>
	call.integer(name, { min: 1 }) ??
	call.refuse(name, 'is empty', 'Fill it in, or check its expression for this item');

/** Where the record is. */
export const located = (call: Call): Located =>
	call.text('locateBy') === 'uniqueField' ? unique(call) : { id: number(call, 'recordId') };

/** As the samples of attachments have it: with an ID the object is left out. */
export const locatedLoosely = (call: Call): Located & { objectApiName?: string } => {
	const where = located(call);
	return where.id === undefined ? { objectApiName: objectName(call), ...where } : where;
};

/** An object's API name; ServiceGo tells upper from lower case in it. */
export const objectName = (call: Parameters, name = 'objectType'): string => call.id(name);

/** The same record as text: items that share it are worked on one after another. */
export const locatorKey = (call: Call): string =>
	JSON.stringify([call.text('objectType'), located(call)]);

export const filterId = (name: string, description: string): INodeProperties => ({
	displayName: name,
	name: 'filterId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'getFilters', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 2' },
	],
});

export const pageSize: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100 },
	default: 100,
	description: 'Rows per request, 100 at most',
};

export const MOST_PER_PAGE = 100;

export const sizeOf = (call: Call): number =>
	call.integer('pageSize', { min: 1, max: MOST_PER_PAGE }) ?? MOST_PER_PAGE;

export const fieldApiName: INodeProperties = {
	displayName: 'Field Name or ID',
	name: 'fieldApiName',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['objectType.value'] },
	default: '',
	required: true,
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};
