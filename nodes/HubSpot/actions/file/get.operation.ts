import { each } from '../../../core/operation';
import { fileId } from '../../files';
import { numericId } from '../../parameters';
import { path } from '../../paths';

export const get = each({
	name: 'Get',
	action: 'Get a file',
	description: 'Get what HubSpot knows of a file, without its content',
	properties: [fileId],
	async run(call) {
		const url = path(call.api, 'files', numericId(call, 'fileId'));
		return { json: await call.api.request({ method: 'GET', url }) };
	},
});
