import { getOneOf } from '../../metadata';
import { text } from '../../parameters';

export const get = getOneOf({
	action: 'Get a field',
	description: 'Get one field of a module',
	path: 'settings/fields',
	root: 'fields',
	ofModule: true,
	properties: [text('Field ID', 'fieldId', { required: true })],
	parameter: 'fieldId',
});
