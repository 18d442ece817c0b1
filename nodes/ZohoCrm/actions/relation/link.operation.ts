import type { IDataObject } from 'n8n-workflow';
import { batch } from '../../../core/operation';
import { writeRows } from '../../outcomes';
import { idIn, json, objectType, recordId, text } from '../../parameters';
import { checkLinkable, relatedList, relatedPath } from './parameters';

export const link = batch({
	name: 'Link or Update',
	action: 'Link a related record',
	description:
		'Link a record to another one, or change the fields of the link; 100 items go in one request',
	properties: [
		objectType,
		recordId,
		relatedList,
		text('Related Record ID', 'relatedId', { required: true }),
		json('Link Fields (JSON)', 'linkFields', {
			placeholder: 'e.g. { "Member_Status": "Invited" }',
			description: 'Fields of the link itself',
		}),
	],
	size: 100,
	refusal: 'perRow',
	target(call) {
		checkLinkable(call);
		return relatedPath(call);
	},
	key: ({ id }) => String(id),
	row: (call): IDataObject => ({
		...call.object('linkFields'),
		id: idIn(call, 'relatedId'),
	}),
	send: async (api, url, data) =>
		await writeRows(api, { method: 'PUT', url, body: { data }, safe: true }, ({ details }) => ({
			...details,
			linked: true,
		})),
});
