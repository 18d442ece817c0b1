import { propertyFault, type PropertyFault } from './refusal';
import type { ObjectType, Property, Store, StoredRecord } from './store';

const DAY_MS = 86_400_000;

/** Epoch milliseconds of a date or a date-time as it may be written; undefined when it is neither. */
export function instantOf(value: string): number | undefined {
	if (/^-?\d{1,15}$/.test(value)) return Number(value);
	if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(value))
		return undefined;
	const at = Date.parse(/T.*[Z+-]|^\S{10}$/.test(value) ? value : `${value}Z`);
	return Number.isNaN(at) ? undefined : at;
}

type Fault = [error: string, message: string] | undefined;

/** Why HubSpot does not take a value; what it keeps comes from `kept`. */
function faultOf(property: Property, value: string): Fault {
	const { name, type, fieldType } = property;
	if (type !== 'string' && value !== value.trim())
		return [
			'LEADING_TRAILING_WHITESPACE',
			`${value} has leading or trailing whitespace, which "${name}" does not allow`,
		];
	if (name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
		return ['INVALID_EMAIL', `Email address ${value} is invalid`];
	if (type === 'number' && !/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value))
		return ['INVALID_INTEGER', `${value} was not a valid number.`];
	if (type === 'bool' && !['true', 'false'].includes(value))
		return ['INVALID_OPTION', `${value} was not one of the allowed options: [true, false]`];
	if (type === 'date') {
		const at = instantOf(value);
		if (at === undefined || at % DAY_MS !== 0)
			return [
				'INVALID_DATE',
				`${value} is at ${at === undefined ? 'no time' : new Date(at).toISOString()}, not midnight!`,
			];
	}
	if (type === 'datetime' && instantOf(value) === undefined)
		return ['INVALID_DATE', `${value} was not a valid long.`];
	if (type !== 'enumeration' || property.externalOptions) return undefined;
	const values = fieldType === 'checkbox' ? value.replace(/^;/, '').split(';') : [value];
	const known = property.options.map((option) => option.value);
	const strange = values.find((part) => !known.includes(part));
	return strange === undefined
		? undefined
		: ['INVALID_OPTION', `${strange} was not one of the allowed options: [${known.join(', ')}]`];
}

/** The account's own rules; only 2026-09 enforces them. */
function ruleFault({ name, rules = [] }: Property, value: string): Fault {
	for (const { ruleType, ruleArguments } of rules) {
		const [argument = ''] = ruleArguments;
		const broken =
			(ruleType === 'ALPHANUMERIC' && argument === 'NUMERIC_ONLY' && !/^\d*$/.test(value)) ||
			(ruleType === 'MIN_NUMBER' && Number(value) < Number(argument)) ||
			(ruleType === 'MAX_NUMBER' && Number(value) > Number(argument)) ||
			(ruleType === 'MIN_LENGTH' && value.length < Number(argument)) ||
			(ruleType === 'MAX_LENGTH' && value.length > Number(argument));
		if (broken)
			return [
				'VALIDATION_RULE',
				`"${value}" breaks the rule ${ruleType} ${ruleArguments.join(', ')} of ${name}`,
			];
	}
	return undefined;
}

/** Owners, stages and pipelines come from elsewhere. */
function externalFault(store: Store, type: ObjectType, property: Property, value: string): Fault {
	if (!property.externalOptions) return undefined;
	if (property.referencedObjectType === 'OWNER')
		return store.owners.has(value)
			? undefined
			: ['INVALID_OWNER', `Owner ${value} does not exist or is not valid`];
	const pipelines = [...(store.pipelines.get(type.typeId)?.values() ?? [])];
	const known = property.name.includes('stage')
		? pipelines.flatMap(({ stages }) => stages.map(({ id }) => id))
		: pipelines.map(({ id }) => id);
	return known.includes(value)
		? undefined
		: ['INVALID_OPTION', `${value} was not one of the allowed options: [${known.join(', ')}]`];
}

export interface Written {
	values: Map<string, string>;
	faults: PropertyFault[];
}

/** What a write would keep: "" clears, `;x` appends; and what is wrong with it. */
export function checkValues(
	store: Store,
	type: ObjectType,
	given: Record<string, unknown>,
	{ strict, record }: { strict: boolean; record?: StoredRecord },
): Written {
	const values = new Map<string, string>();
	const faults: PropertyFault[] = [];
	for (const [name, raw] of Object.entries(given)) {
		const property = type.properties.get(name);
		const fail = ([error, message]: [string, string]) =>
			faults.push(propertyFault(name, error, message));
		if (!property || property.archived) {
			fail(['PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`]);
			continue;
		}
		if (property.readOnlyValue || property.calculated) {
			fail(['READ_ONLY_VALUE', `"${name}" is a read only property; its value cannot be set.`]);
			continue;
		}
		if (raw !== null && typeof raw !== 'string') {
			fail(['INVALID_STRING', `Property "${name}" wants a string, got ${typeof raw}`]);
			continue;
		}
		const value = raw ?? '';
		const fault =
			value === ''
				? undefined
				: (faultOf(property, value) ??
					externalFault(store, type, property, value) ??
					(strict ? ruleFault(property, value) : undefined));
		if (fault) fail(fault);
		else values.set(name, kept(property, value, record));
	}
	return { values, faults };
}

function kept({ name, fieldType }: Property, value: string, record?: StoredRecord): string {
	if (name === 'email') return value.toLowerCase();
	if (fieldType !== 'checkbox' || !value.startsWith(';')) return value;
	const old = record?.values.get(name);
	const all = [...(old ? old.split(';') : []), ...value.slice(1).split(';')];
	return [...new Set(all)].join(';');
}
