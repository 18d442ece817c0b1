import { batch } from '../../../core/operation';
import { numericId, oneRecord } from '../../parameters';
import { path } from '../../paths';
import { listId, listOf, MANUAL_ONLY } from './parameters';

const SIZE = 1_000;

export const removeMembers = batch({
	name: 'Remove Members',
	action: 'Remove members from a list',
	description: 'Take records out of a list, many per request; one that is not in it counts as out',
	properties: [{ ...listId, hint: MANUAL_ONLY }, oneRecord],
	size: SIZE,
	refusal: 'whole',
	target: (call) => listOf(call),
	row: (call) => numericId(call),
	async send(api, id, rows) {
		await api.request({
			method: 'PUT',
			url: path(api, 'lists', id, 'memberships', 'remove'),
			body: [...new Set(rows)],
			safe: true,
		});
		return rows.map((recordId) => ({ json: { listId: id, recordId, member: false } }));
	},
});
