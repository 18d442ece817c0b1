import type { INodeProperties } from 'n8n-workflow';

export const pooledObject: INodeProperties = {
	displayName: 'Object',
	name: 'poolObject',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Account (High Seas)', value: 'AccountObj' },
		{ name: 'Lead (Lead Pool)', value: 'LeadsObj' },
	],
	default: 'AccountObj',
};

export const poolId: INodeProperties = {
	displayName: 'Pool',
	name: 'poolId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'getPools', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string' },
	],
};
