import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../../nodes/core/transport/api';
import { numbered, walk } from '../../../nodes/core/transport/paging';
import { Cancelled } from '../../../nodes/core/transport/wait';

interface Answered {
	rows: IDataObject[];
	next?: string;
	total?: number;
}

/** An API that answers from a table, and notes what it was asked. */
function scripted(answer: (url: string) => Answered, signal?: AbortSignal) {
	const asked: string[] = [];
	const api = {
		vendor: { title: 'Probe' },
		signal,
		refusal: ({ message }: { message: string }) => new Error(message),
		request: async ({ url }: { url: string }) => {
			asked.push(url);
			return answer(url);
		},
	} as unknown as Api;
	return { api, asked };
}

const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ n }));
const pages = (api: Api) =>
	walk<string>(api, {
		first: 'a',
		request: (token) => ({ method: 'GET', url: token }),
		read: (body) => body as unknown as Answered,
	});
const byNumber = (api: Api, size: number) =>
	numbered(
		api,
		size,
		(page) => ({ method: 'GET', url: String(page) }),
		(body) => body as unknown as Answered,
	);
async function all(list: AsyncIterable<IDataObject[]>): Promise<number> {
	let count = 0;
	for await (const page of list) count += page.length;
	return count;
}

describe('walk', () => {
	it('ends at the page without a next one', async () => {
		const { api, asked } = scripted((url) => ({ rows: rows(2), next: { a: 'b', b: 'c' }[url] }));
		expect(await all(pages(api))).toBe(6);
		expect(asked).toEqual(['a', 'b', 'c']);
	});

	it('asks for a page only when somebody pulls', async () => {
		const { api, asked } = scripted((url) => ({ rows: rows(2), next: `${url}x` }));
		for await (const page of pages(api)) if (page.length) break;
		expect(asked).toEqual(['a']);
	});

	it.each<[string, Record<string, string>, number]>([
		['the very same', { a: 'a' }, 1],
		['one of before', { a: 'b', b: 'c', c: 'a' }, 3],
	])('refuses a token that comes again: %s', async (_, next, requests) => {
		const { api, asked } = scripted((url) => ({ rows: rows(2), next: next[url] }));
		await expect(all(pages(api))).rejects.toThrow('came twice');
		expect(asked).toHaveLength(requests);
	});

	it('passes over some empty pages, and refuses them without an end', async () => {
		const some = scripted((url) => ({
			rows: rows(url.length < 4 ? 0 : 1),
			next: url.length < 6 ? `${url}x` : undefined,
		}));
		expect(await all(pages(some.api))).toBe(3);
		const endless = scripted((url) => ({ rows: [], next: `${url}x` }));
		await expect(all(pages(endless.api))).rejects.toThrow('empty pages without an end');
		expect(endless.asked.length).toBeLessThan(10);
	});

	it('stops between pages when the execution is cancelled', async () => {
		const stop = new AbortController();
		const { api, asked } = scripted((url) => ({ rows: rows(1), next: `${url}x` }), stop.signal);
		const walking = (async () => {
			for await (const page of pages(api)) if (page.length && asked.length === 3) stop.abort();
		})();
		await expect(walking).rejects.toBeInstanceOf(Cancelled);
		expect(asked).toHaveLength(3);
	});
});

describe('numbered', () => {
	it.each<[string, (page: number) => Answered, number, number]>([
		['a short page', (page) => ({ rows: rows(page < 3 ? 10 : 4) }), 24, 3],
		['an empty page', (page) => ({ rows: rows(page < 3 ? 10 : 0) }), 20, 3],
		['the total', () => ({ rows: rows(10), total: 20 }), 20, 2],
		['no rows at all', () => ({ rows: [], total: 0 }), 0, 1],
	])('ends at %s', async (_, answer, count, requests) => {
		const { api, asked } = scripted((url) => answer(Number(url)));
		expect(await all(byNumber(api, 10))).toBe(count);
		expect(asked).toEqual(Array.from({ length: requests }, (__, n) => String(n + 1)));
	});
});
