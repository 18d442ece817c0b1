import { linkAll, type InlineLink } from './associations';
import { badProperties, invalid, missing, propertyFault, Refusal } from './refusal';
import type { Happening, ObjectType, Store, StoredRecord, Version } from './store';
import { beforeWrite, enterIndex } from './searchIndex';
import { checkValues, instantOf } from './values';

/** Fields that HubSpot wants on create whatever the account says: one of each group. */
const MINIMUM: Record<string, string[][]> = {
	'0-1': [['email', 'firstname', 'lastname']],
	'0-2': [['name', 'domain']],
	'0-3': [['dealname'], ['dealstage'], ['pipeline']],
	'0-5': [['subject'], ['hs_pipeline'], ['hs_pipeline_stage']],
	'0-14': [['hs_title'], ['hs_expiration_date']],
	'0-18': [['hs_timestamp']],
	'0-27': [['hs_timestamp']],
	'0-46': [['hs_timestamp']],
	'0-47': [['hs_timestamp']],
	'0-48': [['hs_timestamp']],
	'0-49': [['hs_timestamp'], ['hs_email_direction']],
	'0-116': [['hs_timestamp']],
	'0-136': [['hs_lead_name']],
};

export interface WriteContext {
	/** 2026-09 enforces the account's own rules. */
	strict: boolean;
}

export const recordsOf = (store: Store, type: ObjectType): Map<string, StoredRecord> =>
	store.records.get(type.typeId) ?? new Map();

/** A live record by id (old ids of merged ones resolve) or by the value of a property. */
export function findRecord(
	store: Store,
	type: ObjectType,
	id: string,
	idProperty?: string,
): StoredRecord | undefined {
	const records = recordsOf(store, type);
	if (!idProperty) return records.get(store.merged.get(`${type.typeId}:${id}`) ?? id);
	const wanted = idProperty === 'email' ? id.toLowerCase() : id;
	for (const record of records.values()) {
		if (record.archivedAt === undefined && record.values.get(idProperty) === wanted) return record;
	}
	return undefined;
}

export function liveRecord(store: Store, type: ObjectType, id: string, idProperty?: string) {
	const record = findRecord(store, type, id, idProperty);
	if (!record || record.archivedAt !== undefined) throw missing('resource not found');
	return record;
}

/** `hs_object_id` and properties that are not unique cannot identify a record. */
export function checkIdProperty(type: ObjectType, idProperty: string): void {
	const property = type.properties.get(idProperty);
	if (property?.hasUniqueValue && idProperty !== 'hs_object_id') return;
	throw invalid(
		`Unable to perform update/upsert by non-unique ${type.name} property: ${idProperty}`,
	);
}

function put(record: StoredRecord, name: string, value: string, timestamp: number): void {
	record.values.set(name, value);
	const versions: Version[] = record.history.get(name) ?? [];
	versions.unshift({ value, timestamp });
	record.history.set(name, versions);
}

/** Nothing is kept for apps that have nowhere to hear it. */
function tell(store: Store, happening: Happening): void {
	const heard = [...store.apps.values()].some(({ settings }) => settings);
	if (heard) store.happenings.push(happening);
}

/** Stamps a change, and tells the apps. */
export function change(
	store: Store,
	type: ObjectType,
	record: StoredRecord,
	values: Iterable<[string, string]>,
	at = store.now(),
): void {
	beforeWrite(store, record);
	record.updatedAt = at;
	record.values.set(type.modified, new Date(at).toISOString());
	for (const [name, value] of values) {
		put(record, name, value, at);
		if (value === '') record.values.delete(name);
		tell(store, {
			typeId: type.typeId,
			kind: 'propertyChange',
			id: record.id,
			at,
			propertyName: name,
			propertyValue: value,
		});
	}
	enterIndex(store, record);
}

/** Makes a record without asking anybody; `lag` as of the API. */
export function insert(
	store: Store,
	type: ObjectType,
	values: Iterable<[string, string]>,
	{ at = store.now(), lag = false }: { at?: number; lag?: boolean } = {},
): StoredRecord {
	const id = store.next();
	const record: StoredRecord = {
		id,
		typeId: type.typeId,
		values: new Map(),
		history: new Map(),
		createdAt: at,
		updatedAt: at,
	};
	for (const [name, value] of values) if (value !== '') put(record, name, value, at);
	record.values.set('hs_object_id', id);
	record.values.set(type.created, new Date(at).toISOString());
	record.values.set(type.modified, new Date(at).toISOString());
	recordsOf(store, type).set(id, record);
	if (lag) enterIndex(store, record);
	tell(store, { typeId: type.typeId, kind: 'creation', id, at });
	return record;
}

/** A second holder of a unique value; for an email HubSpot names the record. */
function checkUnique(
	store: Store,
	type: ObjectType,
	values: Map<string, string>,
	own?: StoredRecord,
): void {
	for (const [name, value] of values) {
		if (!type.properties.get(name)?.hasUniqueValue || value === '') continue;
		const holder = findRecord(store, type, value, name);
		if (!holder || holder === own) continue;
		if (name === 'email')
			throw new Refusal(
				409,
				'CONFLICT',
				`${type.singular} already exists. Existing ID: ${holder.id}`,
			);
		throw badProperties([
			propertyFault(
				name,
				'CONFLICTING_UNIQUE_VALUE',
				`Cannot set ${name} to ${value}. ${holder.id} already has that value.`,
			),
		]);
	}
}

/** A stage belongs to its pipeline. */
function checkStage(store: Store, type: ObjectType, values: Map<string, string>): void {
	const [stageName, pipelineName] =
		type.typeId === '0-5' ? ['hs_pipeline_stage', 'hs_pipeline'] : ['dealstage', 'pipeline'];
	const pipeline = store.pipelines.get(type.typeId)?.get(values.get(pipelineName) ?? '');
	const stage = values.get(stageName);
	if (!pipeline || stage === undefined || pipeline.stages.some(({ id }) => id === stage)) return;
	const known = pipeline.stages.map(({ id }) => id).join(', ');
	throw badProperties([
		propertyFault(
			stageName,
			'INVALID_OPTION',
			`${stage} was not one of the allowed options of the pipeline ${pipeline.id}: [${known}]`,
		),
	]);
}

function checkRequired(
	type: ObjectType,
	values: Map<string, string>,
	links: InlineLink[],
	strict: boolean,
): void {
	const has = (name: string) => Boolean(values.get(name));
	const gaps = (MINIMUM[type.typeId] ?? []).filter((group) => !group.some(has));
	const account = strict
		? [...type.properties.values()].filter(({ required, name }) => required && !has(name))
		: [];
	const faults = [...gaps.map((group) => group.join(' or ')), ...account.map(({ name }) => name)];
	if (faults.length)
		throw badProperties(
			faults.map((name) =>
				propertyFault(name, 'REQUIRED_PROPERTY', `Required property ${name} is not set`),
			),
		);
	if (type.typeId === '0-136' && !links.length)
		throw invalid('A lead must be associated with a contact or a company');
}

type Properties = Record<string, unknown>;

const objectOf = (properties: unknown): Properties => {
	if (properties === undefined || properties === null) return {};
	if (typeof properties !== 'object' || Array.isArray(properties))
		throw invalid('Invalid input JSON: "properties" must be an object');
	return properties as Properties;
};

export function createRecord(
	store: Store,
	type: ObjectType,
	input: { properties?: unknown; associations?: unknown },
	{ strict }: WriteContext,
): StoredRecord {
	const { values, faults } = checkValues(store, type, objectOf(input.properties), { strict });
	if (faults.length) throw badProperties(faults);
	const links = (input.associations ?? []) as InlineLink[];
	if (type.typeId === '0-14' && !values.has('hs_status')) values.set('hs_status', 'DRAFT');
	checkRequired(type, values, links, strict);
	checkStage(store, type, values);
	checkUnique(store, type, values);
	const link = linkAll(store, type, links);
	const record = insert(store, type, values, { lag: true });
	link(record.id);
	return record;
}

export function updateRecord(
	store: Store,
	type: ObjectType,
	record: StoredRecord,
	properties: unknown,
	{ strict }: WriteContext,
): StoredRecord {
	const { values, faults } = checkValues(store, type, objectOf(properties), { strict, record });
	if (faults.length) throw badProperties(faults);
	checkStage(store, type, new Map([...record.values, ...values]));
	checkUnique(store, type, values, record);
	change(store, type, record, values);
	return record;
}

export function archive(store: Store, record: StoredRecord, at = store.now()): void {
	if (record.archivedAt !== undefined) return;
	record.archivedAt = at;
	tell(store, { typeId: record.typeId, kind: 'deletion', id: record.id, at });
}

export interface Wanted {
	properties?: string[];
	history?: string[];
}

/** A record as answers show it: every value a string, null where there is none; unknown names are left out. */
export function shown(
	store: Store,
	type: ObjectType,
	record: StoredRecord,
	{ properties, history }: Wanted = {},
	values: ReadonlyMap<string, string> = record.values,
) {
	const names = properties?.length
		? [...properties, type.created, type.modified, 'hs_object_id']
		: type.shown;
	const known = [...new Set(names)].filter((name) => type.properties.has(name));
	const valueOf = (name: string) => {
		const value = values.get(name);
		const day = type.properties.get(name)?.type === 'date' && store.switches.dateShown === 'day';
		return day && value ? new Date(instantOf(value) ?? 0).toISOString().slice(0, 10) : value;
	};
	const base = {
		id: record.id,
		properties: Object.fromEntries(known.map((name) => [name, valueOf(name) ?? null])),
		createdAt: new Date(record.createdAt).toISOString(),
		updatedAt: new Date(record.updatedAt).toISOString(),
		archived: record.archivedAt !== undefined,
		...(record.archivedAt !== undefined && {
			archivedAt: new Date(record.archivedAt).toISOString(),
		}),
	};
	if (!history?.length) return base;
	const versions = history.map((name) => [
		name,
		(store.switches.history === 'kept' ? (record.history.get(name) ?? []) : []).map(
			({ value, timestamp }) => ({
				value,
				timestamp: new Date(timestamp).toISOString(),
				sourceType: 'INTEGRATION',
			}),
		),
	]);
	return { ...base, propertiesWithHistory: Object.fromEntries(versions) as object };
}

/** The answer of a write: what was written, and the usual stamps. */
export const written = (
	store: Store,
	type: ObjectType,
	record: StoredRecord,
	properties: unknown,
) => {
	const names = Object.keys(objectOf(properties)).filter((name) => record.values.has(name));
	return shown(store, type, record, {
		properties: names,
	});
};
