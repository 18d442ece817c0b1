import type { INodeProperties } from 'n8n-workflow';
import { listLocator } from '../../lists';

export { listId, listOf } from '../../lists';

export const sourceListId = listLocator(
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

/** Members are changed by hand in these lists only. */
export const MANUAL_ONLY = 'Only manual and snapshot lists take members by hand';
