import { list } from '../../../core/operation';
import { byCursor } from '../../pages';
import { numericId } from '../../parameters';
import { path } from '../../paths';
import { importId } from './parameters';

export const getImportErrors = list({
	name: 'Get Import Errors',
	action: 'Get the refused rows of an import',
	description: 'Get the rows that HubSpot did not import, with the reason',
	properties: [importId],
	query: (call) => ({ id: numericId(call, 'importId') }),
	async *pages(api, { id }, limit) {
		yield* byCursor(api, { size: 100, limit }, (page) => ({
			method: 'GET',
			url: path(api, 'imports', id, 'errors'),
			query: page,
		}));
	},
});
