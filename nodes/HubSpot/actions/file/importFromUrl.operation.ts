import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { wait } from '../../../core/transport/wait';
import { reasonOf, type Said } from '../../errors';
import {
	access,
	ended,
	folder,
	folderOf,
	mostWait,
	mostWaitMs,
	storageOf,
	storing,
} from '../../files';
import { path } from '../../paths';

export const importFromUrl = each({
	name: 'Import From URL',
	action: 'Import a file from a URL',
	description: 'Let HubSpot fetch a file from a public URL, and wait until it has',
	properties: [
		{
			displayName: 'URL',
			name: 'fileUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/price-list.pdf',
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			description: 'With its extension; as in the URL if empty',
		},
		folder,
		access,
	],
	options: [...storing.filter(({ name }) => name !== 'largestFile'), mostWait],
	async run(call) {
		const { api } = call;
		const name = call.text('fileName');
		const base = path(api, 'filesNew', 'import-from-url', 'async');
		const { id } = await api.request<{ id: string }>({
			method: 'POST',
			url: base,
			body: {
				url: call.required('fileUrl'),
				...(name && { name }),
				...folderOf(call),
				...storageOf(call),
			},
		});
		const answer = await ended<{ status?: string; result?: IDataObject; errors?: IDataObject[] }>(
			api,
			{
				url: `${base}/tasks/${encodeURIComponent(id)}/status`,
				pause: async (ms) => await wait(ms, api.signal),
				mostMs: mostWaitMs(call),
			},
		);
		if (answer.status === 'COMPLETE' && answer.result) return { json: answer.result };
		const [said] = (answer.errors ?? []) as Said[];
		throw api.refusal({
			message: `HubSpot could not import the file (${String(answer.status)})`,
			hint: said && reasonOf(said),
		});
	},
});
