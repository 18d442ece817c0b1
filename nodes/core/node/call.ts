import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type IGetNodeParameterOptions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import type { Grammar } from '../data/conditions';
import type { InputFile } from '../data/files';
import { areObjects, isObject, objectIn, objectsIn } from '../data/json';
import type { Operation } from '../operation';
import type { Api } from '../transport/api';
import { inputFilesOf, type FileRules } from './inputFiles';
import { optionsOf, parametersOf } from './properties';
import { queryOf, type Choose, type Compiled } from './query';
import { valuesOf } from './values';

/** Parameters by name, and clear refusals: what operations and triggers have in common. */
export interface Parameters {
	readonly api: Api;
	/** Clock of text without a zone, where the vendor has none of its own. */
	readonly zone: string;
	/** The resolved value; an option that was not added is undefined. Read once. */
	param(name: string): unknown;
	/** Text without blanks around it; numbers as text. Empty when absent. */
	text(name: string): string;
	required(name: string): string;
	/** A whole number, or undefined when empty. */
	integer(name: string, range?: { min?: number; max?: number }): number | undefined;
	flag(name: string): boolean;
	/** Values of a list parameter, or text split at commas. */
	list(name: string): string[];
	/** A value of a JSON parameter, given as text or as data; undefined when empty. */
	json(name: string): unknown;
	/** The same where it must be an object. */
	object(name: string): IDataObject | undefined;
	/** The same where it must be a list of objects. */
	objects(name: string): IDataObject[] | undefined;
	/** The rows of a "fixed collection". */
	rows(name: string): IDataObject[];
	/** An ID that can stand in a path or a query: no slashes, dots alone, quotes or line breaks. */
	id(name: string): string;
	/** Fails the item: names the parameter as the panel does. */
	refuse(name: string, problem: string, hint?: string): never;
	/** Fails the item about something that is not one parameter. */
	fail(message: string, hint?: string): never;
	/** The conditions in the vendor's words, and the fields that they name. */
	query(
		objectType: string,
		endpoint?: Choose,
		/** For an endpoint with a language of its own; absent: the vendor's. */
		grammar?: Grammar,
	): Promise<Compiled>;
}

/** One input item at work. There is no item number to get wrong. */
export interface Call extends Parameters {
	readonly index: number;
	readonly item: INodeExecutionData;
	readonly context: IExecuteFunctions;
	/** Fields to write, by API name, in the vendor's form. */
	values(objectType: string): Promise<IDataObject>;
	/** The files of the binary fields that "Input Data Field Name" names, by field, checked before they are sent. */
	files(rules?: FileRules): Promise<Record<string, InputFile>>;
}

/** What could leave its place in a path or a query, or was pasted by mistake. */
const UNSAFE_ID = /[/\\?#%'"`<>\s\p{Cc}]|^\.$|\.\./u;

export const callOf = (
	context: IExecuteFunctions,
	operation: Operation,
	api: Api,
	index: number,
	item: INodeExecutionData,
): Call =>
	build(
		{
			own: parametersOf(operation),
			rare: optionsOf(operation),
			read: (name, fallback, options) =>
				context.getNodeParameter(name, index, fallback as IDataObject, options),
			mark: ` [item ${index}]`,
		},
		{ context, api, index, item },
	);

/** n8n's contexts of triggers: they have no items. */
export type TriggerContext = IPollFunctions | IHookFunctions | IWebhookFunctions;

/** The parameters of a trigger node. */
export const watchOf = (
	context: TriggerContext,
	{ properties, options }: { properties: INodeProperties[]; options: INodeProperties[] },
	api: Api,
): Parameters =>
	build(
		{
			own: properties,
			rare: options,
			read: (name, fallback, options) => context.getNodeParameter(name, fallback, options),
			mark: '',
		},
		{ context: context as unknown as IExecuteFunctions, api, index: 0, item: { json: {} } },
	);

interface Source {
	own: INodeProperties[];
	/** What the "Options" collection offers. */
	rare: INodeProperties[];
	read(name: string, fallback: unknown, options?: IGetNodeParameterOptions): unknown;
	/** Which item it was, for messages. */
	mark: string;
}

function build(
	source: Source,
	{ context, api, index, item }: Pick<Call, 'context' | 'api' | 'index' | 'item'>,
): Call {
	const definitions = new Map(source.own.map((property) => [property.name, property]));
	const rare = new Map(source.rare.map((property) => [property.name, property]));
	const read = new Map<string, unknown>();
	const zone = context.getTimezone();

	const fail = (message: string, hint?: string): never => {
		throw new NodeOperationError(context.getNode(), `${message}${source.mark}`, {
			itemIndex: source.mark ? index : undefined,
			description: hint,
		});
	};
	const label = (name: string) =>
		definitions.get(name)?.displayName ?? rare.get(name)?.displayName ?? LABELS[name] ?? name;
	const refuse = (name: string, problem: string, hint?: string): never =>
		fail(`"${label(name)}"${problem.startsWith(':') ? '' : ' '}${problem}`, hint);

	const resolve = (name: string): unknown => {
		const own = definitions.get(name);
		if (own) return parameter(source, own);
		return (param('options') as IDataObject | undefined)?.[name];
	};
	function param(name: string): unknown {
		if (!read.has(name)) {
			read.set(name, name === 'options' ? source.read('options', {}) : resolve(name));
		}
		return read.get(name);
	}
	const text = (name: string): string => {
		const value = param(name);
		if (value === undefined || value === null) return '';
		if (typeof value === 'object') return refuse(name, 'wants text, and got an object');
		return String(value).trim();
	};
	const json = (name: string): unknown => {
		const value = param(name);
		if (typeof value !== 'string') return value ?? undefined;
		if (!value.trim()) return undefined;
		try {
			return JSON.parse(value) as unknown;
		} catch (error) {
			return refuse(name, 'is not valid JSON', (error as Error).message);
		}
	};
	const example = (name: string, otherwise: string): string => {
		const { placeholder, default: preset } = definitions.get(name) ?? rare.get(name) ?? {};
		const given = placeholder?.replace(/^e\.g\. /, '') ?? String(preset ?? '');
		return given.length > '{}'.length ? given : otherwise;
	};
	const list = (name: string): string[] => {
		const value = param(name);
		const parts = Array.isArray(value) ? value.map(String) : text(name).split(',');
		return parts.map((part) => part.trim()).filter(Boolean);
	};
	const call: Call = {
		index,
		item,
		api,
		context,
		zone,
		param,
		text,
		json,
		list,
		refuse,
		fail,
		object(name) {
			const value = json(name);
			if (value === undefined || isObject(value)) return value;
			return refuse(name, `must be an object such as ${example(name, '{ "name": "value" }')}`);
		},
		objects(name) {
			const value = json(name);
			if (value === undefined || areObjects(value)) return value;
			return refuse(
				name,
				`must be a list of objects such as ${example(name, '[{ "name": "value" }]')}`,
			);
		},
		rows: (name) => Object.values(objectIn(param(name))).flatMap(objectsIn),
		required: (name) =>
			text(name) || refuse(name, 'is empty', 'Fill it in, or check its expression for this item'),
		flag: (name) => param(name) === true || param(name) === 'true',
		id(name) {
			const value = call.required(name);
			if (UNSAFE_ID.test(value))
				refuse(
					name,
					`is no ID: "${value.slice(0, 40).replace(/\s/g, ' ')}"`,
					'An ID has no blanks, slashes, quotes or line breaks',
				);
			return value;
		},
		integer(name, { min = 0, max = Number.MAX_SAFE_INTEGER } = {}) {
			const value = text(name);
			if (!value) return undefined;
			const number = Number(value);
			if (!/^[+-]?\d+$/.test(value) || number < min || number > max) {
				const range =
					max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
				refuse(name, `must be a whole number ${range}, and is "${value.slice(0, 40)}"`);
			}
			return number;
		},
		values: async (objectType) => await valuesOf(call, objectType),
		query: async (objectType, choose, grammar) =>
			await queryOf(call, objectType, { choose, grammar }),
		files: async (rules) => await inputFilesOf(call, rules),
	};
	return call;
}

const parameter = (source: Source, { name, type, default: preset }: INodeProperties): unknown =>
	source.read(name, preset, type === 'resourceLocator' ? { extractValue: true } : undefined);

/** Names that no parameter of an operation has. */
const LABELS: Readonly<Record<string, string>> = { options: 'Options' };
