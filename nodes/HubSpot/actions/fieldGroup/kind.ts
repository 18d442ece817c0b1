import { objectType } from '../../../core/node/parameters';
import { text, type Definition } from '../../definitions';
import { objectName } from '../../parameters';

export const kind: Definition = {
	one: 'property group',
	many: 'property groups',
	family: 'properties',
	within: [objectType],
	place: (call) => [objectName(call), 'groups'],
	key: text('Group Name', 'groupName', 'e.g. contactinformation'),
};
