import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../core/node/call';
import type { Api } from '../core/transport/api';
import type { Choice } from '../core/vendor';
import { path } from './paths';

export interface AssociationType extends IDataObject {
	category: string;
	typeId: number;
	label: string | null;
}

const asked = new WeakMap<Api, Map<string, Promise<AssociationType[]>>>();

/** The types between two objects, in one direction; asked once per run. */
export async function typesBetween(api: Api, from: string, to: string): Promise<AssociationType[]> {
	const known = asked.get(api) ?? new Map<string, Promise<AssociationType[]>>();
	asked.set(api, known);
	const key = JSON.stringify([from, to]);
	const types =
		known.get(key) ??
		api
			.request<{ results?: AssociationType[] }>({
				method: 'GET',
				url: path(api, 'associations', from, to, 'labels'),
			})
			.then(({ results }) => results ?? []);
	known.set(key, types);
	return await types;
}

const shown = ({ category, typeId, label }: AssociationType) =>
	`${label ?? 'Default'} (${category}:${typeId})`;

/** The default type, or the one that a label, an ID or `CATEGORY:ID` names. */
export async function typeNamed(
	call: Call,
	parameter: string,
	{ from, to, wanted }: { from: string; to: string; wanted: string },
): Promise<AssociationType> {
	const types = await typesBetween(call.api, from, to);
	const plain = types.filter(({ label }) => !label);
	const found = wanted
		? types.find(({ category, typeId, label }) =>
				[label, String(typeId), `${category}:${typeId}`].includes(wanted),
			)
		: (plain.find(({ category }) => category === 'HUBSPOT_DEFINED') ?? plain[0]);
	if (found) return found;
	return call.refuse(
		parameter,
		wanted
			? `: there is no association type "${wanted}" from ${from} to ${to}`
			: `: HubSpot has no default association from ${from} to ${to}`,
		types.length
			? `Types between them: ${types.map(shown).join(', ')}`
			: 'These two objects cannot be associated',
	);
}

export const specOf = ({ category, typeId }: AssociationType) => ({
	associationCategory: category,
	associationTypeId: typeId,
});

/** A dropdown of the labels between the two objects of the panel. */
export async function listTypes(api: Api, current: (name: string) => string): Promise<Choice[]> {
	const [from, to] = [current('objectType'), current('toObjectType')];
	if (!from || !to) return [];
	return (await typesBetween(api, from, to)).map((type) => ({
		name: shown(type),
		value: `${type.category}:${type.typeId}`,
	}));
}
