import type { IDataObject } from 'n8n-workflow';
import type { RowRefusal } from '../core/operation';
import type { Api } from '../core/transport/api';
import { hintOf, reasonOf, type Said } from './errors';
import { path } from './paths';
import type { CrmRecord } from './records';

/** Most records of one batch request. */
export const SIZE = 100;

/** Batch reads with history take half as many (unconfirmed, so the smaller number is used). */
const SIZE_WITH_HISTORY = 50;

export interface WriteRow {
	/** Unique in the run: HubSpot's results come in any order, and errors are told by it. */
	objectWriteTraceId: string;
	id?: string;
	idProperty?: string;
	properties: IDataObject;
	associations?: IDataObject[];
}

interface BatchAnswer {
	results?: CrmRecord[];
	errors?: Said[];
}

export type Outcome = { record: CrmRecord } | RowRefusal;

const refused = (said: Said): RowRefusal => ({
	refused: {
		message: reasonOf(said) || 'HubSpot refused this row without a reason',
		hint: hintOf(said),
		code: said.category,
		trace: said.correlationId,
	},
});

/** HubSpot may have done it, and its answer does not tell which result is whose. */
const unclear = (errors: Said[]): RowRefusal => ({
	refused: {
		message: errors.length
			? `HubSpot's answer does not tell which row this was about: ${errors.map(reasonOf).join('; ')}`
			: "HubSpot's answer does not tell what became of this row",
		hint: 'Look in HubSpot before you repeat it',
		processed: 'unknown',
	},
});

const concerns = ({ context }: Said, { objectWriteTraceId, id }: WriteRow): boolean => {
	const traces = context?.objectWriteTraceId?.filter(Boolean) ?? [];
	if (traces.length) return traces.includes(objectWriteTraceId);
	return id !== undefined && (context?.ids?.includes(id) ?? false);
};

/** Whether a result is a row's, where it carries no trace id. */
function belongs(result: CrmRecord, { id, idProperty }: WriteRow): boolean {
	if (id === undefined) return false;
	if (!idProperty) return result.id === id;
	return String(result.properties[idProperty] ?? '').toLowerCase() === id.toLowerCase();
}

/** One request, one outcome per row. Mixed results are told by `errors`, whatever the status. */
export async function writeBatch(
	api: Api,
	objectType: string,
	action: 'create' | 'update' | 'upsert',
	rows: WriteRow[],
): Promise<Outcome[]> {
	const { results = [], errors = [] } = await api.request<BatchAnswer>({
		method: 'POST',
		url: path(api, 'objects', objectType, 'batch', action),
		body: { inputs: rows },
		// a native upsert and an update by ID do no more when they are sent twice
		safe: action !== 'create',
	});
	const traced = new Map(results.map((result) => [result.objectWriteTraceId, result]));
	return rows.map((row) => {
		const said = errors.find((error) => concerns(error, row));
		if (said) return refused(said);
		const record =
			traced.get(row.objectWriteTraceId) ??
			results.find((result) => !result.objectWriteTraceId && belongs(result, row));
		if (record) return { record };
		return rows.length === 1 && results.length === 1 ? { record: results[0] } : unclear(errors);
	});
}

export interface ReadQuery {
	objectType: string;
	idProperty?: string;
	properties: string[];
	history: string[];
	archived: boolean;
}

/** Records by ID or by a unique property, in lower case; those that are not there are left out. */
export async function readBatch(
	api: Api,
	{ objectType, idProperty, properties, history, archived }: ReadQuery,
	ids: string[],
): Promise<Map<string, CrmRecord>> {
	const size = history.length ? SIZE_WITH_HISTORY : SIZE;
	const wanted = [...new Set(ids)];
	const found = new Map<string, CrmRecord>();
	for (let start = 0; start < wanted.length; start += size) {
		const part = wanted.slice(start, start + size);
		const { results = [] } = await api.request<BatchAnswer>({
			method: 'POST',
			url: path(api, 'objects', objectType, 'batch', 'read'),
			query: archived ? { archived } : undefined,
			body: {
				inputs: part.map((id) => ({ id })),
				properties: idProperty ? [...new Set([...properties, idProperty])] : properties,
				...(history.length && { propertiesWithHistory: history }),
				...(idProperty && { idProperty }),
			},
			safe: true,
		});
		for (const record of results) {
			const key = idProperty ? String(record.properties[idProperty] ?? '') : record.id;
			found.set(key.toLowerCase(), record);
		}
		// an ID of a merged record answers under the new one: alone it is known again
		const [only] = part;
		if (part.length === 1 && results.length === 1) found.set(only.toLowerCase(), results[0]);
	}
	return found;
}
