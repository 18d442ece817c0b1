import type { IDataObject } from 'n8n-workflow';
import type { Api, ApiRequest } from '../core/transport/api';
import { walk } from '../core/transport/paging';

interface Body {
	results?: IDataObject[];
	paging?: { next?: { after?: string } };
}

/** Pages by the cursor of the answer. The last page asks for no more than is still wanted. */
export async function* byCursor(
	api: Api,
	{ size, limit }: { size: number; limit: number },
	request: (page: { limit: number; after?: string }) => ApiRequest,
): AsyncGenerator<IDataObject[]> {
	let left = limit;
	yield* walk<string>(api, {
		first: '',
		request: (after) => request({ limit: Math.min(size, left), after: after || undefined }),
		read(body) {
			const { results = [], paging } = body as Body;
			left = Math.max(1, left - results.length);
			return { rows: results, next: paging?.next?.after };
		},
	});
}
