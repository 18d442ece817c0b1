import { createOne, text } from '../../definitions';
import { kind } from './kind';

export const create = createOne(kind, {
	example: 'e.g. { "options": [{ "label": "Red", "value": "red", "displayOrder": 0 }] }',
	inputs: [
		text('Name', 'fieldName', 'e.g. favourite_colour'),
		text('Label', 'label'),
		text('Group Name', 'groupName', 'e.g. contactinformation'),
		{
			displayName: 'Type',
			name: 'fieldType',
			type: 'options',
			options: [
				{ name: 'Checkbox', value: 'bool:booleancheckbox' },
				{ name: 'Date', value: 'date:date' },
				{ name: 'Date and Time', value: 'datetime:date' },
				{ name: 'Dropdown', value: 'enumeration:select' },
				{ name: 'File', value: 'string:file' },
				{ name: 'Long Text', value: 'string:textarea' },
				{ name: 'Multiple Checkboxes', value: 'enumeration:checkbox' },
				{ name: 'Number', value: 'number:number' },
				{ name: 'Radio Buttons', value: 'enumeration:radio' },
				{ name: 'Rich Text', value: 'string:html' },
				{ name: 'Text', value: 'string:text' },
			],
			default: 'string:text',
			hint: 'Whether values are unique can be set at creation only: "hasUniqueValue" in the definition',
		},
	],
	given(call) {
		const [type, fieldType] = call.required('fieldType').split(':');
		return {
			name: call.id('fieldName'),
			label: call.required('label'),
			groupName: call.id('groupName'),
			type,
			fieldType,
		};
	},
});
