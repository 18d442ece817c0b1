import { batch } from '../../../core/operation';
import { SIZE } from '../../batches';
import { path } from '../../paths';
import { ends, endsOf, linkKey, pairOf, type Link } from './parameters';

export const remove = batch({
	name: 'Delete',
	action: 'Delete an association',
	description: 'Take away every association between two records, with all labels',
	properties: ends,
	size: SIZE,
	refusal: 'whole',
	target: pairOf,
	key: linkKey,
	row: (call): Link => endsOf(call),
	async send(api, { from, to }, rows) {
		await api.request({
			method: 'POST',
			url: path(api, 'associations', from, to, 'batch', 'archive'),
			body: {
				inputs: rows.map(({ fromId, toId }) => ({ from: { id: fromId }, to: [{ id: toId }] })),
			},
			safe: true,
		});
		return rows.map((row) => ({ json: { ...row, deleted: true } }));
	},
});
