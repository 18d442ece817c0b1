import { createOne, text } from '../../definitions';
import { kind } from './kind';

export const create = createOne(kind, {
	example: 'e.g. { "displayOrder": 3 }',
	inputs: [text('Name', 'groupName'), text('Label', 'label')],
	given: (call) => ({ name: call.id('groupName'), label: call.required('label') }),
});
