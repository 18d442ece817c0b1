import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { objectType as generalObject, recordId as generalId } from '../core/node/parameters';
import type { Call, Parameters } from '../core/node/call';
import { readMoment } from '../core/data/time';
import { defaultFields, momentText, type ZohoField } from './fields';

/** Parameters of several resources of Zoho CRM. */

const CHOOSE =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';
const CHOOSE_MANY =
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

export const objectType: INodeProperties = {
	...generalObject,
	displayName: 'Module',
	description: 'Any module that the API knows, custom ones too',
	modes: generalObject.modes?.map((mode) =>
		mode.name === 'name' ? { ...mode, placeholder: 'e.g. Leads' } : mode,
	),
};

export const recordId: INodeProperties = {
	...generalId,
	required: true,
	placeholder: 'e.g. 3652397000001988001',
	description: 'The ID that Zoho gave the record; always text, since a number would lose digits',
};

/** A module's API name; it stands in paths. */
export const moduleIn = (call: Parameters): string => call.id('objectType');

const ZOHO_ID = /^\d{1,19}$/;

/** An ID of Zoho's own. */
export function idIn(call: Call, name = 'recordId'): string {
	const id = call.id(name);
	const value = call.param(name);
	if (typeof value === 'number' && !Number.isSafeInteger(value))
		call.refuse(
			name,
			'came as a number and has lost its last digits',
			'IDs are text: keep them in quotes',
		);
	return ZOHO_ID.test(id)
		? id
		: call.refuse(
				name,
				`is no ID of Zoho CRM: "${id.slice(0, 40)}"`,
				'IDs have digits only, e.g. 3652397000001988001',
			);
}

export function idsIn(call: Call, name: string): string[] {
	const ids = call.list(name);
	const bad = ids.find((id) => !ZOHO_ID.test(id));
	if (bad !== undefined)
		call.refuse(name, `holds "${bad.slice(0, 40)}", which is no ID of Zoho CRM`);
	return ids;
}

export const recordPath = (call: Call): string => `/crm/v8/${moduleIn(call)}/${idIn(call)}`;

/** A dropdown of one thing. */
export const choice = (
	displayName: string,
	name: string,
	loadOptionsMethod: string,
	more: Partial<INodeProperties> = {},
): INodeProperties => ({
	displayName: `${displayName} Name or ID`,
	name,
	type: 'options',
	typeOptions: { loadOptionsMethod, loadOptionsDependsOn: ['objectType.value'] },
	default: '',
	description: CHOOSE,
	...more,
});

/** A dropdown of several things. */
export const choices = (
	displayName: string,
	name: string,
	loadOptionsMethod: string,
	more: Partial<INodeProperties> = {},
): INodeProperties => ({
	displayName: `${displayName} Names or IDs`,
	name,
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod, loadOptionsDependsOn: ['objectType.value'] },
	default: [],
	description: CHOOSE_MANY,
	...more,
});

export const text = (
	displayName: string,
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName, name, type: 'string', default: '', ...more });

export const flag = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: false,
	description,
});

export const json = (
	displayName: string,
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName, name, type: 'json', default: '', ...more });

export const fieldNames: INodeProperties = choices('Field', 'fieldNames', 'getFields', {
	hint: 'At most 50. Without a choice: required fields, custom fields, then the others, up to 50. Subforms and multi-select lookups come with "Get" only.',
});

const MOST_FIELDS = 50;

/** The fields chosen, or those that fit best. */
export async function fieldsOf(call: Call, module: string): Promise<string> {
	const chosen = chosenFields(call);
	if (chosen) return chosen;
	const known = await call.api.fields(module);
	return defaultFields(known.filter((field): field is ZohoField => 'dataType' in field)).join(',');
}

export function chosenFields(call: Call): string | undefined {
	const names = call.list('fieldNames');
	if (names.length > MOST_FIELDS)
		call.refuse(
			'fieldNames',
			`holds ${names.length} fields, and Zoho CRM takes ${MOST_FIELDS} at most`,
			'Take some out, or read the rest in a second node',
		);
	return names.join(',') || undefined;
}

export const modifiedSince: INodeProperties = {
	displayName: 'Modified Since',
	name: 'modifiedSince',
	type: 'dateTime',
	default: '',
	description: 'Only what changed after this time',
};

/** A time of an option as Zoho wants it; undefined when empty. */
export function momentOf(call: Call, name: string): string | undefined {
	const value = call.param(name);
	if (value === undefined || value === null || value === '') return undefined;
	const moment = readMoment(value, call.zone);
	return moment
		? momentText(moment.instant, call.zone)
		: call.refuse(name, 'is no date and time such as 2026-11-22T08:30:00Z');
}

export const since = (call: Call): Record<string, string> => {
	const moment = momentOf(call, 'modifiedSince');
	return moment ? { 'If-Modified-Since': moment } : {};
};

export const pageSize: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 200 },
	default: 200,
	description: 'Rows per request, 200 at most',
};

export const sizeOf = (call: Call): number => call.integer('pageSize', { min: 1, max: 200 }) ?? 200;

export const sortOrder: INodeProperties = {
	displayName: 'Sort Order',
	name: 'sortOrder',
	type: 'options',
	options: [
		{ name: 'Ascending', value: 'asc' },
		{ name: 'Descending', value: 'desc' },
	],
	default: 'desc',
};

export const sortBy: INodeProperties = {
	displayName: 'Sort By',
	name: 'sortBy',
	type: 'options',
	options: [
		{ name: 'Created Time', value: 'Created_Time' },
		{ name: 'ID', value: 'id' },
		{ name: 'Modified Time', value: 'Modified_Time' },
	],
	default: 'id',
	description: 'Zoho sorts by these only',
};

export const converted: INodeProperties = {
	displayName: 'Converted',
	name: 'converted',
	type: 'options',
	options: [
		{ name: 'Both', value: 'both' },
		{ name: 'Only Converted', value: 'true' },
		{ name: 'Only Not Converted', value: 'false' },
	],
	default: 'false',
	description: 'Whether to get leads that were converted',
};

/** Sort and conversion, as query parameters. */
export const sorting = (call: Call) => ({
	sort_by: call.text('sortBy') || undefined,
	sort_order: call.text('sortOrder') || undefined,
	converted: call.text('converted') || undefined,
});

/** Leaves out what is empty. */
export const given = (values: Record<string, unknown>): IDataObject =>
	Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
	) as IDataObject;
