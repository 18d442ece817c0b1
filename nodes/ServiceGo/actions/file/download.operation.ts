import { outputBinaryField } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { fetchFile } from './fetchFile';

export const download = each({
	name: 'Download',
	action: 'Download a file',
	description: 'Download a file by a URL that another operation gave',
	properties: [
		{
			displayName: 'File URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://servicego.udesk.cn/backend/storage/resource?req=1194',
			description: 'A link to another host than the credential is fetched without the credential',
		},
		outputBinaryField,
	],
	async run(call) {
		const link = call.required('url');
		if (!URL.canParse(link, call.api.baseURL)) call.refuse('url', 'is no URL');
		const { protocol } = new URL(link, call.api.baseURL);
		if (!['http:', 'https:'].includes(protocol)) call.refuse('url', 'must begin with https://');
		return await fetchFile(call, link);
	},
});
