import type { IDataObject } from 'n8n-workflow';
import type { ValueFormat, ValueType, VendorField } from '../core/data/fields';
import type { WallClock } from '../core/data/time';
import type { Api } from '../core/transport/api';
import { isKind, type Kind } from './conditions';
import { isContacts, nameOf, typeIdOf } from './objects';
import { path } from './paths';

interface Option {
	label: string;
	value: string;
	hidden?: boolean;
}

interface Property extends IDataObject {
	name: string;
	label: string;
	type: string;
	fieldType: string;
	options?: Option[] & IDataObject[];
	modificationMetadata?: { readOnlyValue?: boolean } & IDataObject;
}

interface Rule {
	ruleType: string;
	ruleArguments?: string[];
}

/** What HubSpot wants on create whatever the account's own rules say; shown first. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
	contacts: ['email', 'firstname', 'lastname'],
	companies: ['name', 'domain'],
	deals: ['dealname', 'pipeline', 'dealstage'],
	tickets: ['subject', 'hs_pipeline', 'hs_pipeline_stage'],
	quotes: ['hs_title', 'hs_expiration_date'],
	leads: ['hs_lead_name'],
	notes: ['hs_timestamp'],
	tasks: ['hs_timestamp'],
	calls: ['hs_timestamp'],
	meetings: ['hs_timestamp'],
	emails: ['hs_timestamp', 'hs_email_direction'],
	communications: ['hs_timestamp'],
	postal_mail: ['hs_timestamp'],
};

const NUMBERS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
	MIN_NUMBER: (value, bound) => value >= bound,
	MAX_NUMBER: (value, bound) => value <= bound,
	MIN_LENGTH: (length, bound) => length >= bound,
	MAX_LENGTH: (length, bound) => length <= bound,
};

/** The account's rules that can be told from the value alone; HubSpot checks the others itself. */
function checkOf(rules: Rule[]): VendorField['check'] {
	return (value) => {
		const text = String(value);
		const broken = rules.find(({ ruleType, ruleArguments: [first = ''] = [] }) => {
			if (ruleType === 'ALPHANUMERIC') return first === 'NUMERIC_ONLY' && !/^\d*$/.test(text);
			const measured = ruleType.endsWith('LENGTH') ? text.length : Number(text);
			return NUMBERS[ruleType] && !NUMBERS[ruleType](measured, Number(first));
		});
		return (
			broken &&
			`breaks a rule of the account: ${broken.ruleType} ${(broken.ruleArguments ?? []).join(', ')}`.trim()
		);
	};
}

/** Rules by property. A token that may not read them loses nothing but the early check. */
async function rulesOf(api: Api, objectType: string): Promise<Map<string, Rule[]>> {
	try {
		const url = path(api, 'validations', await typeIdOf(api, objectType));
		const { results } = await api.request<{
			results?: Array<{ propertyName: string; propertyValidationRules?: Rule[] }>;
		}>({ method: 'GET', url });
		return new Map(
			(results ?? []).map(({ propertyName, propertyValidationRules = [] }) => [
				propertyName,
				propertyValidationRules,
			]),
		);
	} catch {
		return new Map();
	}
}

/** All properties of an object at once: the endpoint has no pages. */
export async function listFields(api: Api, objectType: string): Promise<VendorField[]> {
	const [{ results }, rules] = await Promise.all([
		api.request<{ results?: Property[] }>({
			method: 'GET',
			url: path(api, 'properties', objectType),
		}),
		rulesOf(api, objectType),
	]);
	const first = FIRST[nameOf(objectType)] ?? [];
	const place = ({ name }: VendorField) =>
		first.includes(name) ? first.indexOf(name) : first.length;
	const fields = (results ?? []).map((property) => {
		const own = rules.get(property.name);
		return {
			...fieldOf(property, isContacts(objectType)),
			...(first.includes(property.name) && { required: true }),
			...(own && { check: checkOf(own) }),
		};
	});
	return [...fields.sort((a, b) => place(a) - place(b)), ...ASSOCIATED];
}

/** Pseudo-properties of searches: the ID of an associated record. */
const ASSOCIATED = ['contact', 'company', 'deal', 'ticket'].map((name): VendorField => ({
	name: `associations.${name}`,
	label: `Associated ${name} ID`,
	type: 'text',
	kind: 'association' satisfies Kind,
	readOnly: true,
	unique: false,
}));

function typeOf({ type, fieldType, referencedObjectType, options }: Property): ValueType {
	if (type === 'bool') return 'boolean';
	if (type === 'number') return 'number';
	if (type === 'date') return 'date';
	if (type === 'datetime') return 'dateTime';
	if (referencedObjectType === 'OWNER') return 'user';
	if (type !== 'enumeration') return 'text';
	if (fieldType === 'checkbox') return 'options';
	return options?.length ? 'option' : 'text';
}

function fieldOf(property: Property, ofContacts: boolean): VendorField {
	const { name, label, type, hasUniqueValue, calculated, modificationMetadata } = property;
	const options = property.options?.map((option) => ({ label: option.label, value: option.value }));
	const markup = property.fieldType === 'html';
	const kind: Kind | undefined = markup ? 'notSearchable' : isKind(type) ? type : undefined;
	return {
		name,
		label: label || name,
		type: typeOf(property),
		kind,
		readOnly: modificationMetadata?.readOnlyValue === true || calculated === true,
		// the email of a contact identifies it although it is not marked so
		unique: hasUniqueValue === true || (ofContacts && name === 'email'),
		...(options?.length && { options }),
	};
}

const DAY_MS = 86_400_000;

/** Epoch milliseconds of a date property are midnight in UTC, wherever the workflow is. */
function dayOf(value: unknown): WallClock | undefined {
	const text = String(value).trim();
	if (!/^-?\d{11,14}$/.test(text) || Number(text) % DAY_MS !== 0) return undefined;
	const at = new Date(Number(text));
	return {
		year: at.getUTCFullYear(),
		month: at.getUTCMonth() + 1,
		day: at.getUTCDate(),
		hour: 0,
		minute: 0,
		second: 0,
	};
}

/** Values of a checkbox property are separated by semicolons; a leading one adds to those that are there. */
function split(text: string, { options = [] }: VendorField): string[] {
	if (text.includes(';')) return text.split(';');
	const whole = options.some(({ label, value }) => [label, value].includes(text.trim()));
	return whole ? [text] : text.split(',');
}

/** Every value is a string. https://developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis */
export const formatOf = (): ValueFormat => ({
	text: (value) => value,
	number: (_, digits) => digits,
	boolean: (value) => String(value),
	date: ({ year, month, day }) => String(Date.UTC(year, month - 1, day)),
	dateTime: (instant) => new Date(instant).toISOString(),
	option: ({ value }) => value,
	list: (values) => values.join(';'),
	cleared: () => '',
	addSign: ';',
	split,
	dayOf,
});
