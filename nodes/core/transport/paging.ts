import type { IDataObject } from 'n8n-workflow';
import type { Api, ApiRequest } from './api';
import { stopIfCancelled } from './wait';

/** What one answer holds, and where the next begins. */
export interface Page<Token> {
	rows: IDataObject[];
	/** Absent: this was the last page. */
	next?: Token;
}

const MOST_EMPTY_PAGES = 5;

interface Walk<Token extends string | number> {
	/** Where to begin. */
	first: Token;
	request(token: Token): ApiRequest;
	read(body: IDataObject, token: Token): Page<Token>;
}

/**
 * Pages one after another, for as long as somebody pulls.
 * A token that comes again, and a vendor that has nothing but a next page, end with an error.
 */
export async function* walk<Token extends string | number>(
	api: Api,
	{ first, request, read }: Walk<Token>,
): AsyncGenerator<IDataObject[]> {
	const seen = new Set<Token>([first]);
	let empty = 0;
	for (let token: Token | undefined = first; token !== undefined;) {
		stopIfCancelled(api.signal);
		const page: Page<Token> = read(await api.request(request(token)), token);
		empty = page.rows.length ? 0 : empty + 1;
		if (page.next !== undefined && (seen.has(page.next) || empty >= MOST_EMPTY_PAGES)) {
			throw api.refusal({
				message: `${api.vendor.title} does not get on with the list: ${
					empty ? 'empty pages without an end' : `the page "${page.next}" came twice`
				}`,
				hint: 'Narrow the query down, or ask for fewer rows with Limit',
			});
		}
		if (page.next !== undefined) seen.add(page.next);
		yield page.rows;
		token = page.next;
	}
}

/** Pages by number, 1 first: ends at a page that is empty, short, or the last by the vendor's total. */
export const numbered = (
	api: Api,
	size: number,
	request: (pageNumber: number) => ApiRequest,
	read: (body: IDataObject) => { rows: IDataObject[]; total?: number },
): AsyncGenerator<IDataObject[]> =>
	walk<number>(api, {
		first: 1,
		request,
		read(body, page) {
			const { rows, total } = read(body);
			const last = rows.length < size || (total !== undefined && page * size >= total);
			return { rows, next: last ? undefined : page + 1 };
		},
	});
