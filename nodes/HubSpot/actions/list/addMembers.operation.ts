import { batch } from '../../../core/operation';
import { numericId, oneRecord } from '../../parameters';
import { path } from '../../paths';
import { listId, listOf, MANUAL_ONLY } from './parameters';

const SIZE = 1_000;

export const addMembers = batch({
	name: 'Add Members',
	action: 'Add members to a list',
	description: 'Add records to a list, many per request',
	properties: [{ ...listId, hint: MANUAL_ONLY }, oneRecord],
	size: SIZE,
	refusal: 'whole',
	target: (call) => listOf(call),
	row: (call) => numericId(call),
	async send(api, id, rows) {
		const { recordIdsMissing = [], recordsIdsAdded } = await api.request<{
			recordIdsMissing?: Array<string | number>;
			recordsIdsAdded?: Array<string | number>;
		}>({
			method: 'PUT',
			url: path(api, 'lists', id, 'memberships', 'add'),
			body: [...new Set(rows)],
			safe: true,
		});
		const missing = new Set(recordIdsMissing.map(String));
		const added = recordsIdsAdded && new Set(recordsIdsAdded.map(String));
		return rows.map((recordId) =>
			missing.has(recordId)
				? {
						refused: {
							message: `HubSpot has no record ${recordId} of this list's kind`,
							code: 'OBJECT_NOT_FOUND',
						},
					}
				: { json: { listId: id, recordId, member: true, added: added?.has(recordId) ?? true } },
		);
	},
});
