import { each } from '../../../core/operation';
import { fileId } from '../../files';
import { numericId } from '../../parameters';
import { path } from '../../paths';

export const gdprDelete = each({
	name: 'GDPR Delete',
	action: 'Delete a file for good under GDPR',
	description: 'Delete a file and its content for good; nobody can bring it back',
	properties: [fileId],
	async run(call) {
		const id = numericId(call, 'fileId');
		const url = path(call.api, 'files', id, 'gdpr-delete');
		await call.api.request({ method: 'DELETE', url });
		return { json: { id, deleted: true } };
	},
});
