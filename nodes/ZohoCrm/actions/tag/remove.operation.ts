import { tagging } from './parameters';

export const remove = tagging({
	name: 'Remove From Record',
	action: 'Remove tags from a record',
	description: 'Take tags off a record; 500 items go in one request',
	path: 'remove_tags',
});
