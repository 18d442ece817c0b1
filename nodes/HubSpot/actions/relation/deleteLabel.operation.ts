import { each } from '../../../core/operation';
import { numericId } from '../../parameters';
import { path } from '../../paths';
import { labelId, objects, pairOf } from './parameters';

export const removeLabelType = each({
	name: 'Delete Label',
	action: 'Delete an association label',
	description: 'Delete a label of your own, and its inverse',
	properties: [...objects, labelId],
	key: (call) => call.text('labelId'),
	async run(call) {
		const { from, to } = pairOf(call);
		const typeId = numericId(call, 'labelId');
		const url = path(call.api, 'associations', from, to, 'labels', typeId);
		await call.api.request({ method: 'DELETE', url });
		return { json: { typeId, deleted: true } };
	},
});
