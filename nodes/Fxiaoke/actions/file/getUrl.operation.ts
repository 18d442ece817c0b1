import { each } from '../../../core/operation';
import { actAs } from '../../parameters';
import { filePath, signedLink } from './parameters';

export const getUrl = each({
	name: 'Get Download URL',
	action: 'Get the download URL of a file',
	description: 'Get a signed link to a file; it works for an hour, for whoever has it',
	properties: [filePath],
	options: [actAs],
	run: async (call) => ({
		json: { path: call.id('filePath'), url: await signedLink(call) },
	}),
});
