import type { INodeProperties } from 'n8n-workflow';

export const groupId: INodeProperties = {
	displayName: 'User Group ID',
	name: 'userGroupId',
	type: 'string',
	default: '',
	required: true,
};

export const groupName: INodeProperties = {
	displayName: 'Name',
	name: 'groupName',
	type: 'string',
	default: '',
	required: true,
};

export const memberIds: INodeProperties = {
	displayName: 'Member IDs',
	name: 'memberIds',
	type: 'string',
	default: '',
	description: 'User IDs, separated by commas',
};
