import {
	isResourceLocatorValue,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type INodeType,
	type ResourceMapperFields,
} from 'n8n-workflow';
import { operatorsOf } from '../data/conditions';
import { columns, type VendorField } from '../data/fields';
import type { Api } from '../transport/api';
import type { Choice, Vendor } from '../vendor';
import { connect, forgetFields } from './connect';

/** First entry of a dropdown that may be left alone: the editor marks a value as wrong that is not in the list. */
const NONE: INodePropertyOptions = { name: 'None', value: '' };

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** Every dropdown once more as `…OrNone`, for parameters that are optional. */
const withNone = (methods: Record<string, LoadOptions>): Record<string, LoadOptions> =>
	Object.fromEntries(
		Object.entries(methods).map(([name, load]) => [
			`${name}OrNone`,
			async function (this: ILoadOptionsFunctions) {
				return [NONE, ...(await load.call(this))];
			},
		]),
	);

type Methods = NonNullable<INodeType['methods']>;

/** A parameter as the panel holds it now; of a locator its value. */
const current = (context: ILoadOptionsFunctions) => (name: string) => {
	const raw: unknown = context.getCurrentNodeParameter(name);
	const value = isResourceLocatorValue(raw) ? raw.value : raw;
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
};

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

const asOption = ({ label, name, kind }: VendorField): INodePropertyOptions => ({
	name: label === name ? name : `${label} (${name})`,
	value: name,
	description: kind,
});

/** Everything that the panel asks for while it is open. */
export function methodsOf(vendor: Vendor): Methods {
	const api = async (context: ILoadOptionsFunctions): Promise<Api> =>
		await connect(context, vendor);
	const fields = async (context: ILoadOptionsFunctions): Promise<VendorField[]> => {
		// an operation that is about one object alone keeps its name apart: "objectType" may hold an earlier choice
		const of = current(context);
		const objectType = of('fixedObjectType') || of('objectType');
		return objectType ? await (await api(context)).fields(objectType) : [];
	};
	const options = (filter: (field: VendorField) => boolean) =>
		async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return (await fields(this)).filter(filter).map(asOption).sort(byName);
		};
	const choices = Object.entries(vendor.choices ?? {}).map(([name, load]) => [
		name,
		async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return (await load(await api(this), current(this))).sort(byName);
		},
	]);
	const searches = Object.entries(vendor.choices ?? {}).map(([name, load]) => [
		name,
		async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
			return { results: matching(await load(await api(this), current(this)), filter) };
		},
	]);
	const loadOptions: Record<string, LoadOptions> = {
		getFields: options(() => true),
		getWritableFields: options(({ readOnly }) => !readOnly),
		getUniqueFields: options(({ readOnly, unique }) => unique ?? !readOnly),
		getSearchFields: options(({ kind }) => operatorsOf(vendor.conditions, kind).length > 0),
		async getOperators(this: ILoadOptionsFunctions) {
			const chosen = current(this)('&field');
			const field = (await fields(this)).find(({ name }) => name === chosen);
			return operatorsOf(vendor.conditions, field?.kind).map((value) => ({
				name: vendor.conditions.operators[value].label,
				value,
			}));
		},
		...(Object.fromEntries(choices) as Record<string, LoadOptions>),
	};
	return {
		loadOptions: { ...loadOptions, ...withNone(loadOptions) },
		listSearch: {
			async searchObjects(
				this: ILoadOptionsFunctions,
				filter?: string,
			): Promise<INodeListSearchResult> {
				return { results: matching(await vendor.objects.list(await api(this)), filter) };
			},
			...(Object.fromEntries(searches) as Methods['listSearch']),
		},
		resourceMapping: {
			async getColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
				forgetFields();
				return { fields: columns(await fields(this)) };
			},
		},
	};
}

const matching = (choices: Choice[], filter = ''): Choice[] =>
	choices.filter(({ name, value }) =>
		`${name} ${value}`.toLowerCase().includes(filter.toLowerCase()),
	);
