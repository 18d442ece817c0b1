import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call, Parameters } from '../core/node/call';
import { recordId } from '../core/node/parameters';
import { readMoment } from '../core/data/time';

/** Parameters of several resources of Fxiaoke. */

export const oneRecordId: INodeProperties = {
	...recordId,
	required: true,
	placeholder: 'e.g. 65a1f0c2e4b0a1234567890a',
	description: 'The "_id" of the record',
};

export const recordIds: INodeProperties = {
	...oneRecordId,
	displayName: 'Record IDs',
	name: 'recordIds',
	description: 'One "_id" or several, separated by commas',
};

export const actAs: INodeProperties = {
	displayName: 'Act as User ID',
	name: 'actAs',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1001',
	description:
		'Whose permissions apply: an employee ID (with the legacy sign-in an open user ID). Empty: the user of the credential.',
};

export const triggerApprovalFlow: INodeProperties = {
	displayName: 'Trigger Approval Flow',
	name: 'triggerApprovalFlow',
	type: 'boolean',
	default: true,
	description:
		'Whether the approval flow of the object starts, if it has one. Fxiaoke locks the record until it ends.',
};

export const triggerWorkFlow: INodeProperties = {
	displayName: 'Trigger Workflow',
	name: 'triggerWorkFlow',
	type: 'boolean',
	default: true,
	description: 'Whether the workflows of the object run',
};

export const triggers = [triggerApprovalFlow, triggerWorkFlow];

export const opinion: INodeProperties = {
	displayName: 'Opinion',
	name: 'opinion',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	description: 'The comment that is kept with the decision',
};

export const includeNull: INodeProperties = {
	displayName: 'Include Empty Fields',
	name: 'includeNull',
	type: 'boolean',
	default: false,
	description: 'Whether fields without a value are returned, as null',
};

export const labels: INodeProperties = {
	displayName: 'Labels',
	name: 'labels',
	type: 'boolean',
	default: false,
	description: 'Whether to show names and labels in the place of IDs and option values',
};

export const pageSize: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100 },
	default: 20,
	description: 'Rows per request. The vendor names 20 and no highest value.',
};

/** An object's API name; Fxiaoke tells upper from lower case in it. */
export const objectName = (call: Parameters, name = 'objectType'): string => call.id(name);

export const actingUser = (call: Parameters): string | undefined =>
	call.text('actAs') ? call.id('actAs') : undefined;

/** Switches that were set; a switch that was not added is left to Fxiaoke. */
export function flags(call: Parameters, names: string[]): IDataObject {
	return Object.fromEntries(
		names.filter((name) => call.param(name) !== undefined).map((name) => [name, call.flag(name)]),
	);
}

const convertUserId: INodeProperties = {
	displayName: 'People by Open User ID',
	name: 'convertUserId',
	type: 'boolean',
	default: true,
	description:
		'Whether people are shown by open user ID (FSUID_…) and not by employee ID. When Fxiaoke is not told, the legacy sign-in shows open user IDs.',
};

const convertMediaId: INodeProperties = {
	displayName: 'Files by Media ID',
	name: 'convertMediaId',
	type: 'boolean',
	default: false,
	description:
		'Whether files are shown by media ID and not by path, which downloads need. When Fxiaoke is not told, the legacy sign-in shows media IDs.',
};

/** How a read shows people and files: switches at the top level of its body. */
export const readSwitches = [convertUserId, convertMediaId];

export const readSwitchesOf = (call: Parameters): IDataObject =>
	flags(
		call,
		readSwitches.map(({ name }) => name),
	);

/** The two switches of a write, at the top level of its body. */
export const triggersOf = (call: Call) => ({
	triggerApprovalFlow: call.flag('triggerApprovalFlow'),
	triggerWorkFlow: call.flag('triggerWorkFlow'),
});

/** A list with at least one value. */
export function someOf(call: Call, name: string): string[] {
	const values = call.list(name);
	return values.length ? values : call.refuse(name, 'is empty');
}

/** A moment as epoch milliseconds. */
export function milliseconds(call: Call, name: string): number | undefined {
	const value = call.param(name);
	if (value === undefined || value === null || value === '') return undefined;
	const zone = call.api.vendor.fields.format(call.api.credential).zone ?? call.zone;
	return readMoment(value, zone)?.instant ?? call.refuse(name, 'is no date such as 2026-11-22');
}

/** An item for something that was done, with what Fxiaoke said besides its envelope. */
export const done = (said: IDataObject, more: IDataObject = {}) => ({ json: { ...said, ...more } });
