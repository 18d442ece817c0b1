import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call, Parameters } from '../core/node/call';
import { clearFields, recordId, sendUnknownFields } from '../core/node/parameters';
import { isContacts } from './objects';
import { ownerId } from './owners';

/** Parameters of several resources of HubSpot. */

const byId = { show: { locateBy: ['id'] } };
const byUnique = { show: { locateBy: ['uniqueField'] } };

export const oneRecord: INodeProperties = {
	...recordId,
	required: true,
	placeholder: 'e.g. 512',
	description: 'The ID of the record in HubSpot (hs_object_id)',
};

export const uniqueField: INodeProperties = {
	displayName: 'Unique Property Name or ID',
	name: 'uniqueField',
	type: 'options',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	typeOptions: { loadOptionsMethod: 'getUniqueFields', loadOptionsDependsOn: ['objectType.value'] },
	default: '',
	required: true,
	hint: "Properties made with unique values, and the email of contacts. HubSpot does not keep companies' domains apart.",
};

export const uniqueValue: INodeProperties = {
	displayName: 'Unique Value',
	name: 'uniqueValue',
	type: 'string',
	default: '',
	required: true,
	description: "The record's value of the unique property",
};

/** By ID, or by a unique property. */
export const locator: INodeProperties[] = [
	{
		displayName: 'Find Record By',
		name: 'locateBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'ID', value: 'id' },
			{ name: 'Unique Property', value: 'uniqueField' },
		],
		default: 'id',
	},
	{ ...oneRecord, displayOptions: byId },
	{ ...uniqueField, displayOptions: byUnique },
	{ ...uniqueValue, displayOptions: byUnique },
];

export interface Located {
	id: string;
	/** Absent: by HubSpot's own ID. */
	idProperty?: string;
}

/** An object's name or type ID, as it stands in a path. */
export const objectName = (call: Parameters, name = 'objectType'): string => call.id(name);

/** A record's own ID: digits, checked before anything is sent. */
export function numericId(call: Parameters, name = 'recordId'): string {
	const id = call.id(name);
	if (!/^\d+$/.test(id))
		call.refuse(name, `is no ID of HubSpot's: "${id.slice(0, 40)}"`, 'IDs are numbers, e.g. 512');
	return id;
}

/** The property that identifies records; one that is known not to be unique is refused. */
export async function keyProperty(call: Call, objectType: string): Promise<string | undefined> {
	const name = call.id('uniqueField');
	if (name === 'hs_object_id') return undefined;
	const fields = await call.api.fields(objectType);
	const field = fields.find((known) => known.name === name);
	const unique = fields.filter((known) => known.unique).map((known) => known.name);
	if (fields.length && !field?.unique)
		call.refuse(
			'uniqueField',
			field ? `: the values of "${name}" are not unique` : `: there is no property "${name}"`,
			unique.length
				? `Properties with unique values: ${unique.join(', ')}`
				: 'This object has no property with unique values: use the ID',
		);
	return name;
}

/** Where the record is. */
export async function located(call: Call, objectType: string): Promise<Located> {
	if (call.text('locateBy') !== 'uniqueField') return { id: numericId(call) };
	const idProperty = await keyProperty(call, objectType);
	return idProperty
		? { id: call.required('uniqueValue'), idProperty }
		: { id: numericId(call, 'uniqueValue') };
}

/** A contact's email identifies it in single requests and upserts only. */
export const isEmail = (objectType: string, idProperty?: string) =>
	isContacts(objectType) && idProperty === 'email';

export const properties: INodeProperties = {
	displayName: 'Property Names or IDs',
	name: 'properties',
	type: 'multiOptions',
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['objectType.value'] },
	default: [],
	hint: 'Without a choice HubSpot gives a small set of its own',
};

export const history: INodeProperties = {
	displayName: 'Properties With History Names or IDs',
	name: 'propertiesWithHistory',
	type: 'multiOptions',
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['objectType.value'] },
	default: [],
};

export const archived: INodeProperties = {
	displayName: 'Archived',
	name: 'archived',
	type: 'boolean',
	default: false,
	description: 'Whether to get archived records instead of the others',
};

export const associated: INodeProperties = {
	displayName: 'Associations',
	name: 'associations',
	type: 'string',
	default: '',
	placeholder: 'e.g. companies,deals',
	description: 'Objects whose associated IDs are to come with the record, separated by commas',
};

/** A page of rows per request. */
export const pageSize = (most: number): INodeProperties => ({
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: most },
	default: most,
	description: `Rows per request, ${most} at most`,
});

export const sizeOf = (call: Call, most: number): number =>
	call.integer('pageSize', { min: 1, max: most }) ?? most;

export const writeOptions: INodeProperties[] = [sendUnknownFields];
export const updateOptions: INodeProperties[] = [clearFields, sendUnknownFields];

/** The properties to write, as HubSpot wants them; owners may be given by email. */
export async function written(call: Call, objectType: string): Promise<IDataObject> {
	const values = await call.values(objectType);
	const users = (await call.api.fields(objectType)).filter(({ type }) => type === 'user');
	const out: IDataObject = { ...values };
	for (const { name } of users) {
		const given = out[name];
		if (typeof given === 'string') out[name] = await ownerId(call, 'fields', given);
	}
	return out;
}

export const nothingToWrite = (call: Call): never =>
	call.refuse(
		'fields',
		'holds no value to write',
		'Map at least one property; empty text leaves a property alone',
	);

/** Trace id of a row: the number of its item. */
export const traceOf = (call: Call) => ({ objectWriteTraceId: `item-${call.index}` });
