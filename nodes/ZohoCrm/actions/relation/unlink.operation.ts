import { batch } from '../../../core/operation';
import { ONCE, writeRows } from '../../outcomes';
import { idIn, objectType, recordId, text } from '../../parameters';
import { checkLinkable, relatedList, relatedPath } from './parameters';

export const unlink = batch({
	name: 'Unlink',
	action: 'Unlink a related record',
	description: 'Take the link between two records away; 100 items go in one request',
	properties: [
		objectType,
		recordId,
		relatedList,
		text('Related Record ID', 'relatedId', { required: true }),
	],
	size: 100,
	refusal: 'perRow',
	target(call) {
		checkLinkable(call);
		return relatedPath(call);
	},
	key: (id: string) => id,
	row: (call) => idIn(call, 'relatedId'),
	send: async (api, url, ids) =>
		await writeRows(
			api,
			{ method: 'DELETE', url, query: { ids: ids.join(',') }, ...ONCE },
			({ details }) => ({ ...details, linked: false }),
		),
});
