import type { Engagement } from '../../engagements';

export const kind: Engagement = {
	objectType: 'calls',
	one: 'a call',
	main: [
		['hs_call_title', 'Title', 'text'],
		['hs_call_body', 'Notes', 'long'],
		['hs_call_direction', 'Direction', ['INBOUND', 'OUTBOUND'], 'OUTBOUND'],
	],
	more: [
		['hs_call_status', 'Status', 'text'],
		['hs_call_duration', 'Duration (Milliseconds)', 'number'],
		['hs_call_disposition', 'Outcome GUID', 'text'],
		['hs_call_from_number', 'From Number', 'text'],
		['hs_call_to_number', 'To Number', 'text'],
		['hs_call_recording_url', 'Recording URL', 'text'],
	],
};
