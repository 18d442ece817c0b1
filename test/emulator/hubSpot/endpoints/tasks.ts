import { ok, route, type Endpoints } from '../context';
import { typeOf } from '../objectTypes';
import { PATHS } from '../paths';
import { bodyOf, limitOf, one, pageBy, textIn, type Body } from '../query';
import { createRecord, findRecord, recordsOf, updateRecord } from '../records';
import { invalid, missing, Refusal } from '../refusal';
import { search } from '../search';
import type { Store, Task } from '../store';

const time = (at: number) => new Date(at).toISOString();
const MOST_AT_ONCE = 3;

interface Mapping {
	columnName?: string;
	columnObjectTypeId?: string;
	propertyName?: string | null;
	columnType?: string;
	idColumnType?: string | null;
}

interface ImportRequest {
	name: string;
	importOperations?: Record<string, string>;
	files: Array<{
		fileName: string;
		fileFormat: string;
		fileImportPage?: { hasHeader?: boolean; columnMappings?: Mapping[] };
	}>;
}

/** Lines and cells of a CSV with quotes. */
function cells(text: string): string[][] {
	const rows: string[][] = [[]];
	let cell = '';
	let quoted = false;
	const end = () => {
		rows.at(-1)?.push(cell);
		cell = '';
	};
	for (let at = 0; at < text.length; at++) {
		const sign = text[at];
		if (quoted) {
			if (sign !== '"') cell += sign;
			else if (text[at + 1] === '"') cell += text[++at];
			else quoted = false;
		} else if (sign === '"') quoted = true;
		else if (sign === ',') end();
		else if (sign === '\n') {
			end();
			rows.push([]);
		} else if (sign !== '\r') cell += sign;
	}
	if (cell || rows.at(-1)?.length) end();
	return rows.filter((row) => row.some(Boolean));
}

/** Carries an import out, line by line; bad lines become its errors. */
function carryOut(store: Store, task: Task): void {
	const { files, importOperations = {} } = task.request as ImportRequest;
	const [file] = files;
	const mappings = file?.fileImportPage?.columnMappings ?? [];
	const typeId = mappings[0]?.columnObjectTypeId ?? '0-1';
	const type = typeOf(store, typeId);
	const operation = importOperations[typeId] ?? 'UPSERT';
	const lines = cells(task.content?.toString('utf8') ?? '');
	const counters = { TOTAL_ROWS: 0, CREATED_OBJECTS: 0, UPDATED_OBJECTS: 0, ERRORS: 0 };
	const first = file?.fileImportPage?.hasHeader === false ? 0 : 1;
	lines.slice(first).forEach((line, index) => {
		counters.TOTAL_ROWS++;
		const properties: Record<string, string> = {};
		let held: ReturnType<typeof findRecord>;
		mappings.forEach(({ propertyName, columnType, idColumnType }, column) => {
			const value = line[column] ?? '';
			if (columnType === 'HUBSPOT_OBJECT_ID' || idColumnType === 'HUBSPOT_OBJECT_ID')
				held = findRecord(store, type, value);
			else if (propertyName) properties[propertyName] = value;
			const key = columnType === 'HUBSPOT_ALTERNATE_ID' || idColumnType === 'HUBSPOT_ALTERNATE_ID';
			if (key && propertyName) held = findRecord(store, type, value, propertyName);
		});
		try {
			if (held && operation !== 'CREATE') {
				updateRecord(store, type, held, properties, { strict: false });
				counters.UPDATED_OBJECTS++;
			} else if (operation === 'UPDATE') throw missing('No such record');
			else {
				createRecord(store, type, { properties }, { strict: false });
				counters.CREATED_OBJECTS++;
			}
		} catch (error) {
			counters.ERRORS++;
			task.errors.push({
				id: store.next(),
				errorType: 'INVALID_ROW',
				errorMessage: String((error as Error).message),
				sourceData: { lineNumber: index + first + 1, rowData: line, fileId: 0 },
				objectType: type.name,
				createdAt: store.now(),
			});
		}
	});
	task.result = counters;
}

function stateOf(store: Store, task: Task): string {
	if (task.canceled) return 'CANCELED';
	if (task.result) return 'DONE';
	if (task.left-- > 0) return 'PROCESSING';
	carryOut(store, task);
	return 'DONE';
}

const shownImport = (task: Task, state: string) => ({
	id: task.id,
	state,
	importName: (task.request as ImportRequest).name,
	optOutImport: false,
	metadata: { counters: task.result ?? {}, fileIds: ['1'], objectLists: [] },
	createdAt: time(task.createdAt),
	updatedAt: time(task.createdAt),
});

export const imports: Endpoints = ({ store }) => {
	const base = PATHS.imports;
	const find = (id: string) => {
		const task = store.tasks.get(id);
		if (task?.kind !== 'import') throw missing(`Import ${id} does not exist`);
		return task;
	};
	return [
		...route(base, 'POST', '', (request) => {
			const part = request.parts?.find(({ name }) => name === 'importRequest');
			const file = request.parts?.find(({ name }) => name === 'files');
			if (!part || !file) throw invalid('importRequest and files are wanted');
			const given = JSON.parse(part.content.toString('utf8')) as Partial<ImportRequest>;
			if (!given.name || !given.files?.length)
				throw invalid('Some required fields were not set: [name, files]');
			const running = [...store.tasks.values()].filter(
				(task) => task.kind === 'import' && !task.result && !task.canceled,
			);
			if (running.length >= MOST_AT_ONCE)
				throw new Refusal(429, 'RATE_LIMITS', 'Only 3 imports may run at once');
			const [wanted] = given.files;
			if (wanted && wanted.fileName !== file.filename)
				throw invalid(`The file ${wanted.fileName} was not sent`);
			for (const mapping of wanted?.fileImportPage?.columnMappings ?? []) {
				const type = typeOf(store, mapping.columnObjectTypeId ?? '');
				if (mapping.propertyName && !type.properties.has(mapping.propertyName))
					throw invalid(`Property ${mapping.propertyName} does not exist`);
			}
			const id = store.next();
			const task: Task = {
				id,
				kind: 'import',
				left: store.switches.taskSteps,
				errors: [],
				request: given,
				content: file.content,
				createdAt: store.now(),
			};
			store.tasks.set(id, task);
			return ok(shownImport(task, 'STARTED'));
		}),
		...route(base, 'GET', '', ({ query }) => {
			const all = [...store.tasks.values()].filter(({ kind }) => kind === 'import');
			const { page, paging } = pageBy(
				all,
				({ id }) => id,
				one(query, 'after'),
				limitOf(query, 20, 100),
			);
			const results = page.map((task) => shownImport(task, stateOf(store, task)));
			return ok({ results, ...(paging && { paging }) });
		}),
		...route(base, 'GET', '/:id', ({ params }) => {
			const task = find(params.id);
			return ok(shownImport(task, stateOf(store, task)));
		}),
		...route(base, 'GET', '/:id/errors', ({ params, query }) => {
			const rows = find(params.id).errors as Array<{ id: string }>;
			const { page, paging } = pageBy(
				rows,
				({ id }) => id,
				one(query, 'after'),
				limitOf(query, 100, 100),
			);
			return ok({ results: page, ...(paging && { paging }) });
		}),
		...route(base, 'POST', '/:id/cancel', ({ params }) => {
			const task = find(params.id);
			if (task.result) throw invalid(`Import ${params.id} is done`);
			task.canceled = true;
			const at = time(store.now());
			return ok({ status: 'CANCELED', startedAt: at, completedAt: at });
		}),
	];
};

const csv = (value: string | undefined) =>
	/[",\n]/.test(value ?? '') ? `"${(value ?? '').replace(/"/g, '""')}"` : (value ?? '');

function exported(store: Store, body: Body): Buffer {
	const type = typeOf(store, String(body.objectType));
	const names = body.objectProperties as string[];
	const list = body.exportType === 'LIST' ? store.lists.get(String(body.listId)) : undefined;
	if (body.exportType === 'LIST' && !list) throw missing('The list does not exist');
	const rows = list
		? [...list.members.keys()].flatMap((id) => recordsOf(store, type).get(id) ?? [])
		: search(store, type, { ...(body.publicCrmSearchRequest as object), limit: 200 }).rows.map(
				({ record }) => record,
			);
	const lines = rows.map((record) =>
		[record.id, ...names.map((name) => csv(record.values.get(name)))].join(','),
	);
	return Buffer.from([['Record ID', ...names].join(','), ...lines, ''].join('\n'));
}

export const exports_: Endpoints = (context) => {
	const { store } = context;
	const base = PATHS.exports;
	const find = (id: string) => {
		const task = store.tasks.get(id);
		if (task?.kind !== 'export') throw missing(`Export ${id} does not exist`);
		return task;
	};
	const running = (task: Task) => store.switches.exportApproval === 'pending' || task.left-- > 0;
	return [
		...route(base, 'POST', '/export/async', (request) => {
			const body = bodyOf(request);
			const exportType = textIn(body, 'exportType');
			if (!['VIEW', 'LIST'].includes(exportType)) throw invalid('exportType must be VIEW or LIST');
			for (const name of ['format', 'exportName', 'language', 'objectType']) textIn(body, name);
			if (!Array.isArray(body.objectProperties)) throw invalid('objectProperties is missing');
			if (exportType === 'LIST') textIn(body, 'listId');
			const id = store.next();
			const task: Task = {
				id,
				kind: 'export',
				left: store.switches.taskSteps,
				errors: [],
				request: body,
				content: exported(store, body),
				createdAt: store.now(),
			};
			store.tasks.set(id, task);
			return ok({ id, links: {} }, 202);
		}),
		...route(base, 'GET', '/export/async/tasks/:id/status', ({ params }) => {
			const task = find(params.id);
			if (running(task)) return ok({ status: 'PROCESSING' });
			const at = time(store.now());
			const result = `${context.otherUrl()}/export/${task.id}/export.csv`;
			return ok({ status: 'COMPLETE', result, startedAt: at, completedAt: at });
		}),
		...route(base, 'GET', '/export/:id', ({ params }) => {
			const task = find(params.id);
			const pending = store.switches.exportApproval === 'pending';
			const { exportName, objectType } = task.request as Body;
			return ok({
				id: task.id,
				exportState: pending ? 'PENDING_APPROVAL' : task.left > 0 ? 'PROCESSING' : 'DONE',
				exportName,
				objectType,
				recordCount: (task.content?.toString('utf8').split('\n').length ?? 2) - 2,
				createdAt: time(task.createdAt),
				updatedAt: time(task.createdAt),
			});
		}),
	];
};
