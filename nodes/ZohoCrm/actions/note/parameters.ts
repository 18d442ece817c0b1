import type { INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { given, recordId, text } from '../../parameters';

const MOST_TITLE = 120;
const MOST_CONTENT = 65_535;

export const noteId: INodeProperties = { ...recordId, displayName: 'Note ID', name: 'noteId' };

export const noteInputs: INodeProperties[] = [
	text('Title', 'noteTitle', { description: 'At most 120 characters' }),
	text('Content', 'noteContent', {
		typeOptions: { rows: 4 },
		description: 'At most 65,535 characters',
	}),
];

/** Title and content, one of them at least. */
export function noteIn(call: Call) {
	const [title, content] = [call.text('noteTitle'), call.text('noteContent')];
	if (!title && !content)
		call.refuse('noteContent', 'is empty', 'A note needs a title or a content');
	if (title.length > MOST_TITLE)
		call.refuse('noteTitle', `has ${title.length} characters, and a title takes ${MOST_TITLE}`);
	if (content.length > MOST_CONTENT)
		call.refuse(
			'noteContent',
			`has ${content.length} characters, and a note takes ${MOST_CONTENT}`,
		);
	return given({ Note_Title: title, Note_Content: content });
}
