import type { Engagement } from '../../engagements';

export const kind: Engagement = {
	objectType: 'tasks',
	one: 'a task',
	main: [
		['hs_task_subject', 'Title', 'text'],
		['hs_task_body', 'Notes', 'long'],
		[
			'hs_task_status',
			'Status',
			['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED'],
			'NOT_STARTED',
		],
	],
	more: [
		['hs_task_priority', 'Priority', ['NONE', 'LOW', 'MEDIUM', 'HIGH'], 'NONE'],
		['hs_task_type', 'Type', ['TODO', 'CALL', 'EMAIL'], 'TODO'],
		['hs_task_reminders', 'Reminders (Epoch Milliseconds)', 'text'],
	],
};
