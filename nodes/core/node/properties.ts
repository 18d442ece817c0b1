import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../operation';
import type { Vendor } from '../vendor';
import { limits, longestWait, returnAll } from './parameters';

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'en');
const byDisplayName = (a: INodeProperties, b: INodeProperties) =>
	a.displayName.localeCompare(b.displayName, 'en');

const paging = (operation: Operation): INodeProperties[] =>
	operation.kind === 'list' && operation.paged !== false ? [returnAll, ...limits] : [];

/** Every parameter of an operation, with those that its kind adds. */
export const parametersOf = (operation: Operation): INodeProperties[] => [
	...operation.properties,
	...paging(operation),
];

/** What the "Options" collection of an operation offers. */
export const optionsOf = (operation: Operation): INodeProperties[] =>
	[...(operation.options ?? []), longestWait].sort(byDisplayName);

const options = (operation: Operation): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: optionsOf(operation),
});

/** All parameters of a vendor's node: menus sorted, every parameter shown for its operations alone. */
export function propertiesOf(vendor: Vendor): INodeProperties[] {
	const resources = Object.entries(vendor.resources);
	const [[first]] = resources;
	return [
		...authentication(vendor),
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(([value, { name }]) => ({ name, value })).sort(byName),
			default: first,
		},
		...resources.flatMap(([resource, { operations }]) => [
			operationMenu(resource, operations),
			...stamped(resource, operations),
		]),
	];
}

/** The choice between ways to sign in, where there are several. */
export function authentication({ credentials }: Vendor): INodeProperties[] {
	const ways = Object.keys(credentials);
	if (ways.length < 2) return [];
	const [first] = ways;
	// "oAuth2" is one word
	const title = (value: string) =>
		value.replace(/([a-z]{2})([A-Z])/g, '$1 $2').replace(/^./, (letter) => letter.toUpperCase());
	return [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			noDataExpression: true,
			options: ways.map((value) => ({ name: title(value), value })),
			default: first,
		},
	];
}

function operationMenu(
	resource: string,
	operations: Readonly<Record<string, Operation>>,
): INodeProperties {
	const menu: INodePropertyOptions[] = Object.entries(operations)
		.map(([value, { name, action, description }]) => ({ name, value, action, description }))
		.sort(byName);
	const first = String(menu[0].value);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: menu,
		default: first,
	};
}

interface Entry {
	key: string;
	property: INodeProperties;
	operations: string[];
}

/**
 * The parameters of all operations of a resource as one list. Operations share an entry where that keeps the order
 * in which each of them names its own; elsewhere a parameter stands twice.
 */
function stamped(
	resource: string,
	operations: Readonly<Record<string, Operation>>,
): INodeProperties[] {
	const entries: Entry[] = [];
	for (const [value, operation] of Object.entries(operations)) {
		let last = -1;
		for (const property of [...parametersOf(operation), options(operation)]) {
			const key = JSON.stringify(property);
			const shared = entries.findIndex((entry, place) => place > last && entry.key === key);
			last = shared >= 0 ? shared : last + 1;
			if (shared >= 0) entries[shared].operations.push(value);
			else entries.splice(last, 0, { key, property, operations: [value] });
		}
	}
	return entries.map(({ property, operations: shownFor }) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, resource: [resource], operation: shownFor },
		},
	}));
}
