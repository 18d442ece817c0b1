import { each } from '../../../core/operation';
import { fileId } from '../../files';
import { numericId } from '../../parameters';
import { path } from '../../paths';

export const remove = each({
	name: 'Delete',
	action: 'Delete a file',
	description: 'Delete a file',
	properties: [fileId],
	async run(call) {
		const id = numericId(call, 'fileId');
		await call.api.request({ method: 'DELETE', url: path(call.api, 'files', id) });
		return { json: { id, deleted: true } };
	},
});
