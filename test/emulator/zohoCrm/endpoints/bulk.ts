import { parse } from 'csv-parse/sync';
import type { Answer, EmulatorRequest } from '../../frame';
import type { Values } from '../checkRow';
import type { Endpoints } from '../context';
import { matcher, parseCriteria } from '../criteria';
import { authorize } from '../auth';
import { judged, ok, refuse, success } from '../envelope';
import type { Row } from '../envelope';
import type { Field, Job, Module, Store } from '../store';
import { fieldIn, recordsIn, shown, stamp } from '../store';
import * as write from '../writes';
import { unzip, zipOf } from '../zip';
import { mandatory } from './actions';
import { viewOf } from './records';

const MB = 1024 * 1024;
const MOST_ROWS = 25_000;

const quoted = (value: unknown): string => {
	const text = value === null || value === undefined ? '' : String(value);
	return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};
const csvOf = (rows: unknown[][]) =>
	Buffer.from(rows.map((row) => row.map(quoted).join(',')).join('\n') + '\n');

/** A cell as the value that the record API would take. */
function valueOf(field: Field, text: string, separator: string): unknown {
	if (['currency', 'double', 'percent', 'integer'].includes(field.data_type)) return Number(text);
	if (field.data_type === 'boolean') return text.toLowerCase() === 'true';
	if (['lookup', 'ownerlookup'].includes(field.data_type)) return { id: text };
	if (field.data_type === 'multiselectpicklist') return text.split(separator);
	return text;
}

interface Mapping {
	api_name: string;
	index?: number;
	default_value?: { value: string };
}

interface Resource {
	type?: string;
	module?: { api_name?: string };
	file_id?: string;
	find_by?: string;
	field_mappings?: Mapping[];
}

const zipAnswer = (name: string, content: Buffer): Answer => ({
	status: 200,
	headers: {
		'content-type': 'application/x-download',
		'content-disposition': `attachment;filename=${name}.zip`,
	},
	body: zipOf(`${name}.csv`, content),
});

/** The other host: its link is enough, or the token has to come along. */
export function answerResult(store: Store, request: EmulatorRequest): Answer {
	const job = store.jobs.get(request.path.split('/').at(-1)?.replace('.zip', '') ?? '');
	if (store.switches.bulkResultToken === 'wanted') {
		const refused = authorize(store, request);
		if (refused) return refused;
	} else if (request.headers.authorization)
		return { status: 400, body: 'Only one auth mechanism allowed' };
	return job?.result ? zipAnswer(job.id, job.result as Buffer) : { status: 404, body: 'not found' };
}

export const bulk: Endpoints = ({ store, url, otherHost }) => {
	const { switches } = store;
	const done = (job: Job) => {
		job.polls -= 1;
		return job.polls < 0;
	};
	const jobOf = ({ params }: EmulatorRequest, kind: string): Job => {
		const job = store.jobs.get(params.job ?? '');
		if (job?.kind !== kind)
			throw refuse('RESOURCE_NOT_FOUND', 'The requested resource does not exist', {}, 404);
		return job;
	};
	function writeRow(
		module: Module,
		operation: string,
		findBy: string | undefined,
		values: Values,
		place: number,
	): Row {
		return judged(() => {
			if (operation === 'insert')
				return success('ADDED', { id: write.insert(store, module, values, place).id });
			const key = findBy ?? 'id';
			const found =
				key === 'id'
					? recordsIn(store, module.api_name).get(String(values.id))
					: [...recordsIn(store, module.api_name).values()].find(
							(record) => record.values[key] === values[key],
						);
			if (found)
				return success('UPDATED', {
					id: write.update(store, module, values, place, { id: found.id }).id,
				});
			if (operation === 'update')
				throw refuse('INVALID_DATA', `no record with this ${key}`, { api_name: key });
			return success('ADDED', { id: write.insert(store, module, values, place).id });
		});
	}

	function runWrite({ operation, resource }: { operation?: string; resource?: Resource[] }): Job {
		const [one] = mandatory(resource, 'resource');
		const module = write.moduleOf(store, mandatory(one?.module?.api_name, 'module'));
		if (!['insert', 'update', 'upsert'].includes(String(operation)))
			throw refuse('INVALID_DATA', 'invalid data', { api_name: 'operation' });
		if (operation !== 'insert') mandatory(one?.find_by, 'find_by');
		const mappings = mandatory(one?.field_mappings, 'field_mappings');
		if (mappings.length > 200)
			throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { api_name: 'field_mappings', limit: 200 });
		for (const { api_name } of mappings)
			if (api_name !== 'id' && !fieldIn(module, api_name))
				throw refuse('INVALID_DATA', 'invalid data', {
					api_name: 'field_mappings',
					value: api_name,
				});
		const file = store.files.get(mandatory(one?.file_id, 'file_id'));
		if (!file) throw refuse('RESOURCE_NOT_FOUND', 'file not found', { api_name: 'file_id' }, 404);
		const job: Job = {
			id: store.next(),
			kind: 'write',
			polls: switches.bulkPolls,
			operation,
			module: module.api_name,
			status: 'COMPLETED',
		};
		store.jobs.set(job.id, job);
		const [entry] = unzip(file.content) ?? [];
		let rows: string[][] = [];
		try {
			rows = parse(entry?.content ?? Buffer.alloc(0), { relax_column_count: false });
		} catch {
			job.status = 'FAILED';
		}
		const [header, ...lines] = rows;
		if (!header || lines.length > MOST_ROWS) job.status = 'FAILED';
		if (job.status === 'FAILED') return job;
		const results = lines.map((cells, place) => {
			const values: Values = {};
			for (const { api_name, index, default_value } of mappings) {
				const text = index === undefined ? '' : (cells[index] ?? '');
				const given = text === '' ? default_value?.value : text;
				const field = fieldIn(module, api_name);
				if (given !== undefined)
					values[api_name] = field ? valueOf(field, given, switches.bulkSeparator) : given;
			}
			const answer = writeRow(module, String(operation), one?.find_by, values, place);
			const good = answer.status === 'success';
			return [
				...mappings.slice(0, 3).map(({ index }) => (index === undefined ? '' : cells[index])),
				good ? answer.message : 'ERROR',
				good ? answer.details.id : '',
				good ? '' : `${answer.code}:${String(answer.details.api_name ?? answer.message)}`,
			];
		});
		if (switches.bulkResultOrder === 'shuffled') results.reverse();
		job.counts = { total: lines.length, bad: results.filter((row) => row[3] === 'ERROR').length };
		job.result = csvOf([
			[...mappings.slice(0, 3).map(({ api_name }) => api_name), 'STATUS', 'RECORD_ID', 'ERRORS'],
			...results,
		]);
		return job;
	}

	return [
		{
			method: 'POST',
			path: '/crm/v8/upload',
			handle: ({ headers, parts }) => {
				if (headers.feature !== 'bulk-write')
					throw refuse('INVALID_REQUEST', 'header feature is missing', {});
				if (headers['x-crm-org'] !== store.zgid)
					throw refuse('INVALID_REQUEST', 'header X-CRM-ORG is wrong', {});
				const part = parts?.find(({ name }) => name === 'file');
				const entries = part && unzip(part.content);
				if (!part || entries?.length !== 1)
					throw refuse('INVALID_FILE_FORMAT', 'invalid file format', {});
				if ((entries[0]?.content.length ?? 0) > 25 * MB)
					throw refuse('FILE_TOO_LARGE', 'the file is too large', {}, 413);
				const id = store.next();
				store.files.set(id, {
					id,
					name: part.filename ?? 'file',
					type: part.type,
					content: part.content,
				});
				return ok({
					status: 'success',
					code: 'FILE_UPLOAD_SUCCESS',
					message: 'file uploaded.',
					details: { file_id: id, created_time: stamp(store.now()) },
				});
			},
		},
		{
			method: 'POST',
			path: '/crm/bulk/v8/write',
			handle: ({ body }) => {
				const { id } = runWrite(body as { operation?: string; resource?: Resource[] });
				return ok({ status: 'success', code: 'SUCCESS', message: 'success', details: { id } }, 201);
			},
		},
		{
			method: 'GET',
			path: '/crm/bulk/v8/write/:job',
			handle: (request) => {
				const job = jobOf(request, 'write');
				const finished = done(job);
				const counts = job.counts as { total: number; bad: number } | undefined;
				return ok({
					id: job.id,
					operation: job.operation,
					status: finished ? job.status : switches.bulkRunning,
					...(finished &&
						job.result !== undefined && {
							result: {
								download_url:
									switches.bulkResultHost === 'own'
										? `${url()}/crm/bulk/v8/write/${job.id}/result`
										: `${otherHost.url}/bulk-write/${job.id}.zip`,
							},
						}),
					resource: [
						{
							type: 'data',
							module: { api_name: job.module },
							file: {
								status: job.status,
								total_count: counts?.total ?? 0,
								skipped_count: counts?.bad ?? 0,
							},
						},
					],
				});
			},
		},
		{
			method: 'GET',
			path: '/crm/bulk/v8/write/:job/result',
			handle: (request) => {
				const job = jobOf(request, 'write');
				return zipAnswer(job.id, job.result as Buffer);
			},
		},
		{
			method: 'POST',
			path: '/crm/bulk/v8/read',
			handle: ({ body }) => {
				const { query } = body as {
					query?: {
						module?: { api_name?: string };
						fields?: string[];
						criteria?: unknown;
						cvid?: string;
						page?: number;
						page_token?: string;
					};
				};
				const module = write.moduleOf(store, mandatory(query?.module?.api_name, 'module'));
				const job: Job = { id: store.next(), kind: 'read', polls: switches.bulkPolls, query };
				const wanted = query?.criteria
					? matcher(store, module, parseCriteria(flat(query.criteria), 25))
					: () => true;
				const view = viewOf(module, query?.cvid);
				const token = query?.page_token ? store.pageTokens.get(query.page_token) : undefined;
				const start = token?.after ?? ((query?.page ?? 1) - 1) * switches.bulkReadRows;
				const all = [...recordsIn(store, module.api_name).values()].filter(
					(record) => wanted(record) && view(record),
				);
				const page = all.slice(start, start + switches.bulkReadRows);
				const names =
					query?.fields ??
					module.fields
						.filter(({ data_type }) => data_type !== 'subform')
						.map(({ api_name }) => api_name);
				const columns = ['Id', ...names.filter((name) => name.toLowerCase() !== 'id')];
				const cell = (value: unknown): unknown =>
					Array.isArray(value)
						? value
								.map((one) => (typeof one === 'object' ? (one as { id?: string }).id : one))
								.join(';')
						: typeof value === 'object' && value !== null
							? (value as { id?: unknown }).id
							: value;
				job.result = csvOf([
					columns,
					...page.map((record) =>
						columns.map((name) => cell(name === 'Id' ? record.id : shown(store, record)[name])),
					),
				]);
				job.count = page.length;
				if (start + page.length < all.length) {
					const next = store.next();
					store.pageTokens.set(next, {
						of: 'bulk',
						after: start + page.length,
						until: store.now() + 86_400_000,
					});
					job.next = next;
				}
				store.jobs.set(job.id, job);
				return ok(
					{
						data: [
							success('Added successfully.', { id: job.id, operation: 'read', state: 'ADDED' }),
						],
						info: {},
					},
					201,
				);
			},
		},
		{
			method: 'GET',
			path: '/crm/bulk/v8/read/:job',
			handle: (request) => {
				const job = jobOf(request, 'read');
				const finished = done(job);
				return ok({
					data: [
						{
							id: job.id,
							operation: 'read',
							state: finished ? 'COMPLETED' : 'IN PROGRESS',
							query: job.query,
							...(finished && {
								result: {
									page: 1,
									count: job.count,
									download_url: `/crm/bulk/v8/read/${job.id}/result`,
									more_records: Boolean(job.next),
									...(job.next !== undefined && { next_page_token: job.next }),
								},
							}),
						},
					],
				});
			},
		},
		{
			method: 'GET',
			path: '/crm/bulk/v8/read/:job/result',
			handle: (request) => {
				store.downloads = store.downloads.filter((at) => at > store.now() - 60_000);
				if (store.downloads.length >= 10)
					throw refuse('TOO_MANY_REQUESTS', 'too many downloads', {}, 429);
				store.downloads.push(store.now());
				const job = jobOf(request, 'read');
				return zipAnswer(job.id, job.result as Buffer);
			},
		},
	];
};

/** The JSON criteria of bulk read as the text that the search knows. */
function flat(criteria: unknown): string {
	const { group, group_operator, field, comparator, value } = criteria as {
		group?: unknown[];
		group_operator?: string;
		field?: { api_name: string };
		comparator?: string;
		value?: unknown;
	};
	if (group) return `(${group.map(flat).join(String(group_operator).toLowerCase())})`;
	const text = (Array.isArray(value) ? value : [value])
		.map((one) => String(one).replace(/[(),\\]/g, '\\$&'))
		.join(',');
	return `(${field?.api_name ?? ''}:${comparator ?? ''}:${text})`;
}
