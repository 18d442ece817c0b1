import { createOne, text } from '../../definitions';
import { kind } from './kind';

export const create = createOne(kind, {
	example: 'e.g. { "metadata": { "probability": "0.5" } }',
	inputs: [
		text('Label', 'label'),
		{ displayName: 'Display Order', name: 'displayOrder', type: 'number', default: 0 },
	],
	given: (call) => ({
		label: call.required('label'),
		displayOrder: call.integer('displayOrder') ?? 0,
	}),
});
