import type { INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { actingUser } from '../../parameters';
import { write } from '../../requests';

export const withDetails: INodeProperties = {
	displayName: 'With Details',
	name: 'withDetails',
	type: 'boolean',
	default: false,
	description: 'Whether the rows of child objects are included',
};

export const lockRequest = (call: Call, way: 'lock' | 'unlock', dataObjectApiName: string) =>
	write(
		`/cgi/crm/v2/object/${way}`,
		{
			data: {
				dataObjectApiName,
				dataIds: [call.id('recordId')],
				detailObjStrategy: call.flag('withDetails') ? 1 : 0,
			},
		},
		actingUser(call),
	);
