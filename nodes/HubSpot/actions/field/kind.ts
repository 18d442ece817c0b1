import { objectType } from '../../../core/node/parameters';
import { text, type Definition } from '../../definitions';
import { objectName } from '../../parameters';

export const kind: Definition = {
	one: 'property',
	many: 'properties',
	family: 'properties',
	within: [objectType],
	place: (call) => [objectName(call)],
	key: text('Property Name', 'fieldName', 'e.g. favourite_colour'),
};
