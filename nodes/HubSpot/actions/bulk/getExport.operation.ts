import { each } from '../../../core/operation';
import { numericId } from '../../parameters';
import { path } from '../../paths';

export const getExport = each({
	name: 'Get Export',
	action: 'Get the status of an export',
	description: 'Get the state of an export; it may wait for an approval in HubSpot',
	properties: [
		{ displayName: 'Export ID', name: 'exportId', type: 'string', default: '', required: true },
	],
	async run(call) {
		const url = path(call.api, 'exports', 'export', numericId(call, 'exportId'));
		return { json: await call.api.request({ method: 'GET', url }) };
	},
});
