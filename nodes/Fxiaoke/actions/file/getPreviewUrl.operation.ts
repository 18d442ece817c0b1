import { extension } from '../../../core/data/files';
import { each } from '../../../core/operation';
import { actAs, actingUser } from '../../parameters';
import { payload, read } from '../../requests';
import { addressIn } from '../../uploads';
import { filePath } from './parameters';

const LONGEST_NAME = 120;

export const getPreviewUrl = each({
	name: 'Get Preview URL',
	action: 'Get the preview URL of a file',
	description: 'Get a link that shows a file in the browser',
	properties: [
		filePath,
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. offer.pdf',
			description: 'With its extension; 120 characters at most',
		},
	],
	options: [
		{
			displayName: 'Global Acceleration',
			name: 'globalAcceleration',
			type: 'boolean',
			default: true,
			description: 'Whether the link is made for visitors from other countries',
		},
		{
			displayName: 'Lifetime (Seconds)',
			name: 'expireTime',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 3600,
		},
		actAs,
	],
	async run(call) {
		const path = call.id('filePath');
		const filename = call.required('fileName');
		if (filename.length > LONGEST_NAME)
			call.refuse('fileName', `has ${filename.length} characters, and Fxiaoke takes 120 at most`);
		const body = await call.api.request(
			read(
				'/cgi/crm/v2/generatorPreviewUrl',
				{
					data: {
						expireTime: call.integer('expireTime', { min: 1 }) ?? 3600,
						globalAcceleration: call.flag('globalAcceleration'),
						fileInfo: { path, filename, extension: extension(filename) },
					},
				},
				actingUser(call),
			),
		);
		const url = addressIn(body);
		return { json: url ? { path, url } : { path, ...payload(body) } };
	},
});
