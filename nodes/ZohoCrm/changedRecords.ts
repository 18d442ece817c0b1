import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../core/node/call';
import type { Api } from '../core/transport/api';
import { contextOf, type ItemError } from '../core/transport/errors';
import type { Change, ChangePage, Span } from '../core/trigger/events';
import { columnsOf, type Stamp } from './columns';
import { coqlConditions, MOST_CONDITIONS, paired, quoted } from './coql';
import { momentText } from './fields';
import { nearestModules } from './modules';
import { infoOf, rowsOf, timeIn } from './rows';

export interface RecordQuery {
	module: string;
	columns: string[];
	stamp: Stamp;
	/** The user's conditions. */
	where?: string;
	skipNew: boolean;
}

/** Of the window: both ends and the ID. */
const OWN_CONDITIONS = 3;
/** 1 credit, and what every page of Zoho's says COQL takes; 2,000 rows would be 3 credits even when nothing happened. */
const ROWS = 200;

export async function recordQuery(
	watch: Parameters,
	module: string,
	stamp: Stamp,
): Promise<RecordQuery> {
	const skipNew = watch.flag('skipNew');
	let count = 0;
	const { query } = await watch.query(
		module,
		(named) => {
			count = named.length;
			return 'COQL';
		},
		coqlConditions,
	);
	if (count > MOST_CONDITIONS - OWN_CONDITIONS)
		watch.refuse(
			'conditions',
			`are ${count}, and a query takes ${MOST_CONDITIONS - OWN_CONDITIONS} beside those of the trigger`,
		);
	const stamps: Stamp[] = skipNew ? ['Created_Time', 'Modified_Time'] : [stamp];
	return {
		module,
		columns: await columnsOf(watch, module, { coql: true, stamps }),
		stamp,
		where: query === undefined ? undefined : String(query),
		skipNew,
	};
}

const moment = (instant: number) => quoted(momentText(instant, 'UTC'));

/** Adds what else could be done where a module, or a field of it, is out of reach for COQL. */
async function explained(api: Api, module: string, error: ItemError): Promise<never> {
	const { code } = contextOf(error);
	if (['INVALID_DATA', 'INVALID_QUERY', 'NOT_SUPPORTED', 'SYNTAX_ERROR'].includes(String(code))) {
		const more =
			'The trigger asks by COQL, which knows neither every module nor every field: choose "Field Names or IDs to Return" in the options, or use Zoho CRM Instant Trigger';
		error.description = [error.description, more].filter(Boolean).join('. ');
	}
	return await nearestModules(api, module, error);
}

async function select(
	api: Api,
	{ module, columns }: RecordQuery,
	rest: string,
): Promise<{ rows: IDataObject[]; more: boolean }> {
	const body = await api
		.request<unknown>({
			method: 'POST',
			url: '/crm/v8/coql',
			body: {
				select_query: `select ${['id', ...columns].join(', ')} from ${module} where ${rest}`,
			},
			safe: true,
			limit: 'heavy',
		})
		.catch(async (error: ItemError) => await explained(api, module, error));
	return { rows: rowsOf(body), more: infoOf(body).more };
}

const changeIn =
	(stamp: Stamp) =>
	(row: IDataObject): Change<string> => {
		const id = String(row.id);
		return { id, at: timeIn(row, stamp), key: id, row };
	};

const isNew = ({ Created_Time, Modified_Time }: IDataObject) =>
	Created_Time !== undefined && Created_Time === Modified_Time;

/**
 * One page by COQL: the only call that takes both ends of a window and a key (`id >`), shows what was written just now,
 * and has no bound on the rows of a window. A search lags and ends at 2,000, a list has no upper end and its pages move.
 */
export async function recordPage(
	api: Api,
	query: RecordQuery,
	{ since, until, after }: Span<string>,
): Promise<ChangePage<string>> {
	const { stamp, where, skipNew } = query;
	const conditions = [
		`${stamp} >= ${moment(since)}`,
		until === undefined ? undefined : `${stamp} < ${moment(until)}`,
		after === undefined ? undefined : `id > ${quoted(after)}`,
		where,
	].filter((condition) => condition !== undefined);
	const { rows, more } = await select(
		api,
		query,
		`${paired(conditions)} order by id asc limit 0, ${ROWS}`,
	);
	const changes = rows.map(changeIn(stamp));
	const last = changes[changes.length - 1] as Change<string> | undefined;
	return {
		changes: skipNew ? changes.filter(({ row }) => !isNew(row)) : changes,
		next: more || rows.length >= ROWS ? last?.key : undefined,
	};
}

/** The newest ones, for samples. */
export async function newestRecords(
	api: Api,
	query: RecordQuery,
	count: number,
): Promise<Array<Change<string>>> {
	const { stamp, where, skipNew } = query;
	const conditions = [`${stamp} is not null`, where].filter((condition) => condition !== undefined);
	const found: Array<Change<string>> = [];
	for (let offset = 0; found.length < count; offset += ROWS) {
		const size = Math.min(ROWS, count - found.length);
		const { rows, more } = await select(
			api,
			query,
			`${paired(conditions)} order by ${stamp} desc limit ${offset}, ${skipNew ? ROWS : size}`,
		);
		found.push(...rows.filter((row) => !skipNew || !isNew(row)).map(changeIn(stamp)));
		if (!more) break;
	}
	return found.slice(0, count);
}
