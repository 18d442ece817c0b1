import type { INodeProperties } from 'n8n-workflow';
import { objectType } from '../../../core/node/parameters';
import type { Call } from '../../../core/node/call';
import { numericId, objectName, oneRecord } from '../../parameters';

export const toObjectType: INodeProperties = {
	...objectType,
	displayName: 'To Object',
	name: 'toObjectType',
	description: 'The kind of the other record',
};

export const toRecordId: INodeProperties = {
	...oneRecord,
	displayName: 'To Record ID',
	name: 'toRecordId',
	description: 'The ID of the other record',
};

/** Which label; types are directional, so the order of the two objects matters. */
export const associationType: INodeProperties = {
	displayName: 'Label Name or ID',
	name: 'associationType',
	type: 'options',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	typeOptions: {
		loadOptionsMethod: 'getAssociationTypes',
		loadOptionsDependsOn: ['objectType.value', 'toObjectType.value'],
	},
	default: '',
};

export const ends: INodeProperties[] = [objectType, oneRecord, toObjectType, toRecordId];
export const objects: INodeProperties[] = [objectType, toObjectType];

export const pairOf = (call: Call) => ({
	from: objectName(call),
	to: objectName(call, 'toObjectType'),
});

export const endsOf = (call: Call) => ({
	fromId: numericId(call),
	toId: numericId(call, 'toRecordId'),
});

export interface Link {
	fromId: string;
	toId: string;
}

/** The same link in successive requests: HubSpot sees them in order. */
export const linkKey = ({ fromId, toId }: Link) => `${fromId}>${toId}`;

export const labelId: INodeProperties = {
	displayName: 'Type ID',
	name: 'labelId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 75',
	description: 'The ID of the label in this direction',
};

export const labelText: INodeProperties = {
	displayName: 'Label',
	name: 'label',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Decision maker',
};

export const inverseLabel: INodeProperties = {
	displayName: 'Inverse Label',
	name: 'inverseLabel',
	type: 'string',
	default: '',
	description: 'What the link is called when seen from the other record; the same label if empty',
};
