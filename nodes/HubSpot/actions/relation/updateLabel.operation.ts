import { each } from '../../../core/operation';
import { path } from '../../paths';
import { inverseLabel, labelId, labelText, objects, pairOf } from './parameters';

export const updateLabel = each({
	name: 'Update Label',
	action: 'Update an association label',
	description: 'Rename a label of your own',
	properties: [...objects, labelId, labelText, inverseLabel],
	key: (call) => call.text('labelId'),
	async run(call) {
		const { from, to } = pairOf(call);
		const associationTypeId =
			call.integer('labelId', { min: 1 }) ?? call.refuse('labelId', 'is empty');
		const inverse = call.text('inverseLabel');
		const label = call.required('label');
		await call.api.request({
			method: 'PUT',
			url: path(call.api, 'associations', from, to, 'labels'),
			body: { associationTypeId, label, ...(inverse && { inverseLabel: inverse }) },
			safe: true,
		});
		return { json: { typeId: associationTypeId, label, updated: true } };
	},
});
