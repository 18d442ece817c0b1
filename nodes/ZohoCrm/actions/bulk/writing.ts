import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import type { Output, RowRefusal } from '../../../core/operation';
import type { Api } from '../../../core/transport/api';
import { contextOf, type ItemError } from '../../../core/transport/errors';
import { uploadURL } from '../../hosts';
import { choice, flag, moduleIn, objectType, text } from '../../parameters';
import { csvLine, csvRows } from './csv';
import { finished, minutesOf, resultOf } from './jobs';
import { zipOf } from './zip';

/** Rows and bytes of one file. */
export const MOST_ROWS = 25_000;
const MOST_BYTES = 25 * 1024 * 1024;
const MOST_COLUMNS = 200;

export const writeInputs: INodeProperties[] = [
	objectType,
	{
		displayName: 'Write',
		name: 'writeMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Create', value: 'insert' },
			{ name: 'Create or Update', value: 'upsert' },
			{ name: 'Update', value: 'update' },
		],
		default: 'insert',
	},
	choice('Key Field', 'keyField', 'getFields', {
		required: true,
		hint: 'Its value must differ in every row: the result of Zoho is matched by it. Updates find records by it, too. "ID" goes for updates.',
	}),
];

export const writeOptions: INodeProperties[] = [
	flag(
		'Clear Empty Fields',
		'clearEmpty',
		'Whether empty values empty the field, instead of leaving it alone',
	),
	flag(
		'Send Token to the Host of the Result',
		'resultToken',
		'Whether the access token goes along where the result file lies outside the base URL. Zoho does not publish whether that host wants it. Only hosts of the credential can get it ("Upload URL", "Result URL").',
	),
];

export const separator: INodeProperties = text('Separator of Several Options', 'separator', {
	default: ';',
	description:
		'Put between the values of a multi-select field in one cell. Zoho does not publish which sign it wants: the semicolon is a guess, try it with one record first.',
});

export const separatorOf = (call: Call): string => call.text('separator') || ';';

export interface Plan {
	module: string;
	operation: string;
	key: string;
	ignoreEmpty: boolean;
	minutes: number;
	/** The result's host gets the token. */
	resultToken: boolean;
}

export const planIn = (call: Call): Plan => ({
	module: moduleIn(call),
	operation: call.text('writeMode') || 'insert',
	key: call.id('keyField'),
	ignoreEmpty: !call.flag('clearEmpty'),
	minutes: minutesOf(call),
	resultToken: call.flag('resultToken'),
});

export type Cells = Readonly<Record<string, string>>;

/** A value as a cell: the ID of a reference, several options with a separator between them. */
export function cellOf(value: unknown, between: string): string {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value))
		return (value as unknown[]).map((one) => cellOf(one, between)).join(between);
	if (typeof value === 'object') return 'id' in value ? String(value.id) : JSON.stringify(value);
	return String(value);
}

interface File {
	csv: Buffer;
	rows: Cells[];
}

/** Cuts rows into files that Zoho takes. */
function filesOf(columns: string[], rows: Cells[]): File[] {
	const header = csvLine(columns);
	const files: File[] = [];
	let lines: string[] = [];
	let held: Cells[] = [];
	let bytes = 0;
	const close = () => {
		if (held.length) files.push({ csv: Buffer.from(header + lines.join('')), rows: held });
		[lines, held, bytes] = [[], [], 0];
	};
	for (const row of rows) {
		const line = csvLine(columns.map((name) => row[name] ?? ''));
		const size = Buffer.byteLength(line);
		if (held.length >= MOST_ROWS || (held.length && bytes + size + header.length > MOST_BYTES))
			close();
		lines.push(line);
		held.push(row);
		bytes += size;
	}
	close();
	return files;
}

const organizations = new WeakMap<Api, Promise<string>>();

async function zgidOf(api: Api): Promise<string> {
	const known = organizations.get(api);
	if (known) return await known;
	const asked = api
		.request<{ org?: IDataObject[] }>({ method: 'GET', url: '/crm/v8/org' })
		.then(({ org }) => String(org?.[0]?.zgid ?? ''));
	organizations.set(api, asked);
	return await asked;
}

async function upload(api: Api, module: string, csv: Buffer): Promise<string> {
	const host = uploadURL(api.credential);
	if (!host)
		throw api.refusal({
			message: 'No host for bulk uploads is known for this data center',
			hint: 'Enter it as "Upload URL" in the credential',
		});
	const body = new FormData();
	body.append(
		'file',
		new Blob([new Uint8Array(zipOf(`${module}.csv`, csv))], { type: 'application/zip' }),
		`${module}.zip`,
	);
	const { details } = await api.request<{ details?: IDataObject }>({
		method: 'POST',
		url: `${host}/crm/v8/upload`,
		headers: { feature: 'bulk-write', 'X-CRM-ORG': await zgidOf(api) },
		body,
		// a file that nobody names does nothing
		safe: true,
		timeoutMs: 600_000,
	});
	return String(details?.file_id ?? '');
}

type Outcome = Output | RowRefusal;

/** What the result says of each key: the first columns are those that were mapped first. */
function outcomesBy(csv: Buffer, key: string): Map<string, Outcome> {
	const [header = [], ...rows] = csvRows(csv.toString('utf8'));
	const place = (name: string) => header.findIndex((one) => one.toUpperCase() === name);
	const [status, id, errors] = [place('STATUS'), place('RECORD_ID'), place('ERRORS')];
	return new Map(
		rows.map((row): [string, Outcome] => {
			const [value] = row;
			const problem = row[errors] || (row[id] ? '' : row[status]);
			return problem
				? [
						value,
						{
							refused: {
								message: `Zoho CRM did not take the row with ${key} "${value}"`,
								hint: problem,
								code: row[status],
							},
						},
					]
				: [value, { json: { id: row[id], status: row[status], [key]: value } }];
		}),
	);
}

async function written(
	api: Api,
	plan: Plan,
	columns: string[],
	{ csv, rows }: File,
): Promise<Outcome[]> {
	const { module, operation, key, ignoreEmpty, minutes, resultToken } = plan;
	const file_id = await upload(api, module, csv);
	const { details } = await api.request<{ details?: IDataObject }>({
		method: 'POST',
		url: '/crm/bulk/v8/write',
		limit: 'heavy',
		body: {
			operation,
			ignore_empty: ignoreEmpty,
			character_encoding: 'UTF-8',
			resource: [
				{
					type: 'data',
					module: { api_name: module },
					file_id,
					...(operation !== 'insert' && { find_by: key }),
					field_mappings: columns.map((api_name, index) => ({ api_name, index })),
				},
			],
		},
	});
	const id = String(details?.id ?? '');
	const outcomes = (async () => {
		const job = await finished(api, 'write', id, minutes);
		const result = job.result as { download_url?: string } | undefined;
		if (!result?.download_url)
			throw api.refusal({
				message: `The job ${id} ended as ${job.state} without a result`,
				code: job.state,
				processed: 'unknown',
			});
		return outcomesBy(await resultOf(api, result.download_url, resultToken), key);
	})();
	const by = await outcomes.catch(async (error: ItemError) => {
		// the job runs whatever became of the questions about it
		const context = contextOf(error);
		context.outcome = 'unknown';
		context.repeatable = false;
		error.description = [error.description, `Job: ${id}`].filter(Boolean).join('. ');
		return await Promise.reject<Map<string, Outcome>>(error);
	});
	return rows.map(
		(row) =>
			by.get(row[key]) ?? {
				refused: {
					message: 'The result of the job does not hold this row',
					hint: `Job: ${id}`,
					processed: 'unknown',
				},
			},
	);
}

/** Writes rows by jobs; outcomes stand in the order of the rows, matched by the key. */
export async function bulkWrite(api: Api, plan: Plan, rows: Cells[]): Promise<Outcome[]> {
	const { key } = plan;
	const columns = [
		key,
		...new Set(rows.flatMap((row) => Object.keys(row)).filter((name) => name !== key)),
	];
	const keys = new Set<string>();
	for (const row of rows) {
		const value = row[key];
		if (!value || keys.has(value))
			throw api.refusal({
				message: value
					? `The key "${value}" of the field "${key}" comes twice`
					: `A row has no value in the key field "${key}"`,
				hint: 'Results are matched by the key: choose a field that differs in every row. Nothing was sent',
			});
		keys.add(value);
	}
	if (columns.length > MOST_COLUMNS)
		throw api.refusal({
			message: `${columns.length} columns: a bulk write takes ${MOST_COLUMNS}`,
			hint: 'Nothing was sent',
		});
	const outcomes: Outcome[] = [];
	for (const file of filesOf(columns, rows))
		outcomes.push(...(await written(api, plan, columns, file)));
	return outcomes;
}
