import type { INodeProperties } from 'n8n-workflow';

/** No object to choose: the approvals are an object of their own, whose fields the dropdowns need. */
export const fixedObject = (apiName: string): INodeProperties => ({
	displayName: 'Object',
	name: 'fixedObjectType',
	type: 'hidden',
	default: apiName,
});
