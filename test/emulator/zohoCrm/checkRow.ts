import { invalid, refuse } from './envelope';
import type { Field, Module, Store } from './store';
import { fieldIn, recordsIn } from './store';

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;
const ID = /^\d{6,19}$/;

export type Values = Record<string, unknown>;

const isObject = (value: unknown): value is Values =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Kinds by name: undefined when a value fits, else the type that was wanted. */
const FIT: Record<string, (value: unknown) => string | undefined> = {
	bigint: (value) =>
		typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? undefined : 'bigint',
	integer: (value) => (Number.isInteger(value) ? undefined : 'integer'),
	currency: (value) => (typeof value === 'number' ? undefined : 'double'),
	double: (value) => (typeof value === 'number' ? undefined : 'double'),
	percent: (value) => (typeof value === 'number' ? undefined : 'double'),
	boolean: (value) => (typeof value === 'boolean' ? undefined : 'boolean'),
	date: (value) => (typeof value === 'string' && DATE.test(value) ? undefined : 'date'),
	datetime: (value) => (typeof value === 'string' && MOMENT.test(value) ? undefined : 'datetime'),
	email: (value) =>
		typeof value === 'string' && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value) ? undefined : 'email',
	lookup: (value) => (isObject(value) && typeof value.id === 'string' ? undefined : 'jsonobject'),
	ownerlookup: (value) =>
		isObject(value) && typeof value.id === 'string' ? undefined : 'jsonobject',
	userlookup: (value) =>
		isObject(value) && typeof value.id === 'string' ? undefined : 'jsonobject',
	layout: (value) => (isObject(value) && typeof value.id === 'string' ? undefined : 'jsonobject'),
	multiselectpicklist: (value) => (Array.isArray(value) ? undefined : 'jsonarray'),
	imageupload: (value) => (Array.isArray(value) ? undefined : 'jsonarray'),
	fileupload: (value) => (Array.isArray(value) ? undefined : 'jsonarray'),
	multiselectlookup: (value) => (Array.isArray(value) ? undefined : 'jsonarray'),
	multiuserlookup: (value) => (Array.isArray(value) ? undefined : 'jsonarray'),
	participants: (value) => (Array.isArray(value) ? undefined : 'jsonarray'),
	subform: (value) => (Array.isArray(value) ? undefined : 'jsonarray'),
};

const asText = (value: unknown) => (typeof value === 'string' ? undefined : 'string');

/** Refuses a value as the vendor does; the row's place goes into `json_path`. */
export function checkValue(
	store: Store,
	module: Module,
	field: Field,
	value: unknown,
	place: number,
): void {
	const { api_name, data_type } = field;
	const where = { api_name, json_path: `$.data[${place}].${api_name}` };
	if (value === null) {
		if (field.required) throw refuse('MANDATORY_NOT_FOUND', 'required field not found', where);
		return;
	}
	const wanted = (FIT[data_type] ?? asText)(value);
	if (wanted) throw invalid('invalid data', { ...where, expected_data_type: wanted });
	if (typeof value === 'string' && field.length !== undefined && value.length > field.length)
		throw invalid('invalid data', { ...where, maximum_length: field.length });
	const { options } = field;
	const chosen = data_type === 'multiselectpicklist' ? (value as unknown[]) : [value];
	if (options && chosen.some((one) => !options.includes(String(one))))
		throw invalid('invalid data', { ...where, supported_values: options });
	if (data_type === 'lookup' && field.lookup) {
		const { id } = value as { id: string };
		if (!recordsIn(store, field.lookup).has(id))
			throw invalid('the related id given seems to be invalid', where);
	}
	if (
		['ownerlookup', 'userlookup'].includes(data_type) &&
		!store.users.has(String((value as Values).id))
	)
		throw invalid('the related id given seems to be invalid', where);
	if (['imageupload', 'fileupload'].includes(data_type))
		checkFiles(store, value as unknown[], where);
	if (data_type === 'multiselectlookup') checkLinks(store, field, value as unknown[], where);
	if (data_type === 'subform' && (value as unknown[]).length > 100)
		throw refuse('LIMIT_EXCEEDED', 'Only 100 rows can be added to a subform.', {
			...where,
			limit: 100,
		});
	if (data_type === 'participants' && (value as unknown[]).length > 50)
		throw refuse('LIMIT_EXCEEDED', 'Only 50 participants can be added to an event.', {
			...where,
			limit: 50,
		});
	if (module.api_name === 'Calls' && api_name === 'Call_Duration' && /^0*:?0+$/.test(String(value)))
		throw refuse('DEPENDENT_MISMATCH', 'Call Duration can not be zero.', where);
}

function checkFiles(store: Store, entries: unknown[], where: object): void {
	for (const entry of entries) {
		const removal = isObject(entry) && '_delete' in entry && ID.test(String(entry.id));
		if (removal) continue;
		const id = isObject(entry) ? entry.File_Id__s : undefined;
		if (typeof id !== 'string' || !store.files.has(id))
			throw invalid('the file id given seems to be invalid', { ...where });
	}
}

function checkLinks(store: Store, field: Field, entries: unknown[], where: object): void {
	for (const entry of entries) {
		if (!isObject(entry))
			throw invalid('invalid data', { ...where, expected_data_type: 'jsonobject' });
		if ('_delete' in entry) continue;
		const other = entry[field.linkKey ?? ''];
		const record = isObject(other)
			? recordsIn(store, field.lookup ?? '').get(String(other.id))
			: undefined;
		if (!record) throw invalid('the related id given seems to be invalid', { ...where });
		if (record.state === 'locked')
			throw refuse(
				'RECORD_LOCKED',
				'Sorry, you cannot perform this operation as the record is locked.',
				{ ...where },
			);
	}
}

const META = ['id', '$append_values', '$approved', '$se_module', 'Layout', 'process'];

/** Refuses a row that does not fit; answers the values that are kept. */
export function checkRow(
	store: Store,
	module: Module,
	row: unknown,
	place: number,
	creating: boolean,
): Values {
	if (!isObject(row))
		throw invalid('invalid data', {
			expected_data_type: 'jsonobject',
			json_path: `$.data[${place}]`,
		});
	const kept: Values = {};
	for (const [name, value] of Object.entries(row)) {
		if (META.includes(name)) continue;
		const field = fieldIn(module, name);
		if (!field || field.readOnly) {
			if (!field && store.switches.unknownFields === 'refused')
				throw invalid('invalid data', { api_name: name, json_path: `$.data[${place}].${name}` });
			continue;
		}
		checkValue(store, module, field, value, place);
		kept[name] = value;
	}
	if (creating) {
		const missing = module.fields.find(
			({ api_name, required }) =>
				required && (kept[api_name] === undefined || kept[api_name] === ''),
		);
		if (missing)
			throw refuse('MANDATORY_NOT_FOUND', 'required field not found', {
				api_name: missing.api_name,
				json_path: `$.data[${place}].${missing.api_name}`,
			});
	}
	return kept;
}
