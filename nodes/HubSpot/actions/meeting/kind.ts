import type { Engagement } from '../../engagements';

export const kind: Engagement = {
	objectType: 'meetings',
	one: 'a meeting',
	main: [
		['hs_meeting_title', 'Title', 'text'],
		['hs_meeting_body', 'Description', 'long'],
		['hs_meeting_start_time', 'Start', 'time'],
		['hs_meeting_end_time', 'End', 'time'],
	],
	more: [
		['hs_meeting_location', 'Location', 'text'],
		['hs_meeting_outcome', 'Outcome', 'text'],
		['hs_internal_meeting_notes', 'Internal Notes', 'long'],
	],
};
