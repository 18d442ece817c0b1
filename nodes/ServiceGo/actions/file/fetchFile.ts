import type { Call } from '../../../core/node/call';
import { download } from '../../../core/data/files';
import { contextOf, type ItemError } from '../../../core/transport/errors';
import type { Output } from '../../../core/operation';

/**
 * A file behind a link of ServiceGo's. The vendor does not say whether links to its own host want a signature: they
 * are tried as they are, then signed. Other hosts never see one.
 */
export async function fetchFile(call: Call, link: string, name?: string): Promise<Output> {
	const { context, api } = call;
	const url = new URL(link, api.baseURL).href;
	const field = call.required('outputBinaryField');
	const own = new URL(url).origin === new URL(api.baseURL).origin;
	const fetched = download(context, api, { url, name, field, anonymous: true });
	if (!own) return await fetched;
	return await fetched.catch(async (error: ItemError) => {
		if (contextOf(error).outcome !== 'failed') return await Promise.reject(error);
		return await download(context, api, { url, name, field });
	});
}
