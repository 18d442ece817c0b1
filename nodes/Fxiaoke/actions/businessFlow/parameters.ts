import type { INodeProperties } from 'n8n-workflow';
import { actAs } from '../../parameters';

export const flowTaskId: INodeProperties = {
	displayName: 'Task ID',
	name: 'taskId',
	type: 'string',
	default: '',
	required: true,
	description: 'ID of a task of the business flow, as "Get of Record" shows it',
};

export const actAsCandidate: INodeProperties = {
	...actAs,
	description:
		'Who does it: an employee ID (with the legacy sign-in an open user ID), who must be a candidate of the task. Empty: the user of the credential.',
};

export const SHAPE = 'The vendor does not document the form of the answer: it is given as it comes';
