import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { download, multipart } from '../../../nodes/core/data/files';
import { batch, each, list, resource, type BatchOperation } from '../../../nodes/core/operation';
import { binaryPropertyName } from '../../../nodes/core/node/parameters';
import { judgeBy, type Envelope } from '../../../nodes/core/transport/errors';
import { walk } from '../../../nodes/core/transport/paging';
import type { ApiResponse, Vendor } from '../../../nodes/core/vendor';

const text = (name: string): INodeProperties => ({
	displayName: name.replace(/^./, (letter) => letter.toUpperCase()),
	name,
	type: 'string',
	default: '',
});

interface Row {
	name: string;
	key: string;
	shape?: string;
}
interface Result extends IDataObject {
	ok: boolean;
	code?: string;
	message?: string;
}

/** Many rows per request. A row of the name "unready" cannot be prepared. */
const add = (path: string, refusal: BatchOperation['refusal'], size: number) =>
	batch<string, Row>({
		name: `Add by ${path}`,
		action: 'Add rows',
		description: 'Add many rows per request',
		properties: [text('target'), text('name'), text('key')],
		size,
		refusal,
		target: (call) => call.text('target'),
		row: (call) => {
			const name = call.required('name');
			if (name === 'unready') call.refuse('name', 'cannot be prepared');
			return { name, key: call.text('key') };
		},
		key: ({ key }) => key || undefined,
		async send(api, target, rows) {
			const { results } = await api.request<{ results: Result[] }>({
				method: 'POST',
				url: `/${path}/${target || 'x'}`,
				body: { rows },
			});
			return results.map(({ ok, code = '', message = '', ...json }) =>
				ok ? { json } : { refused: { message, code } },
			);
		},
	});

const one = each({
	name: 'Add One',
	action: 'Add one row',
	description: 'Add one row, once',
	properties: [text('name'), text('key')],
	key: (call) => call.text('key') || undefined,
	run: async (call) => ({
		json: await call.api.request({
			method: 'POST',
			url: '/one',
			body: () => ({ name: call.required('name') }),
		}),
	}),
});

const get = each({
	name: 'Get',
	action: 'Get a path',
	description: 'Read below the base URL, or an address',
	properties: [text('path')],
	run: async (call) => ({
		json: await call.api.request({ method: 'GET', url: call.required('path') }),
	}),
});

const find = each({
	name: 'Find',
	action: 'Find a path',
	description: 'Read what may not be there',
	properties: [text('path')],
	run: async (call) => {
		const found = await call.api.find({ method: 'GET', url: call.required('path') });
		return { json: { there: found !== undefined } };
	},
});

const getAll = list<string>({
	name: 'Get Many',
	action: 'Get many rows',
	description: 'Read page after page',
	properties: [text('filter')],
	query: (call) => call.text('filter'),
	pages: (api, filter) =>
		walk<string>(api, {
			first: '0',
			request: (after) => ({ method: 'GET', url: '/list', query: { after, filter } }),
			read: ({ rows, next }) => ({
				rows: rows as IDataObject[],
				next: next as string | undefined,
			}),
		}),
});

const upload = each({
	name: 'Upload',
	action: 'Upload files',
	description: 'Send files of the item',
	properties: [binaryPropertyName, text('note')],
	run: async (call) => ({
		json: await call.api.request({
			method: 'POST',
			url: '/upload',
			...(await multipart({ note: call.text('note'), ...(await call.files()) })),
		}),
	}),
});

const fetched = each({
	name: 'Download',
	action: 'Download a file',
	description: 'Fetch a file',
	properties: [text('path')],
	run: async (call) =>
		await download(call.context, call.api, { url: call.required('path'), field: 'data' }),
});

function read({ body }: ApiResponse): Envelope | undefined {
	if (!body || typeof body !== 'object' || !('ok' in body)) return undefined;
	const { ok, code, message, trace } = body as Result & { trace?: string };
	return { ok, code, message, trace };
}

/** A vendor that no user has: every column is filled, nothing else is there. */
export const probe: Vendor = {
	title: 'Probe',
	credentials: { key: 'probeApi' },
	baseURL: ({ baseUrl }) => String(baseUrl),
	secrets: ({ key, token }) => [String(key), String(token)],
	limits: () => ({ default: { count: 100_000, windowMs: 1_000, adaptive: true } }),
	concurrency: 4,
	token: { field: 'token', expiresAt: 'expiresAt' },
	judge: judgeBy({
		title: 'Probe',
		read,
		notOurs: 'Check the base URL',
		rows: () => [
			{ code: 'EXPIRED', verdict: 'refresh' },
			{ code: 'BUSY', verdict: 'retry', failure: { cause: 'rate-limited' } },
			{ code: 'LOST', verdict: 'unsure' },
			{ code: 'ABSENT', verdict: 'fail', notFound: true },
			{ code: 'LOCKED', verdict: 'fail', failure: { cause: 'quota-exhausted' } },
		],
	}),
	objects: { list: async () => [] },
	fields: {
		list: async () => [],
		format: () => ({
			text: (value) => value,
			number: (value) => value,
			boolean: (value) => value,
			date: (value) => value,
			dateTime: (value) => value,
			option: ({ value }) => value,
			list: (values) => values,
			cleared: () => null,
		}),
	},
	conditions: { operators: {}, kinds: {}, all: (clauses) => clauses },
	resources: {
		row: resource('Row', {
			whole: add('whole', 'whole', 10),
			whole100: add('whole', 'whole', 100),
			perRow: add('perRow', 'perRow', 10),
			one,
			get,
			find,
			getAll,
		}),
		file: resource('File', { upload, download: fetched }),
	},
};
