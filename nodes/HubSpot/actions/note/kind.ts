import type { Engagement } from '../../engagements';

export const kind: Engagement = {
	objectType: 'notes',
	one: 'a note',
	main: [['hs_note_body', 'Note', 'long']],
	more: [['hs_attachment_ids', 'Attached File IDs', 'text']],
};
