import { each } from '../../../core/operation';
import { access, fileId } from '../../files';
import { numericId } from '../../parameters';
import { path } from '../../paths';

export const update = each({
	name: 'Update',
	action: 'Update a file',
	description: 'Rename or move a file, or change who may open it and until when',
	properties: [fileId],
	options: [
		access,
		{
			displayName: 'Clear Expiry',
			name: 'clearExpires',
			type: 'boolean',
			default: false,
			description: 'Whether the file is to stay for good',
		},
		{
			displayName: 'Expires At',
			name: 'expiresAt',
			type: 'dateTime',
			default: '',
			description: 'When HubSpot deletes the file',
		},
		{
			displayName: 'Folder Path or ID',
			name: 'folder',
			type: 'string',
			default: '',
			placeholder: 'e.g. /invoices/2026',
		},
		{
			displayName: 'Name',
			name: 'newName',
			type: 'string',
			default: '',
			description: 'Without the extension',
		},
	],
	key: (call) => call.text('fileId'),
	async run(call) {
		const place = call.text('folder');
		const until = call.text('expiresAt');
		const [name, newAccess] = [call.text('newName'), call.text('access')];
		if (until && Number.isNaN(Date.parse(until))) call.refuse('expiresAt', 'is no date');
		const json = await call.api.request({
			method: 'PATCH',
			url: path(call.api, 'files', numericId(call, 'fileId')),
			body: {
				// the newest version demands it
				clearExpires: call.flag('clearExpires'),
				...(name && { name }),
				...(newAccess && { access: newAccess }),
				...(until && { expiresAt: Date.parse(until) }),
				...(place &&
					(/^\d+$/.test(place) ? { parentFolderId: place } : { parentFolderPath: place })),
			},
			safe: true,
		});
		return { json };
	},
});
