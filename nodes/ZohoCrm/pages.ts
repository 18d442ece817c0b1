import type { IDataObject } from 'n8n-workflow';
import type { Api, ApiRequest } from '../core/transport/api';
import type { ItemError } from '../core/transport/errors';
import { walk } from '../core/transport/paging';
import { nearestModules } from './modules';
import { infoOf, rowsOf } from './rows';

export interface Wanted {
	request: ApiRequest;
	size: number;
	/** Key of the rows. */
	root?: string;
	/** Module of the request, for the names that a wrong one may have meant. */
	module?: string;
}

export const MOST_PER_PAGE = 200;

/** Adds the nearest modules to the error of a list. */
async function* named(api: Api, module: string | undefined, pages: AsyncGenerator<IDataObject[]>) {
	for (;;) {
		const page = await pages
			.next()
			.catch(async (error: ItemError) => await nearestModules(api, module, error));
		if (page.done) return;
		yield page.value;
	}
}

/** Pages by token from the first one on: every other parameter stays as it is, since the token is bound to them. */
export const byToken = (
	api: Api,
	{ request, size, root = 'data', module }: Wanted,
): AsyncGenerator<IDataObject[]> =>
	named(
		api,
		module,
		walk<string>(api, {
			first: '',
			request: (token) => ({
				...request,
				query: { ...request.query, per_page: size, page_token: token || undefined },
			}),
			read(body) {
				const { more, next } = infoOf(body);
				return { rows: rowsOf(body, root), next: more ? next : undefined };
			},
		}),
	);

const MOST_BY_PAGE = 2000;

/** Pages by number, to the 2,000 rows that Zoho shows in this way; what lies beyond is said, not left out. */
export async function* byPage(
	api: Api,
	{ request, size, root = 'data', module }: Wanted,
	beyond?: string,
): AsyncGenerator<IDataObject[]> {
	let more = false;
	let pulled = 0;
	const pages = walk<number>(api, {
		first: 1,
		request: (page) => ({ ...request, query: { ...request.query, per_page: size, page } }),
		read(body, page) {
			({ more } = infoOf(body));
			const last = beyond !== undefined && (page + 1) * size > MOST_BY_PAGE;
			return { rows: rowsOf(body, root), next: more && !last ? page + 1 : undefined };
		},
	});
	for await (const rows of named(api, module, pages)) {
		pulled += rows.length;
		yield rows;
	}
	if (more && beyond) {
		throw api.refusal({
			message: `Zoho CRM shows ${MOST_BY_PAGE.toLocaleString('en')} records of such a list at most, and there are more than the ${pulled.toLocaleString('en')} read`,
			hint: beyond,
		});
	}
}

/** A single page of a list without pages. */
export async function* whole(
	api: Api,
	request: ApiRequest,
	root: string,
): AsyncGenerator<IDataObject[]> {
	yield rowsOf(await api.request(request), root);
}
