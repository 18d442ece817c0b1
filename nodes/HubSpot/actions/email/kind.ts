import type { Engagement } from '../../engagements';

export const kind: Engagement = {
	objectType: 'emails',
	one: 'an email',
	main: [
		['hs_email_direction', 'Direction', ['EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL'], 'EMAIL'],
		['hs_email_subject', 'Subject', 'text'],
		['hs_email_text', 'Text', 'long'],
	],
	more: [
		['hs_email_html', 'HTML', 'long'],
		['hs_email_status', 'Status', 'text'],
		['hs_email_headers', 'Headers (JSON)', 'long'],
	],
};
