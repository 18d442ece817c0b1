import type { Engagement } from '../../engagements';

export const kind: Engagement = {
	objectType: 'postal_mail',
	one: 'a letter',
	main: [['hs_postal_mail_body', 'Text', 'long']],
	more: [],
};
