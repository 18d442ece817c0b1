import type { IDataObject } from 'n8n-workflow';
import type { ValueFormat, ValueType, VendorField } from '../core/data/fields';
import { instantOf } from '../core/data/time';
import type { Api } from '../core/transport/api';
import type { Choice, Credential } from '../core/vendor';
import type { Kind } from './conditions';
import { read } from './requests';

interface TypeRow {
	types: string[];
	type: ValueType;
	/** Absent: the vendor does not say which operators it knows, so all are offered. */
	kind?: Kind;
	readOnly?: true;
}

/** Types of describe, and how each wants its values. */
const TYPES: TypeRow[] = [
	{
		types: ['text', 'long_text', 'html_rich_text', 'phone_number', 'email', 'url'],
		type: 'text',
		kind: 'text',
	},
	{ types: ['select_one', 'record_type'], type: 'option', kind: 'choice' },
	{ types: ['select_many', 'tag', 'array'], type: 'options', kind: 'several' },
	{ types: ['number', 'currency', 'percentile'], type: 'number', kind: 'number' },
	{ types: ['date'], type: 'date', kind: 'number' },
	{ types: ['date_time', 'time'], type: 'dateTime', kind: 'number' },
	{ types: ['true_or_false'], type: 'boolean', kind: 'boolean' },
	{
		types: ['employee', 'employee_many', 'department', 'department_many'],
		type: 'users',
		kind: 'person',
	},
	{ types: ['object_reference'], type: 'lookup', kind: 'choice' },
	{ types: ['master_detail'], type: 'lookup', kind: 'master' },
	{ types: ['object_reference_many'], type: 'list' },
	{ types: ['file_attachment'], type: 'json', kind: 'file' },
	{ types: ['image', 'signature'], type: 'json', kind: 'image' },
	{ types: ['location'], type: 'text' },
	{ types: ['auto_number'], type: 'text', kind: 'text', readOnly: true },
	{ types: ['formula', 'count', 'quote'], type: 'text', readOnly: true },
];

const rowOf = new Map(TYPES.flatMap((row) => row.types.map((type) => [type, row] as const)));

/** Kept by Fxiaoke on every object. */
const SYSTEM = [
	'_id',
	'created_by',
	'create_time',
	'is_deleted',
	'last_modified_by',
	'last_modified_time',
	'life_status',
	'lock_status',
	'owner_department',
	'relevant_team',
	'version',
];

/** Not for people: the lock's own bookkeeping. */
const HIDDEN = /^lock_(rule|user)$/;

const OTHER = 'other';

/** An object's description. The places of its parameters differ between pages: both are sent. */
export async function describe(
	api: Api,
	apiName: string,
	{ includeDetail = false, actAs }: { includeDetail?: boolean; actAs?: string } = {},
): Promise<IDataObject> {
	const where = { apiName, includeDetail };
	const { data } = await api.request<{ data?: IDataObject }>(
		read('/cgi/crm/v2/object/describe', { ...where, data: where }, actAs),
	);
	return data ?? {};
}

export const fieldRows = (described: IDataObject): IDataObject[] => {
	const { fields } = (described.describe ?? {}) as { fields?: Record<string, IDataObject> };
	return Object.entries(fields ?? {}).map(([api_name, field]) => ({ api_name, ...field }));
};

export async function listFields(api: Api, objectType: string): Promise<VendorField[]> {
	return fieldRows(await describe(api, objectType))
		.filter(({ is_active, type }) => is_active !== false && !HIDDEN.test(String(type)))
		.flatMap(fieldsOf);
}

/** A field, and the text of its option "other" where it has one. */
function fieldsOf(described: IDataObject): VendorField[] {
	const { api_name, label, type, is_required, is_unique, target_api_name } = described;
	const row = rowOf.get(String(type));
	const name = String(api_name);
	const options = (described.options as IDataObject[] | null | undefined)?.map((option) => ({
		label: String(option.label ?? option.value),
		value: String(option.value),
	}));
	const field: VendorField = {
		name,
		label: String(label ?? name),
		type: row?.type ?? 'json',
		kind: row?.kind,
		required: is_required === true && !SYSTEM.includes(name),
		readOnly: SYSTEM.includes(name) || row?.readOnly,
		unique: is_unique === true,
		...(options?.length && { options }),
		...(typeof target_api_name === 'string' && { target: target_api_name }),
	};
	if (!options?.some(({ value }) => value === OTHER)) return [field];
	return [
		field,
		{ name: `${name}__o`, label: `${field.label} (Other)`, type: 'text', kind: 'file' },
	];
}

/** Numbers are texts, dates and times are epoch milliseconds, people and departments are lists. */
export const formatOf = ({ timeZone }: Credential): ValueFormat => {
	const zone = String(timeZone ?? '').trim() || 'Asia/Shanghai';
	return {
		zone,
		text: (value) => value,
		number: (_, digits) => digits,
		boolean: (value) => value,
		date: (at) => instantOf({ ...at, hour: 0, minute: 0, second: 0 }, zone),
		dateTime: (instant) => instant,
		option: ({ value }) => value,
		list: (values) => values,
		cleared: () => null,
	};
};

export async function listObjects(api: Api): Promise<Choice[]> {
	return (await objectRows(api)).map(({ describeApiName, describeDisplayName, defineType }) => ({
		name: String(describeDisplayName ?? describeApiName),
		value: String(describeApiName),
		description: defineType === 'package' ? 'Preset object' : 'Custom object',
	}));
}

export async function objectRows(api: Api, actAs?: string): Promise<IDataObject[]> {
	const { data } = await api.request<{ data?: { objects?: IDataObject[] } }>(
		read('/cgi/crm/v2/object/list', { includeNull: false }, actAs),
	);
	return data?.objects ?? [];
}
