import { createOne, text } from '../../definitions';
import { kind } from './kind';

export const create = createOne(kind, {
	example:
		'e.g. { "properties": [{ "name": "vin", "label": "VIN", "type": "string", "fieldType": "text" }], "associatedObjects": ["CONTACT"] }',
	inputs: [
		text('Name', 'schemaName', 'e.g. car'),
		text('Singular Label', 'singular'),
		text('Plural Label', 'plural'),
		text('Primary Display Property', 'primaryDisplayProperty', 'e.g. vin'),
	],
	given: (call) => ({
		name: call.id('schemaName'),
		labels: { singular: call.required('singular'), plural: call.required('plural') },
		primaryDisplayProperty: call.id('primaryDisplayProperty'),
	}),
});
