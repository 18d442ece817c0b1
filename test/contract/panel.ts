import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../../nodes/core/operation';
import { optionsOf, parametersOf } from '../../nodes/core/node/properties';
import type { Vendor } from '../../nodes/core/vendor';

export interface Listed {
	title: string;
	resource: string;
	value: string;
	operation: Operation;
}

export const operations = (vendor: Vendor): Listed[] =>
	Object.entries(vendor.resources).flatMap(([resource, { operations: own }]) =>
		Object.entries(own).map(([value, operation]) => ({
			title: `${resource}.${value}`,
			resource,
			value,
			operation,
		})),
	);

/** A parameter with all that stand inside it. */
export function inside(property: INodeProperties): INodeProperties[] {
	const children = (property.options ?? []).flatMap((option) =>
		'values' in option
			? (option as INodePropertyCollection).values
			: 'type' in option
				? [option as INodeProperties]
				: [],
	);
	const modes = (property.modes ?? []) as INodeProperties[];
	return [property, ...[...children, ...modes].flatMap(inside)];
}

export const parameters = (operation: Operation): INodeProperties[] =>
	[...parametersOf(operation), ...optionsOf(operation)].flatMap(inside);

/** Names of the methods that a parameter asks the node for. */
export function methodsAsked({ typeOptions = {} }: INodeProperties) {
	return {
		loadOptions: typeOptions.loadOptionsMethod,
		listSearch: typeOptions.searchListMethod,
		resourceMapping: typeOptions.resourceMapper?.resourceMapperMethod,
	};
}

export const menu = (property: INodeProperties) =>
	(property.options ?? []) as INodePropertyOptions[];
