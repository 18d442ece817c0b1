import type { INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { binaryPropertyName } from '../../../core/node/parameters';
import { actingUser } from '../../parameters';
import { read } from '../../requests';
import { addressIn } from '../../uploads';

export const inputFiles: INodeProperties = {
	...binaryPropertyName,
	hint: 'The name of the input field containing the binary file data to be processed; several names separated by commas. 100 MB at most.',
};

export const filePath: INodeProperties = {
	displayName: 'File Path',
	name: 'filePath',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. N_202611_22_0a1b2c3d4e5f',
	description: 'The "path" of a file, as uploads and file fields give it',
};

/** A signed link, valid for an hour. */
export async function signedLink(call: Call): Promise<string> {
	const path = call.id('filePath');
	const body = await call.api.request(
		read('/cgi/crm/v2/generateDownloadSignatureUrlByAuth', { data: { path } }, actingUser(call)),
	);
	const url = addressIn(body);
	if (url) return url;
	throw call.api.refusal({
		message: 'Fxiaoke gave no link to the file',
		trace: typeof body.traceId === 'string' ? body.traceId : undefined,
	});
}
