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
import { compile, type Conditions, type Grammar, type Node } from '../data/conditions';
import { coerce, nearest, UnfitValue, type VendorField } from '../data/fields';
import { extension, inputFile, type InputFile } from '../data/files';
import type { Operation } from '../operation';
import type { Api } from '../transport/api';
import { optionsOf, parametersOf } from './properties';

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
	/** An ID that can stand in a path or a query: no slashes, dots alone, quotes or line breaks. */
	id(name: string): string;
	/** Fails the item: names the parameter as the panel does. */
	refuse(name: string, problem: string, hint?: string): never;
	/** Fails the item about something that is not one parameter. */
	fail(message: string, hint?: string): never;
	/** The conditions in the vendor's words, and the fields that they name. */
	query(
		objectType: string,
		endpoint?: (fields: Array<{ kind?: string; operator: string }>) => string,
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

export interface Compiled {
	endpoint?: string;
	query: unknown;
}

export interface FileRules {
	/** Allowed extensions, lower case. */
	extensions?: readonly string[];
	/** Bytes. */
	largest?: number;
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
		LABELS[name] ?? definitions.get(name)?.displayName ?? rare.get(name)?.displayName ?? name;
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
	const list = (name: string): string[] => {
		const value = param(name);
		const parts = Array.isArray(value) ? value.map(String) : text(name).split(',');
		return parts.map((part) => part.trim()).filter(Boolean);
	};
	const fieldsOf = async (objectType: string) =>
		new Map((await api.fields(objectType)).map((field) => [field.name, field]));
	const fitted = (
		name: string,
		field: VendorField | undefined,
		key: string,
		value: unknown,
	): unknown => {
		try {
			return coerce(field, value, api.vendor.fields.format(api.credential), zone);
		} catch (error) {
			if (error instanceof UnfitValue)
				return refuse(name, `: the field ${named(field, key)} ${error.message}`);
			return fail((error as Error).message);
		}
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
		async values(objectType) {
			const known = await fieldsOf(objectType);
			const given = { ...written(call), ...checkedJson(call, known) };
			const { cleared } = api.vendor.fields.format(api.credential);
			const out: IDataObject = {};
			for (const [key, { source, value }] of Object.entries(given)) {
				const field = known.get(key);
				if (source === AUTOMATIC && (field ? field.readOnly : known.size)) continue;
				if (field?.readOnly)
					refuse(source, `: the field ${named(field, key)} is read-only`, 'Leave it out');
				const fit = value === null ? cleared(field) : fitted(source, field, key, value);
				const problem = value === null ? undefined : field?.check?.(fit);
				if (problem) refuse(source, `: the field ${named(field, key)} ${problem}`);
				out[key] = fit as IDataObject[string];
			}
			for (const key of list('clearFields')) {
				if (key in out) refuse('clearFields', `names "${key}", which also has a value`);
				out[key] = cleared(known.get(key)) as IDataObject[string];
			}
			return out;
		},
		async query(objectType, choose, own) {
			const conditions = conditionsOf(call);
			if (!conditions.nodes.length) return { endpoint: choose?.([]), query: undefined };
			const known = await fieldsOf(objectType);
			const named = flat(conditions.nodes).map(({ field, operator }) => ({
				kind: known.get(field)?.kind,
				operator,
			}));
			const endpoint = choose?.(named);
			const { title } = api.vendor;
			const grammar = own ?? api.vendor.conditions;
			const source = 'conditions';
			const query = compile(conditions, {
				grammar,
				title,
				endpoint,
				field: (name) => known.get(name),
				coerce: (field, value) =>
					field && grammar.coerce
						? grammar.coerce(field, value)
						: fitted(source, field, field?.name ?? '', value),
				refuse: (problem, hint) => refuse(source, `: ${problem}`, hint),
			});
			return { endpoint, query };
		},
		async files(rules = {}) {
			const names = list('binaryPropertyName');
			if (!names.length) refuse('binaryPropertyName', 'is empty');
			const files = await Promise.all(
				names.map(async (name) => [name, await fileIn(call, name, rules)] as const),
			);
			return Object.fromEntries(files);
		},
	};
	return call;
}

/** `"Score" (score)` */
const named = (field: VendorField | undefined, key: string): string =>
	field && field.label !== key ? `"${field.label}" (${key})` : `"${key}"`;

const FILE = 'binaryPropertyName';

async function fileIn(
	{ item, api, context, refuse }: Call,
	name: string,
	rules: FileRules,
): Promise<InputFile> {
	const { extensions, largest } = rules;
	const { title } = api.vendor;
	const data = item.binary?.[name];
	if (!data) {
		const there = Object.keys(item.binary ?? {}).join(', ');
		return refuse(
			FILE,
			`names "${name}", and the item has no such file`,
			there ? `It has: ${there}` : 'The item carries no files at all',
		);
	}
	const file = await inputFile(context, data);
	if (extensions && !extensions.includes(extension(file.name))) {
		refuse(
			FILE,
			`: ${title} does not take "${file.name}"`,
			`Types it takes: ${extensions.join(', ')}`,
		);
	}
	if (!file.size) refuse(FILE, `: the file "${file.name}" is empty`);
	if (largest && file.size > largest) {
		refuse(
			FILE,
			`: the file "${file.name}" has ${file.size} bytes, and ${title} takes ${largest} at most`,
		);
	}
	return file;
}

const parameter = (source: Source, { name, type, default: preset }: INodeProperties): unknown =>
	source.read(name, preset, type === 'resourceLocator' ? { extractValue: true } : undefined);

type Given = Record<string, { source: string; value: unknown }>;

const AUTOMATIC = 'item';

/** Names that no parameter of an operation has. */
const LABELS: Readonly<Record<string, string>> = { [AUTOMATIC]: 'Fields', options: 'Options' };

/** What the mapper says: columns filled in by hand, or the item's own keys. Empty text leaves a field alone. */
function written(call: Call): Given {
	const mapper = call.param('fields') as IDataObject | undefined;
	const automatic = mapper?.mappingMode === 'autoMapInputData';
	const values = (automatic ? call.item.json : mapper?.value) as IDataObject | null | undefined;
	return Object.fromEntries(
		Object.entries(values ?? {})
			.filter(([, value]) => value !== undefined && value !== '' && (automatic || value !== null))
			.map(([key, value]) => [key, { source: automatic ? AUTOMATIC : 'fields', value }]),
	);
}

function checkedJson(call: Call, known: ReadonlyMap<string, VendorField>): Given {
	const given = call.json('fieldsJson') ?? {};
	if (typeof given !== 'object' || Array.isArray(given)) {
		return call.refuse('fieldsJson', 'must be an object such as { "name": "Ada" }');
	}
	const entries = Object.entries(given as IDataObject).filter(([, value]) => value !== '');
	const strange =
		known.size && !call.flag('sendUnknownFields') ? entries.filter(([key]) => !known.has(key)) : [];
	if (strange.length) {
		const [[key]] = strange;
		const near = nearest(key, [...known.keys()]);
		call.refuse(
			'fieldsJson',
			`names the unknown field "${key}"`,
			near.length
				? `Did you mean ${near.join(' or ')}?`
				: 'Use the API names of the fields, or switch on "Send Unknown Fields" in the options',
		);
	}
	return Object.fromEntries(entries.map(([key, value]) => [key, { source: 'fieldsJson', value }]));
}

function conditionsOf(call: Call): Conditions {
	const built = ((call.param('conditions') as IDataObject | undefined)?.condition ?? []) as Node[];
	const raw = call.json('conditionsJson') ?? [];
	const further = (Array.isArray(raw) ? raw : [raw]) as Node[];
	if (further.some((node) => !node || typeof node !== 'object')) {
		call.refuse('conditionsJson', 'must be a list of objects with field, operator and value');
	}
	const single = !built.length && further.length === 1 ? further[0] : undefined;
	if (single && 'all' in single && Array.isArray(single.all))
		return { match: 'all', nodes: single.all };
	if (single && 'any' in single && Array.isArray(single.any))
		return { match: 'any', nodes: single.any };
	const match = (call.text('match') || 'all') as Conditions['match'];
	return { match, logic: call.text('logic'), nodes: [...built, ...further] };
}

const flat = (nodes: Node[]): Array<{ field: string; operator: string }> =>
	nodes.flatMap((node) =>
		'all' in node ? flat(node.all) : 'any' in node ? flat(node.any) : [node],
	);
