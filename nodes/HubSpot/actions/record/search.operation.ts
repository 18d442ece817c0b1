import { conditionInputs, objectType, simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import type { Groups } from '../../conditions';
import { objectName, pageSize, properties, sizeOf } from '../../parameters';
import { shaped } from '../../records';
import {
	checkSearch,
	leadsByKey,
	MOST_PER_PAGE,
	searched,
	withOwners,
	type Search,
} from '../../search';

export const search = list({
	name: 'Search',
	action: 'Search records',
	description:
		'Find records by conditions and words. The index of HubSpot lags some seconds behind writes, and archived records are never found.',
	properties: [
		objectType,
		...conditionInputs({ any: true }),
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			default: '',
			description: 'Words to look for in the fields that HubSpot searches by default',
		},
		properties,
		{
			displayName: 'Sort Property Name or ID',
			name: 'sortProperty',
			type: 'options',
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			typeOptions: {
				loadOptionsMethod: 'getFieldsOrNone',
				loadOptionsDependsOn: ['objectType.value'],
			},
			default: '',
			hint: 'A sorted search ends at 10,000 records. Without a sort, "Return All" goes on in the order of the IDs.',
		},
		{
			displayName: 'Sort Direction',
			name: 'sortDirection',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Ascending', value: 'ASCENDING' },
				{ name: 'Descending', value: 'DESCENDING' },
			],
			default: 'ASCENDING',
		},
		simplify,
	],
	options: [pageSize(MOST_PER_PAGE)],
	async query(call) {
		const object = objectName(call);
		const { query } = await call.query(object);
		const propertyName = call.text('sortProperty');
		const wanted: Search = {
			objectType: object,
			groups: await withOwners(call, object, (query ?? []) as Groups),
			query: call.text('query') || undefined,
			sort: propertyName
				? { propertyName, direction: call.text('sortDirection') || 'ASCENDING' }
				: undefined,
			properties: call.list('properties'),
			size: sizeOf(call, MOST_PER_PAGE),
			byKey: leadsByKey(call),
		};
		return { search: checkSearch(call, wanted), simple: call.flag('simplify') };
	},
	async *pages(api, { search: wanted, simple }, limit) {
		for await (const rows of searched(api, wanted, limit))
			yield rows.map((row) => shaped(row, simple));
	},
});
