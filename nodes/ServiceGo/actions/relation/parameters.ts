import type { INodeProperties } from 'n8n-workflow';

export const majorDataId: INodeProperties = {
	displayName: 'Major Record ID',
	name: 'recordId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 435033',
	description: 'ID of the record that the relation starts from',
};
