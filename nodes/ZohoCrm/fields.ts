import type { IDataObject } from 'n8n-workflow';
import {
	UnfitValue,
	type ValueFormat,
	type ValueType,
	type VendorField,
} from '../core/data/fields';
import { dateText, dateTimeText, wallClock } from '../core/data/time';
import type { Api } from '../core/transport/api';
import type { ItemError } from '../core/transport/errors';
import { parsed } from '../core/transport/send';
import { isKind, type Kind } from './conditions';
import { nearestModules } from './modules';

/** Zoho's types as the core's; what is not here is text. Notes on shapes: Insert Records, "field types". */
const TYPES: Readonly<Record<string, ValueType>> = {
	integer: 'number',
	currency: 'number',
	decimal: 'number',
	double: 'number',
	percent: 'number',
	boolean: 'boolean',
	date: 'date',
	datetime: 'dateTime',
	picklist: 'option',
	multiselectpicklist: 'options',
	lookup: 'lookup',
	ownerlookup: 'user',
	userlookup: 'user',
	layout: 'lookup',
};

const REFERENCES = ['lookup', 'ownerlookup', 'userlookup', 'layout'];
const FILES = ['fileupload', 'imageupload'];
const LISTS = [...FILES, 'multiselectlookup', 'multiuserlookup', 'subform'];
const COMPUTED = ['formula', 'rollup_summary', 'autonumber', 'profileimage', 'widget'];

/** Fields that Zoho itself matches duplicates by. https://www.zoho.com/crm/developer/docs/api/v8/upsert-records.html */
const SYSTEM_CHECKS: Readonly<Record<string, string>> = {
	Leads: 'Email',
	Contacts: 'Email',
	Accounts: 'Account_Name',
	Deals: 'Deal_Name',
	Vendors: 'Vendor_Name',
};

export interface ZohoField extends VendorField {
	dataType: string;
	custom: boolean;
	external: boolean;
	/** Multi-select lookups: the lookup of the linking module that names the other record. */
	linkKey?: string;
}

const isZoho = (field: VendorField): field is ZohoField => 'dataType' in field;

export async function fieldRows(api: Api, module: string): Promise<IDataObject[]> {
	const { fields } = await api
		.request<{ fields?: IDataObject[] }>({
			method: 'GET',
			url: '/crm/v8/settings/fields',
			query: { module },
		})
		.catch(async (error: ItemError) => await nearestModules(api, module, error));
	return fields ?? [];
}

export async function listFields(api: Api, module: string): Promise<ZohoField[]> {
	return (await fieldRows(api, module)).map((row) => fieldOf(row, module));
}

const within = (value: unknown, ...path: string[]): unknown =>
	path.reduce<unknown>(
		(held, key) => (held && typeof held === 'object' ? (held as IDataObject)[key] : undefined),
		value,
	);

function fieldOf(row: IDataObject, module: string): ZohoField {
	const name = String(row.api_name);
	const dataType = String(row.data_type);
	const returned = String(within(row, 'formula', 'return_type') ?? '');
	const kind = dataType === 'formula' ? returned : dataType;
	const options = ((row.pick_list_values as IDataObject[] | undefined) ?? [])
		.filter(({ type, actual_value }) => type !== 'unused' && actual_value !== '-None-')
		.map(({ display_value, actual_value }) => ({
			label: String(display_value ?? actual_value),
			value: String(actual_value),
		}));
	const linkKey = within(
		row,
		'multiselectlookup',
		'linking_details',
		'connected_lookup_field',
		'api_name',
	);
	const target = within(row, 'lookup', 'module', 'api_name');
	const writable =
		within(row, 'operation_type', 'api_create') === true ||
		within(row, 'operation_type', 'api_update') === true ||
		row.operation_type === undefined;
	return {
		name,
		label: String(row.field_label ?? row.display_label ?? name),
		dataType,
		type:
			TYPES[dataType] ??
			(LISTS.includes(dataType) || row.json_type === 'jsonarray' || row.json_type === 'jsonobject'
				? 'json'
				: 'text'),
		kind: (isKind(kind) ? kind : 'notSearchable') satisfies Kind,
		required: row.system_mandatory === true,
		readOnly:
			name === 'id' ||
			row.read_only === true ||
			row.field_read_only === true ||
			!writable ||
			COMPUTED.includes(dataType),
		unique:
			Object.keys((row.unique as IDataObject | null) ?? {}).length > 0 ||
			SYSTEM_CHECKS[module] === name,
		custom: row.custom_field === true,
		external: Boolean(row.external),
		...(options.length && { options }),
		...(typeof row.length === 'number' && { length: row.length }),
		...(typeof linkKey === 'string' && { linkKey }),
		...(typeof target === 'string' && { target }),
	};
}

const MOST_FIELDS = 50;
/** Kinds that lists leave out, so that asking for them wastes a place. */
const ALONE = ['subform', 'multiselectlookup', 'multiuserlookup'];

/** The fields that a list asks for where the user chose none: required ones, custom ones, then the others. */
export function defaultFields(fields: readonly ZohoField[]): string[] {
	const rank = ({ required, custom }: ZohoField) => (required ? 0 : custom ? 1 : 2);
	return fields
		.filter(({ dataType, name }) => !ALONE.includes(dataType) && name !== 'id')
		.map((field, place) => ({ name: field.name, rank: rank(field), place }))
		.sort((a, b) => a.rank - b.rank || a.place - b.place)
		.slice(0, MOST_FIELDS)
		.map(({ name }) => name);
}

const ID = /^\d{1,19}$/;

function idOf(value: unknown): string {
	if (typeof value === 'number' && !Number.isSafeInteger(value))
		throw new UnfitValue('wants an ID as text: as a number it has lost its last digits');
	const id = String(value).trim();
	if (!ID.test(id))
		throw new UnfitValue(`wants an ID such as 3652397000001988001, and got "${id.slice(0, 40)}"`);
	return id;
}

/** Text that may be JSON, as data. */
function structured(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	const read = parsed(value);
	if (typeof read === 'string') throw new UnfitValue('wants JSON, and what it got cannot be read');
	return read;
}

const parts = (value: unknown): unknown[] =>
	Array.isArray(value)
		? (value as unknown[])
		: String(value)
				.split(',')
				.map((part) => part.trim())
				.filter(Boolean);

/** References as `{ id }`, lists of entries as the vendor wants them; plain IDs are wrapped. */
function shape(field: VendorField, given: unknown): unknown {
	if (!isZoho(field)) return undefined;
	const { dataType, linkKey } = field;
	if (REFERENCES.includes(dataType)) {
		const value = structured(given);
		if (!value || typeof value !== 'object') return { id: idOf(value) };
		if ('id' in value || 'name' in value || 'email' in value) return value;
		throw new UnfitValue('wants an ID, or an object with "id"');
	}
	if (field.type !== 'json') return undefined;
	const value = structured(given);
	if (!LISTS.includes(dataType)) return value;
	const entries =
		value && typeof value === 'object' && !Array.isArray(value) ? [value] : parts(value);
	return entries.map((entry) => {
		if (entry && typeof entry === 'object') return entry;
		if (FILES.includes(dataType)) return { File_Id__s: String(entry) };
		if (linkKey) return { [linkKey]: { id: idOf(entry) } };
		throw new UnfitValue(
			'wants a JSON list of entries; for links of records use "List Entries" in the options',
		);
	});
}

const two = (part: number) => String(part).padStart(2, '0');

/** ISO 8601 with an offset and without milliseconds: Zoho refuses any other. */
export function momentText(instant: number, zone: string): string {
	const wall = wallClock(instant, zone);
	const { year, month, day, hour, minute, second } = wall;
	const there = Date.UTC(year, month - 1, day, hour, minute, second);
	const offset = Math.round((there - Math.floor(instant / 1000) * 1000) / 60_000);
	const sign = offset < 0 ? '-' : '+';
	const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
	return `${dateTimeText(wall).replace(' ', 'T')}${sign}${two(hours)}:${two(minutes)}`;
}

export const formatOf = (): ValueFormat => ({
	text: (value) => value,
	number: (value) => value,
	boolean: (value) => value,
	date: dateText,
	dateTime: momentText,
	option: ({ value }) => value,
	list: (values) => values,
	cleared: (field) => (field && isZoho(field) && field.dataType === 'subform' ? [] : null),
	shape,
	refuses: (field, value) => {
		const { length } = field;
		if (isZoho(field) && field.dataType === 'bigint' && !/^-?\d{1,19}$/.test(value))
			return `wants a whole number of up to 19 digits, and got "${value.slice(0, 40)}"`;
		return length && value.length > length
			? `takes ${length} characters at most, and the value has ${value.length}`
			: undefined;
	},
});
