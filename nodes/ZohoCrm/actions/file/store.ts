import type { IDataObject } from 'n8n-workflow';
import { multipart, type InputFile } from '../../../core/data/files';
import type { Call } from '../../../core/node/call';
import type { Row } from '../../errors';

/** Zoho refuses a whole upload for one file above this. */
export const MOST_FILE = 20 * 1024 * 1024;

/** Puts a file into Zoho's store; its ID goes into file and image fields, mails and blueprints. */
export async function stored(call: Call, file: InputFile): Promise<IDataObject> {
	const body = await call.api.request<{ data?: Row[] }>({
		method: 'POST',
		url: '/crm/v8/files',
		query: { type: call.flag('inline') ? 'inline' : undefined },
		...(await multipart({ file })),
	});
	const details = body.data?.[0]?.details;
	if (!details?.id)
		throw call.api.refusal({
			message: `Zoho CRM gave no ID for the file "${file.name}"`,
			processed: 'unknown',
		});
	return details;
}
