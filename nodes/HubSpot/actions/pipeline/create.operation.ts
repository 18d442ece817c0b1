import { createOne, text } from '../../definitions';
import { kind } from './kind';

export const create = createOne(kind, {
	example:
		'e.g. { "stages": [{ "label": "New", "displayOrder": 0, "metadata": { "probability": "0.1" } }] }',
	inputs: [
		text('Label', 'label'),
		{ displayName: 'Display Order', name: 'displayOrder', type: 'number', default: 0 },
	],
	given: (call) => ({
		label: call.required('label'),
		displayOrder: call.integer('displayOrder') ?? 0,
		stages: [],
	}),
});
