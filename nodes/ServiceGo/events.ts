import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { objectsIn } from '../core/data/json';
import type { Parameters } from '../core/node/call';
import { conditionInputs, objectType } from '../core/node/parameters';
import { dateTimeText, instantOf, readWallClock, wallClock } from '../core/data/time';
import type { Api } from '../core/transport/api';
import {
	polled,
	type Change,
	type ChangePage,
	type Events,
	type PolledEvent,
	type Span,
	type View,
} from '../core/trigger/events';
import { conditions, type Endpoint } from './conditions';
import { formatOf } from './fields';
import { filterId, MOST_PER_PAGE, number, objectName } from './parameters';
import { simplified } from './records';

type Stamp = 'createTime' | 'updateTime';

interface Clause {
	fieldApiName: string;
	operator: string;
	value: string;
}

interface Where {
	judgeStrategy?: number;
	customJudgeLogic?: string;
	conditionList?: Clause[];
}

interface Query {
	objectApiName: string;
	filterId?: number;
	stamp: Stamp;
	where: Where;
	skipNew: boolean;
}

/**
 * The user's conditions, and those on time. The vendor has no groups, only logic over numbers: its brackets are
 * undocumented, but where they are refused the poll says so, and where they are overlooked more rows come, which the
 * core drops by their time.
 */
function joined(
	{ judgeStrategy = 1, customJudgeLogic, conditionList = [] }: Where,
	time: Clause[],
) {
	const numbers = conditionList.map((_, index) => String(index + 1));
	const own = judgeStrategy === 3 ? customJudgeLogic : numbers.join(' or ');
	const both = [...conditionList, ...time];
	if (judgeStrategy === 1 || numbers.length < 2) return { judgeStrategy: 1, conditionList: both };
	const times = time.map((_, index) => String(numbers.length + index + 1));
	return {
		judgeStrategy: 3,
		customJudgeLogic: [`(${own ?? ''})`, ...times].join(' and '),
		conditionList: both,
	};
}

const textIn = (row: IDataObject, name: string): string => {
	const field = objectsIn(row.fieldDataList).find(({ fieldApiName }) => fieldApiName === name);
	return String(field?.fieldValue ?? row[name] ?? '');
};

/** Audit times stand on the tenant's clock, without a zone. */
function timeIn(row: IDataObject, stamp: Stamp, zone: string): number | undefined {
	const wall = readWallClock(textIn(row, stamp));
	return wall && instantOf(wall, zone);
}

const isNew = (row: IDataObject) =>
	textIn(row, 'createTime') !== '' && textIn(row, 'createTime') === textIn(row, 'updateTime');

/** One page of scroll search: rows with greater IDs than the last one, whatever their times. */
async function page(
	api: Api,
	{ objectApiName, filterId: filter, stamp, where, skipNew }: Query,
	{ since, until, after = 0 }: Span<number>,
): Promise<ChangePage<number>> {
	const { zone = 'Asia/Shanghai' } = formatOf(api.credential);
	const bound = (operator: string, instant: number): Clause => ({
		fieldApiName: stamp,
		operator,
		value: dateTimeText(wallClock(instant, zone)),
	});
	const time = [
		bound('greater_than_eq', since),
		...(until === undefined ? [] : [bound('less_than', until)]),
	];
	const { data } = await api.request<{ data?: IDataObject[] | null }>({
		method: 'POST',
		url: '/v1/datas/scrollSearch',
		body: {
			objectApiName,
			filterId: filter,
			scrollId: after,
			pageSize: MOST_PER_PAGE,
			...joined(where, time),
		},
		safe: true,
	});
	const rows = [...(data ?? [])].sort((a, b) => Number(a.id) - Number(b.id));
	const changes = rows.map((row): Change<number> => {
		const id = Number(row.id);
		return { id: String(id), at: timeIn(row, stamp, zone), key: id, row };
	});
	const last = changes[changes.length - 1];
	return {
		changes: skipNew ? changes.filter(({ row }) => !isNew(row)) : changes,
		next: rows.length < MOST_PER_PAGE ? undefined : last.key,
	};
}

function show(row: IDataObject, { simplify, fields }: View): IDataObject {
	const wanted = (name: string) => !fields.length || fields.includes(name);
	const list = row.fieldDataList;
	const fieldDataList = Array.isArray(list)
		? (list as IDataObject[]).filter(({ fieldApiName }) => wanted(String(fieldApiName)))
		: list;
	const record = Array.isArray(list) ? { ...row, fieldDataList } : row;
	return simplify ? simplified(record) : record;
}

const event = (
	{
		name,
		description,
		properties,
		options,
	}: Partial<PolledEvent> & { name: string; description: string },
	stamp: Stamp,
	filter: (watch: Parameters) => number | undefined,
) =>
	polled<Query, number>({
		name,
		description,
		properties: properties ?? [],
		options,
		async query(watch) {
			const objectApiName = objectName(watch);
			const endpoint: Endpoint = 'scroll search';
			const { query } = await watch.query(objectApiName, () => endpoint);
			return {
				objectApiName,
				filterId: filter(watch),
				stamp,
				where: (query ?? {}) as Where,
				skipNew: watch.flag('skipNew'),
			};
		},
		place: ({ objectApiName }) => objectApiName,
		page,
		show,
	});

const builder = conditionInputs({ custom: conditions.custom, any: true });

const anyFilter = filterId(
	'Filter',
	'A filter made in ServiceGo, e.g. one that shows all records. The vendor does not say whether a search works without one: choose one if ServiceGo refuses. Special filters are not supported.',
);

const skipNew: INodeProperties = {
	displayName: 'Leave Out New Records',
	name: 'skipNew',
	type: 'boolean',
	default: false,
	description:
		'Whether to leave out records whose update time is their create time. A record that is changed in the same second or minute in which it was created is then left out, too.',
};

/** ServiceGo has no subscriptions: changes are found by scroll search over the audit times. */
export const events: Events = {
	// the vendor says nothing about it; rather late than lost
	lagSeconds: 120,
	// seconds in records, minutes in lists: the coarser one is right for both
	resolutionMs: 60_000,
	on: {
		recordCreated: event(
			{
				name: 'Record Created',
				description: 'A record was created',
				properties: [objectType, anyFilter, ...builder],
			},
			'createTime',
			(watch) => watch.integer('filterId', { min: 1 }),
		),
		recordUpdated: event(
			{
				name: 'Record Created or Updated',
				description: 'A record was created or changed',
				properties: [objectType, anyFilter, ...builder],
				options: [skipNew],
			},
			'updateTime',
			(watch) => watch.integer('filterId', { min: 1 }),
		),
		recordInFilter: event(
			{
				name: 'New Record in a Filter',
				description:
					'A record was created and a filter made in ServiceGo shows it. One that comes into the filter later, by a change, is not seen.',
				properties: [
					objectType,
					{ ...filterId('Filter', 'The filter that must show the record'), required: true },
				],
			},
			'createTime',
			(watch) => number(watch, 'filterId'),
		),
	},
};
