import type { IDataObject } from 'n8n-workflow';
import type { Call, Parameters } from '../core/node/call';
import type { Api } from '../core/transport/api';
import { walk } from '../core/transport/paging';
import type { Filter, Groups } from './conditions';
import { ownerId } from './owners';
import { path } from './paths';

/** https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm */
const MOST = { groups: 5, inGroup: 6, filters: 18, characters: 3_000, rows: 10_000, page: 200 };
const KEY = 'hs_object_id';
/** As long as the longest ID may get: the check before sending counts it in. */
export const LONGEST_ID = '9'.repeat(16);

export interface Search {
	objectType: string;
	groups: Groups;
	query?: string;
	sort?: { propertyName: string; direction: string };
	properties: string[];
	size: number;
	/** Past 10,000 rows by the ID, which takes one more filter per group. */
	byKey: boolean;
}

export const afterKey = (groups: Groups, id: string): Groups =>
	(groups.length ? groups : [[]]).map((group) => [
		...group,
		{ propertyName: KEY, operator: 'GT', value: id },
	]);

interface Page {
	limit: number;
	after?: string;
}

function bodyOf({ query, sort, properties, byKey }: Search, groups: Groups, page: Page) {
	const sorts = sort ?? (byKey ? { propertyName: KEY, direction: 'ASCENDING' } : undefined);
	return {
		...(query && { query }),
		...(groups.length && { filterGroups: groups.map((filters) => ({ filters })) }),
		...(sorts && { sorts: [sorts] }),
		...(properties.length && { properties }),
		...page,
	};
}

export function problemOf(search: Search, groups: Groups): string | undefined {
	const count = groups.reduce((sum, group) => sum + group.length, 0);
	const longest = Math.max(0, ...groups.map((group) => group.length));
	const characters = JSON.stringify(
		bodyOf(search, groups, { limit: MOST.page, after: String(MOST.rows) }),
	).length;
	if (groups.length > MOST.groups)
		return `${groups.length} groups of conditions, and HubSpot takes ${MOST.groups}`;
	if (longest > MOST.inGroup)
		return `${longest} conditions in one group, and HubSpot takes ${MOST.inGroup}`;
	if (count > MOST.filters) return `${count} conditions in all, and HubSpot takes ${MOST.filters}`;
	if (characters > MOST.characters)
		return `a request of ${characters} characters, and HubSpot takes ${MOST.characters}`;
	return undefined;
}

/** What HubSpot would refuse is said before anything is sent. */
export function checkSearch(call: Call, search: Search): Search {
	const problem = problemOf(search, search.groups);
	if (problem)
		call.refuse(
			'conditions',
			`: the search comes to ${problem}`,
			'Conditions inside groups are multiplied out: an "any" inside an "all" makes one group for each way to satisfy it. Use "Is Any Of", or search twice',
		);
	const more = search.byKey ? problemOf(search, afterKey(search.groups, LONGEST_ID)) : undefined;
	if (more)
		call.refuse(
			'conditions',
			`: with the condition on ${KEY} that going past 10,000 records needs, one in each group, the search comes to ${more}`,
			'Switch off "Return All" and set "Limit" to 10,000 at most, or use fewer conditions or properties',
		);
	return search;
}

/** Owners may be named by email in conditions, too. */
export async function withOwners(
	call: Parameters,
	objectType: string,
	groups: Groups,
): Promise<Groups> {
	const users = (await call.api.fields(objectType))
		.filter(({ type }) => type === 'user')
		.map(({ name }) => name);
	const one = async (given: string) => await ownerId(call, 'conditions', given);
	const resolved = async (filter: Filter): Promise<Filter> => {
		if (!users.includes(filter.propertyName)) return filter;
		const value = filter.value === undefined ? undefined : await one(filter.value);
		const values = filter.values && (await Promise.all(filter.values.map(one)));
		return { ...filter, ...(value && { value }), ...(values && { values }) };
	};
	return await Promise.all(groups.map(async (group) => await Promise.all(group.map(resolved))));
}

interface Body {
	total?: number;
	results?: IDataObject[];
	paging?: { next?: { after?: string } };
}

/** Pages of a search; by key it starts anew behind the last ID whenever 10,000 rows have come. */
export async function* searched(
	api: Api,
	search: Search,
	limit: number,
): AsyncGenerator<IDataObject[]> {
	const { objectType, byKey, size } = search;
	const url = path(api, 'objects', objectType, 'search');
	let left = limit;
	let last = '';
	// a token is "rows of this round|last ID of the round before"
	yield* walk<string>(api, {
		first: '|',
		request: (token) => {
			const [after, from] = token.split('|');
			const groups = from ? afterKey(search.groups, from) : search.groups;
			const page: Page = { limit: Math.min(size, left), ...(after && { after }) };
			return {
				method: 'POST',
				url,
				body: bodyOf(search, groups, page),
				safe: true,
				limit: 'search',
			};
		},
		read(body, token) {
			const { results = [], paging, total = 0 } = body as Body;
			const after = paging?.next?.after;
			const [, from] = token.split('|');
			left = Math.max(1, left - results.length);
			if (!byKey && total > MOST.rows && limit > MOST.rows) {
				throw api.refusal({
					message: `HubSpot shows 10,000 records of a sorted search at most, and this one has ${total}`,
					hint: 'Remove "Sort", narrow the conditions down, or set "Limit" to 10,000 at most',
				});
			}
			last = String(results[results.length - 1]?.id ?? last);
			if (after === undefined) return { rows: results };
			const wall = Number(after) + Math.min(size, left) > MOST.rows;
			if (!wall) return { rows: results, next: `${after}|${from}` };
			return { rows: results, next: byKey ? `|${last}` : undefined };
		},
	});
}

/** Whether the ID leads through the rows: where there may be more than one page of them, in no order of the user's. */
export const leadsByKey = (call: Call): boolean =>
	!call.text('sortProperty') &&
	(call.flag('returnAll') || (call.integer('limit', { min: 1 }) ?? 50) > MOST.rows);

export const MOST_PER_PAGE = MOST.page;
