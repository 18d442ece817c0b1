import type { INodeProperties } from 'n8n-workflow';
import { actAs } from '../../parameters';

export const instanceId: INodeProperties = {
	displayName: 'Approval Instance ID',
	name: 'instanceId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 65a1f0c2e4b0a1234567890a',
	description: 'The "instanceId" of an approval',
};

export const taskId: INodeProperties = {
	displayName: 'Task ID',
	name: 'taskId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 65a1f0c2e4b0a1234567890a',
	description: 'The "ID" of a task, as "Get Instance" and "Get Many Tasks" give it',
};

/** Who decides matters here, so it stands in the open. */
export const actAsApprover: INodeProperties = {
	...actAs,
	description:
		'Whose decision it is: an employee ID (with the legacy sign-in an open user ID), who must be a candidate of the task. Empty: the user of the credential.',
};

export const endpoint: INodeProperties = {
	displayName: 'Endpoint',
	name: 'endpoint',
	type: 'options',
	options: [
		{ name: 'Approval Task', value: 'task' },
		{ name: 'Complete Approval', value: 'complete' },
	],
	default: 'complete',
	description: 'The vendor has two endpoints for the same. Change it if Fxiaoke refuses.',
};
