import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call, Parameters } from '../core/node/call';
import type { Api } from '../core/transport/api';
import { endpointOf } from './conditions';
import { search, type Order, type Search } from './pages';
import { actAs, actingUser, includeNull, labels, readSwitches, readSwitchesOf } from './parameters';
import { shaped } from './records';

/** What every search offers besides its conditions. */

const projection: INodeProperties = {
	displayName: 'Return Field Names or IDs',
	name: 'fieldProjection',
	type: 'multiOptions',
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['objectType.value'] },
	default: [],
	hint: 'Only these fields, and the ID. Empty: all',
};

export const emptyValue: INodeProperties = {
	displayName: 'Value of Empty',
	name: 'emptyValue',
	type: 'options',
	options: [
		{ name: 'A List with an Empty Text', value: 'text' },
		{ name: 'An Empty List', value: 'list' },
	],
	default: 'text',
	description: 'What the operators "Is Empty" and "Is Not Empty" send: the vendor does not say',
};

export const searchQueryJson: INodeProperties = {
	displayName: 'Search Query (JSON)',
	name: 'searchQueryJson',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "wheres": [] }',
	description:
		'Merged into search_query_info as it is. OR groups ("wheres") are not documented: the vendor advises to copy them from the network call of the list page in the browser.',
};

export const searchOptions: INodeProperties[] = [
	projection,
	emptyValue,
	searchQueryJson,
	includeNull,
	labels,
	...readSwitches,
	actAs,
];

const LISTS = ['filters', 'orders', 'fieldProjection'];
const PAGING = ['limit', 'offset'];

interface Asked {
	search: Search;
	simplify: boolean;
	labels: boolean;
}

function ordersOf(call: Call): Order[] {
	return call.rows('sort').map(({ field, direction }) => {
		if (!field) call.refuse('sort', 'has a row without a field');
		return { fieldName: String(field).trim(), isAsc: direction !== 'desc' };
	});
}

/** Members of `search_query_info` that are the user's own; `own`: those that only the node may set. */
export function furtherOf(
	call: Parameters,
	own: { names: string[]; hint: string } = { names: PAGING, hint: 'Use "Return All" or "Limit"' },
): IDataObject {
	const given = call.object('searchQueryJson') ?? {};
	const taken = own.names.find((name) => name in given);
	if (taken) call.refuse('searchQueryJson', `holds "${taken}"`, own.hint);
	for (const name of LISTS)
		if (given[name] !== undefined && !Array.isArray(given[name]))
			call.refuse('searchQueryJson', `holds "${name}", which is no list`);
	return given;
}

/** The conditions of the builder, as Fxiaoke's filters. */
export async function filtersOf(call: Parameters, objectType: string): Promise<IDataObject[]> {
	const { query } = await call.query(objectType, () => endpointOf(objectType));
	const filters = (query ?? []) as IDataObject[];
	if (call.text('emptyValue') !== 'list') return filters;
	return filters.map((filter) =>
		['IS', 'ISN'].includes(String(filter.operator)) ? { ...filter, field_values: [] } : filter,
	);
}

/** A search by everything that the panel says, and filters of the operation's own. */
export async function asked(
	call: Call,
	objectType: string,
	own: IDataObject[] = [],
): Promise<Asked> {
	const { filters = [], orders, fieldProjection, ...rest } = furtherOf(call);
	const listed = call.list('fieldProjection');
	return {
		simplify: call.flag('simplify'),
		labels: call.flag('labels'),
		search: {
			objectType,
			filters: [...own, ...(await filtersOf(call, objectType)), ...(filters as IDataObject[])],
			orders: (orders as Order[] | undefined) ?? ordersOf(call),
			fieldProjection:
				(fieldProjection as string[] | undefined) ?? (listed.length ? listed : undefined),
			further: rest,
			includeNull: call.flag('includeNull'),
			switches: readSwitchesOf(call),
			actAs: actingUser(call),
		},
	};
}

/** The rows of a search, as people want them. */
export async function* found(
	api: Api,
	{ search: query, simplify, labels: labelled }: Asked,
	limit: number,
): AsyncGenerator<IDataObject[]> {
	const fields = labelled ? await api.fields(query.objectType) : [];
	for await (const rows of search(api, query, limit)) {
		yield rows.map((row) => shaped(row, { simplify, labels: labelled, fields }));
	}
}
