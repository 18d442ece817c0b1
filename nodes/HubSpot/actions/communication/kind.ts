import type { Engagement } from '../../engagements';

export const kind: Engagement = {
	objectType: 'communications',
	one: 'a communication',
	main: [
		['hs_communication_channel_type', 'Channel', ['WHATS_APP', 'LINKEDIN_MESSAGE', 'SMS'], 'SMS'],
		['hs_communication_body', 'Text', 'long'],
	],
	more: [['hs_communication_logged_from', 'Logged From', 'text', 'CRM']],
};
