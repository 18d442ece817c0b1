import { each } from '../../../core/operation';
import { numericId } from '../../parameters';
import { path } from '../../paths';
import { importId } from './parameters';

export const cancelImport = each({
	name: 'Cancel Import',
	action: 'Cancel an import',
	description: 'Stop an import; the rows that are in stay in',
	properties: [importId],
	async run(call) {
		const id = numericId(call, 'importId');
		const url = path(call.api, 'imports', id, 'cancel');
		await call.api.request({ method: 'POST', url, safe: true });
		return { json: { importId: id, cancelled: true } };
	},
});
