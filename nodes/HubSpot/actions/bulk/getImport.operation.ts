import { each } from '../../../core/operation';
import { numericId } from '../../parameters';
import { path } from '../../paths';
import { importId } from './parameters';

export const getImport = each({
	name: 'Get Import',
	action: 'Get the status of an import',
	description: 'Get the state and the counters of an import',
	properties: [importId],
	async run(call) {
		const url = path(call.api, 'imports', numericId(call, 'importId'));
		return { json: await call.api.request({ method: 'GET', url }) };
	},
});
