import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { specOf, typeNamed } from '../../associations';

export const inlineAssociations: INodeProperties = {
	displayName: 'Associations',
	name: 'newAssociations',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Association',
	default: {},
	description: 'Records that the new one is associated with in the same request',
	options: [
		{
			displayName: 'Association',
			name: 'association',
			values: [
				{
					displayName: 'Object',
					name: 'toObjectType',
					type: 'string',
					default: 'companies',
					placeholder: 'e.g. companies',
					description: 'Name or type ID of the other object',
				},
				{
					displayName: 'Record ID',
					name: 'toRecordId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 512',
				},
				{
					displayName: 'Label or Type ID',
					name: 'associationType',
					type: 'string',
					default: '',
					placeholder: 'e.g. Decision maker',
					description: 'Leave empty for the default association',
				},
			],
		},
	],
};

/** Links of a create, with the type IDs that HubSpot wants. */
export async function linksOf(call: Call, objectType: string): Promise<IDataObject[]> {
	return await Promise.all(
		call.rows('newAssociations').map(async ({ toObjectType, toRecordId, associationType }) => {
			const to = String(toObjectType ?? '').trim();
			const id = String(toRecordId ?? '').trim();
			if (!to || !/^\d+$/.test(id))
				call.refuse('newAssociations', 'needs an object and a record ID (a number) in every row');
			const wanted = String(associationType ?? '').trim();
			const type = await typeNamed(call, 'newAssociations', { from: objectType, to, wanted });
			return { to: { id }, types: [specOf(type)] };
		}),
	);
}
