import { invalid } from './refusal';
import { typeOf } from './objectTypes';
import type { AssociationType, ObjectType, Store } from './store';

type Row = [from: string, to: string, typeId: number, inverse: number, label?: string];

/** Directional type ids as the vendor lists them; some engagements' from its table of the same page. */
const DEFINED: Row[] = [
	['0-1', '0-2', 279, 280],
	['0-1', '0-2', 1, 2, 'Primary'],
	['0-3', '0-1', 3, 4],
	['0-3', '0-2', 341, 342],
	['0-3', '0-2', 5, 6, 'Primary'],
	['0-1', '0-5', 15, 16],
	['0-5', '0-2', 339, 340],
	['0-5', '0-2', 26, 25, 'Primary'],
	['0-3', '0-5', 27, 28],
	['0-3', '0-8', 19, 20],
	['0-14', '0-3', 64, 63],
	['0-14', '0-8', 67, 68],
	['0-14', '0-1', 69, 70],
	['0-14', '0-2', 71, 72],
	['0-46', '0-1', 202, 201],
	['0-46', '0-2', 190, 189],
	['0-46', '0-3', 214, 213],
	['0-46', '0-5', 228, 227],
	['0-27', '0-1', 204, 203],
	['0-27', '0-2', 192, 191],
	['0-27', '0-3', 216, 215],
	['0-48', '0-1', 194, 193],
	['0-47', '0-1', 200, 199],
	['0-49', '0-1', 198, 197],
	['0-18', '0-1', 81, 82],
	['0-116', '0-1', 454, 453],
	['0-136', '0-1', 578, 579],
	['0-136', '0-2', 610, 611],
];

export function addDefinedTypes(store: Store): void {
	for (const [from, to, typeId, inverse, label = null] of DEFINED)
		addPair(store, { from, to, typeId, category: 'HUBSPOT_DEFINED', label, inverse });
}

/** A type and its counterpart. */
export function addPair(store: Store, type: AssociationType, inverseLabel = type.label): void {
	const { from, to, typeId, inverse } = type;
	store.associationTypes.push(type);
	if (typeId === inverse && from === to) return;
	store.associationTypes.push({
		...type,
		from: to,
		to: from,
		typeId: inverse,
		inverse: typeId,
		label: inverseLabel,
	});
}

export const typesBetween = (store: Store, from: string, to: string): AssociationType[] =>
	store.associationTypes.filter((type) => type.from === from && type.to === to);

export const defaultType = (store: Store, from: string, to: string): AssociationType => {
	const found = typesBetween(store, from, to).find(
		({ category, label }) => category === 'HUBSPOT_DEFINED' && label === null,
	);
	if (!found) throw invalid(`No default association type exists between ${from} and ${to}`);
	return found;
};

export interface Spec {
	associationCategory?: string;
	associationTypeId?: number;
}

export function typesOf(store: Store, from: string, to: string, specs: unknown): AssociationType[] {
	if (!Array.isArray(specs) || !specs.length)
		throw invalid('At least one association type is needed');
	return (specs as Spec[]).map((spec) => {
		const found = typesBetween(store, from, to).find(
			({ typeId, category }) =>
				typeId === spec.associationTypeId && category === spec.associationCategory,
		);
		if (!found)
			throw invalid(
				`Association type ${String(spec.associationCategory)} ${String(spec.associationTypeId)} doesn't exist between ${from} and ${to}`,
			);
		return found;
	});
}

const place = (typeId: string, id: string, to: string) => `${typeId}:${id}>${to}`;

/** Type ids by the other record's id. */
export const linksOf = (
	store: Store,
	typeId: string,
	id: string,
	to: string,
): ReadonlyMap<string, Set<number>> => store.links.get(place(typeId, id, to)) ?? new Map();

function set(store: Store, key: string, other: string, typeId: number): void {
	const links = store.links.get(key) ?? new Map<string, Set<number>>();
	store.links.set(key, links);
	links.set(other, (links.get(other) ?? new Set()).add(typeId));
}

/** Both ways; a labelled link brings the default one with it. */
export function link(store: Store, id: string, other: string, types: AssociationType[]): void {
	for (const { from, to, typeId, inverse } of types) {
		const plain = typesBetween(store, from, to).find(
			({ category, label }) => category === 'HUBSPOT_DEFINED' && label === null,
		);
		set(store, place(from, id, to), other, typeId);
		set(store, place(to, other, from), id, inverse);
		if (!plain) continue;
		set(store, place(from, id, to), other, plain.typeId);
		set(store, place(to, other, from), id, plain.inverse);
	}
}

export function unlink(store: Store, from: string, id: string, to: string, other: string): void {
	store.links.get(place(from, id, to))?.delete(other);
	store.links.get(place(to, other, from))?.delete(id);
}

export function removeLabels(
	store: Store,
	id: string,
	other: string,
	types: AssociationType[],
): void {
	for (const { from, to, typeId, inverse } of types) {
		store.links
			.get(place(from, id, to))
			?.get(other)
			?.delete(typeId);
		store.links
			.get(place(to, other, from))
			?.get(id)
			?.delete(inverse);
	}
}

/** The types of a link as answers show them. */
export const shownTypes = (store: Store, from: string, to: string, ids: ReadonlySet<number>) =>
	typesBetween(store, from, to)
		.filter(({ typeId }) => ids.has(typeId))
		.map(({ category, typeId, label }) => ({ category, typeId, label }));

export interface InlineLink {
	to?: { id?: string | number };
	types?: Spec[];
}

/** Checks the links of a create, and answers what sets them once the record has an id. */
export function linkAll(store: Store, type: ObjectType, links: InlineLink[]) {
	const checked = links.map(({ to, types }) => {
		const other = String(to?.id ?? '');
		const [spec] = types ?? [];
		const target = store.associationTypes.find(
			({ from, typeId, category }) =>
				from === type.typeId &&
				typeId === spec?.associationTypeId &&
				category === spec?.associationCategory,
		)?.to;
		if (!target)
			throw invalid(
				`Association type ${String(spec?.associationCategory)} ${String(spec?.associationTypeId)} doesn't exist for ${type.name}`,
			);
		const found = store.records.get(target)?.get(other);
		if (!found || found.archivedAt !== undefined)
			throw invalid(`One or more associations are not valid: ${other} does not exist`);
		return { other, types: typesOf(store, type.typeId, target, types) };
	});
	return (id: string) => {
		for (const { other, types } of checked) link(store, id, other, types);
	};
}

/** `associations` of a read: the types asked for, with what each record has. */
export function shownAssociations(store: Store, from: ObjectType, id: string, names: string[]) {
	if (!names.length) return undefined;
	const entries = names.flatMap((name) => {
		const to = typeOf(store, name);
		const results = [...linksOf(store, from.typeId, id, to.typeId)].flatMap(([other, ids]) =>
			shownTypes(store, from.typeId, to.typeId, ids).map(({ label }) => ({
				id: other,
				type: `${from.singular}_to_${to.singular}${label ? `_${label}` : ''}`.toLowerCase(),
			})),
		);
		return results.length ? [[to.name, { results }] as const] : [];
	});
	return entries.length ? Object.fromEntries(entries) : undefined;
}
