import type { IDataObject } from 'n8n-workflow';
import { coerce, nearest, UnfitValue, type VendorField } from '../data/fields';
import type { Api } from '../transport/api';
import { objectIn } from '../data/json';
import type { Call, Parameters } from './call';

/** Field name → what is to stand in it, and the parameter that says so. */
type Given = Record<string, { source: string; value: unknown; automatic?: boolean }>;

/** Fields to write, by API name, in the vendor's form. */
export async function valuesOf(call: Call, objectType: string): Promise<IDataObject> {
	const { api } = call;
	const known = await fieldsByName(api, objectType);
	const given = { ...written(call), ...checkedJson(call, known) };
	const { cleared } = api.vendor.fields.format(api.credential);
	const out: IDataObject = {};
	for (const [key, { source, value, automatic }] of Object.entries(given)) {
		const field = known.get(key);
		// an item's own keys may be anything: what is no field to write is not meant
		if (automatic && (field ? field.readOnly : known.size)) continue;
		if (field?.readOnly)
			call.refuse(source, `: the field ${named(field, key)} is read-only`, 'Leave it out');
		const fit = value === null ? cleared(field) : fitted(call, { source, field, key }, value);
		const problem = value === null ? undefined : field?.check?.(fit);
		if (problem) call.refuse(source, `: the field ${named(field, key)} ${problem}`);
		out[key] = fit as IDataObject[string];
	}
	for (const key of call.list('clearFields')) {
		if (key in out) call.refuse('clearFields', `names "${key}", which also has a value`);
		out[key] = cleared(known.get(key)) as IDataObject[string];
	}
	return out;
}

export const fieldsByName = async (api: Api, objectType: string) =>
	new Map((await api.fields(objectType)).map((field) => [field.name, field]));

/** A value in the form that the vendor wants for a field, or the refusal of the parameter that it came from. */
export function fitted(
	{ api, zone, refuse, fail }: Parameters,
	{ source, field, key }: { source: string; field: VendorField | undefined; key: string },
	value: unknown,
): unknown {
	try {
		return coerce(field, value, api.vendor.fields.format(api.credential), zone);
	} catch (error) {
		if (error instanceof UnfitValue)
			return refuse(source, `: the field ${named(field, key)} ${error.message}`);
		return fail((error as Error).message);
	}
}

/** `"Score" (score)` */
const named = (field: VendorField | undefined, key: string): string =>
	field && field.label !== key ? `"${field.label}" (${key})` : `"${key}"`;

/** What the mapper says: columns filled in by hand, or the item's own keys. Empty text leaves a field alone. */
function written(call: Call): Given {
	const { mappingMode, value: mapped } = objectIn(call.param('fields'));
	const automatic = mappingMode === 'autoMapInputData';
	return Object.fromEntries(
		Object.entries(automatic ? call.item.json : objectIn(mapped))
			.filter(([, value]) => value !== undefined && value !== '' && (automatic || value !== null))
			.map(([key, value]) => [key, { source: 'fields', value, automatic }]),
	);
}

function checkedJson(call: Call, known: ReadonlyMap<string, VendorField>): Given {
	const given = call.object('fieldsJson') ?? {};
	const entries = Object.entries(given).filter(([, value]) => value !== '');
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
