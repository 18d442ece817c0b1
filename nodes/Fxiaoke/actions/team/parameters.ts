import type { INodeProperties } from 'n8n-workflow';

export const members: INodeProperties = {
	displayName: 'Member IDs',
	name: 'members',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1001,1002',
	description: 'User IDs, separated by commas',
};

export const role: INodeProperties = {
	displayName: 'Role',
	name: 'role',
	type: 'options',
	options: [
		{ name: 'After-Sales', value: '3' },
		{ name: 'Joint', value: '2' },
		{ name: 'Normal', value: '4' },
		{ name: 'Owner', value: '1' },
	],
	default: '4',
};

export const permission: INodeProperties = {
	displayName: 'Permission',
	name: 'permission',
	type: 'options',
	options: [
		{ name: 'Read', value: '1' },
		{ name: 'Read and Write', value: '2' },
	],
	default: '1',
};

export const TEAM_NOTE =
	'The vendor names AccountObj and OpportunityObj only; others are known to work for some clients';
