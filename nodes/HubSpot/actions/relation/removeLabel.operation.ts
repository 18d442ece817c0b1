import { batch } from '../../../core/operation';
import { specOf, typeNamed } from '../../associations';
import { SIZE } from '../../batches';
import { path } from '../../paths';
import { associationType, ends, endsOf, linkKey, pairOf, type Link } from './parameters';

export const removeLabel = batch({
	name: 'Remove Label',
	action: 'Remove a label from an association',
	description: 'Take one label away; the records stay associated',
	properties: [...ends, { ...associationType, required: true }],
	size: SIZE,
	refusal: 'whole',
	async target(call) {
		const pair = pairOf(call);
		const wanted = call.required('associationType');
		return { ...pair, type: await typeNamed(call, 'associationType', { ...pair, wanted }) };
	},
	key: linkKey,
	row: (call): Link => endsOf(call),
	async send(api, { from, to, type }, rows) {
		await api.request({
			method: 'POST',
			url: path(api, 'associations', from, to, 'batch', 'labels', 'archive'),
			body: {
				inputs: rows.map(({ fromId, toId }) => ({
					from: { id: fromId },
					to: { id: toId },
					types: [specOf(type)],
				})),
			},
			safe: true,
		});
		return rows.map((row) => ({ json: { ...row, label: type.label, removed: true } }));
	},
});
