import type { INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { numericId } from '../../parameters';

const locator = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'getLists', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 17' },
	],
});

export const listId = locator('List', 'listId', 'The list to work with');
export const sourceListId = locator(
	'From List',
	'sourceListId',
	'The list whose members are added',
);

export const listName: INodeProperties = {
	displayName: 'Name',
	name: 'listName',
	type: 'string',
	default: '',
	required: true,
};

export const filterBranch: INodeProperties = {
	displayName: 'Filters (JSON)',
	name: 'filterBranch',
	type: 'json',
	default: '',
	placeholder: 'e.g. { "filterBranchType": "OR", "filterBranches": [] }',
	description: "The filter branch in HubSpot's own form",
};

export const listOf = (call: Call, name = 'listId') => numericId(call, name);

/** Members are changed by hand in these lists only. */
export const MANUAL_ONLY = 'Only manual and snapshot lists take members by hand';
