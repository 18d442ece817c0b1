import { tagging } from './parameters';

export const add = tagging({
	name: 'Add to Record',
	action: 'Add tags to a record',
	description: 'Add tags to a record; new names become new tags; 500 items go in one request',
	path: 'add_tags',
});
