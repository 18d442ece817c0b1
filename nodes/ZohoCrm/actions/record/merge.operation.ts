import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import { idsIn, json, objectType, recordId, recordPath, text } from '../../parameters';

export const merge = each({
	name: 'Merge',
	action: 'Merge records',
	description: 'Merge one or two records into a master record; they are gone afterwards',
	properties: [
		objectType,
		{ ...recordId, displayName: 'Master Record ID' },
		text('Record IDs to Merge', 'mergeIds', {
			required: true,
			description: 'One or two IDs, separated by commas',
		}),
		json('Fields to Take (JSON)', 'takeFields', {
			placeholder: 'e.g. { "3652397000001988001": ["Phone", "Email"] }',
			description: 'Per record to merge: the fields whose values go into the master record',
		}),
	],
	async run(call) {
		const ids = idsIn(call, 'mergeIds');
		if (ids.length < 1 || ids.length > 2)
			call.refuse('mergeIds', `holds ${ids.length} IDs: one or two go`);
		const take = call.object('takeFields') ?? {};
		const strange = Object.keys(take).find((id) => !ids.includes(id) || !Array.isArray(take[id]));
		if (strange !== undefined)
			call.refuse(
				'takeFields',
				`holds "${strange}", which is no list of fields of a record to merge`,
			);
		const data = ids.map((id) => ({
			id,
			_fields: [take[id] ?? []].flat().map((api_name) => ({ api_name })),
		}));
		const url = `${recordPath(call)}/actions/merge`;
		return {
			json: await writeOne(call.api, { method: 'POST', url, body: { merge: [{ data }] } }, 'merge'),
		};
	},
});
