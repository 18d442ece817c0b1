import { objectType } from '../../../core/node/parameters';
import { batch } from '../../../core/operation';
import { SIZE } from '../../batches';
import { numericId, objectName, oneRecord } from '../../parameters';
import { path } from '../../paths';

export const remove = batch({
	name: 'Archive',
	action: 'Archive a record',
	description:
		'Move records to the recycling bin, 100 per request; for 90 days they can be restored in HubSpot itself',
	properties: [
		objectType,
		{
			...oneRecord,
			hint: 'HubSpot gives no answer per record here: an ID that does not exist counts as archived, too',
		},
	],
	size: SIZE,
	refusal: 'whole',
	target: (call) => objectName(call),
	key: ({ id }: { id: string }) => id,
	row: (call) => ({ id: numericId(call) }),
	async send(api, object, rows) {
		await api.request({
			method: 'POST',
			url: path(api, 'objects', object, 'batch', 'archive'),
			body: { inputs: rows },
			safe: true,
		});
		return rows.map(({ id }) => ({ json: { id, deleted: true } }));
	},
});
