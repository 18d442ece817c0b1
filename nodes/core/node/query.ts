import type { IDataObject } from 'n8n-workflow';
import { compile, type Conditions, type Grammar, type Node } from '../data/conditions';
import type { Parameters } from './call';
import { fieldsByName, fitted } from './values';

export interface Compiled {
	endpoint?: string;
	query: unknown;
}

/** Where a vendor has several searches: which one knows these conditions. */
export type Choose = (fields: Array<{ kind?: string; operator: string }>) => string;

/** The conditions of the builder and of the JSON beside it, in the vendor's words. */
export async function queryOf(
	call: Parameters,
	objectType: string,
	{ choose, grammar = call.api.vendor.conditions }: { choose?: Choose; grammar?: Grammar },
): Promise<Compiled> {
	const { api } = call;
	const source = 'conditions';
	const conditions = conditionsOf(call);
	if (!conditions.nodes.length) return { endpoint: choose?.([]), query: undefined };
	const known = await fieldsByName(api, objectType);
	const endpoint = choose?.(
		flat(conditions.nodes).map(({ field, operator }) => ({
			kind: known.get(field)?.kind,
			operator,
		})),
	);
	const query = compile(conditions, {
		grammar,
		title: api.vendor.title,
		endpoint,
		field: (name) => known.get(name),
		coerce: (field, value) =>
			field && grammar.coerce
				? grammar.coerce(field, value)
				: fitted(call, { source, field, key: field?.name ?? '' }, value),
		refuse: (problem, hint) => call.refuse(source, `: ${problem}`, hint),
	});
	return { endpoint, query };
}

function conditionsOf(call: Parameters): Conditions {
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
