import { download } from '../core/data/files';
import type { Call } from '../core/node/call';
import type { Output } from '../core/operation';
import type { Query } from '../core/transport/api';

/** A file as binary data; Zoho answers 204 without a body where there is none. */
export async function fetchFile(call: Call, url: string, query?: Query): Promise<Output> {
	const output = await download(call.context, call.api, {
		url,
		query,
		field: call.required('outputBinaryField'),
	});
	if (output.json.fileSize) return output;
	throw call.api.refusal({
		message: 'Zoho CRM has no such file',
		hint: 'Check the IDs; the file may be deleted',
		notFound: true,
	});
}
