import type { VendorField } from './fields';

/** How many values an operator takes. `range` is a list of exactly two. */
export type Arity = 'none' | 'one' | 'list' | 'range';

export interface Operator {
	label: string;
	arity: Arity;
	/** Builds the vendor's clause; values come coerced and escaped by nobody else. `kind`: the field's, where known. */
	clause(field: string, values: unknown[], kind?: string): unknown;
	/** Why a value cannot be said in the vendor's grammar; undefined when it can. */
	refuses?(value: unknown): string | undefined;
}

/** A vendor's query language. An absent key is something that it lacks. */
export interface Grammar {
	operators: Readonly<Record<string, Operator>>;
	/** Kind of field → operators that it knows. */
	kinds: Readonly<Record<string, readonly string[]>>;
	all(clauses: unknown[]): unknown;
	any?(clauses: unknown[]): unknown;
	/** The user's own logic over numbered conditions, sent as typed. */
	custom?: { example: string; hint: string; join(clauses: unknown[], logic: string): unknown };
	/** Whether groups may stand inside groups. */
	nest?: true;
	/** Whether an endpoint knows an operator on a kind of field; absent: every endpoint knows all. */
	supports?(endpoint: string, kind: string, operator: string): boolean;
	/** A condition's value in the vendor's own form, where that differs from a written value's. */
	coerce?(field: VendorField, value: unknown): unknown;
}

export interface Condition {
	field: string;
	operator: string;
	value?: unknown;
}
export type Group = { all: Node[] } | { any: Node[] };
export type Node = Condition | Group;

export interface Conditions {
	match: 'all' | 'any' | 'custom';
	/** With `custom`: which numbered conditions must hold. */
	logic?: string;
	nodes: Node[];
}

export interface Compiler {
	grammar: Grammar;
	/** The vendor's name, for messages. */
	title: string;
	/** The field of a name; undefined when the metadata is not to be had: every operator passes then. */
	field(name: string): VendorField | undefined;
	coerce(field: VendorField | undefined, value: unknown): unknown;
	/** The endpoint that will run the query. */
	endpoint?: string;
	/** Throws the item's error. */
	refuse(problem: string, hint?: string): never;
}

const isGroup = (node: Node): node is Group => 'all' in node || 'any' in node;

/** The conditions in the vendor's words. */
export function compile(conditions: Conditions, compiler: Compiler): unknown {
	const { grammar, refuse, title } = compiler;
	const { match, nodes, logic } = conditions;
	const clauses = nodes.map((node, index) => clauseOf(node, index + 1, compiler));
	if (match === 'custom') {
		if (!grammar.custom) return refuse(`${title} knows no logic of your own`);
		return grammar.custom.join(clauses, checkedLogic(logic ?? '', nodes.length, compiler));
	}
	if (match === 'any') return grammar.any?.(clauses) ?? refuse(`${title} knows no "Any Condition"`);
	return grammar.all(clauses);
}

function clauseOf(node: Node, position: number, compiler: Compiler): unknown {
	const { grammar, refuse, title } = compiler;
	if (!isGroup(node)) return conditionOf(node, position, compiler);
	if (!grammar.nest) {
		return refuse(
			`condition ${position} is a group, and ${title} knows no nested conditions`,
			grammar.custom
				? `Number the conditions and use custom logic, e.g. "${grammar.custom.example}"`
				: undefined,
		);
	}
	const [match, nodes] =
		'all' in node ? (['all', node.all] as const) : (['any', node.any] as const);
	return compile({ match, nodes }, compiler);
}

function conditionOf(condition: Condition, position: number, compiler: Compiler): unknown {
	const { grammar, refuse, endpoint, title } = compiler;
	const name = text(condition.field);
	if (!name) refuse(`condition ${position} has no field`);
	const operator = grammar.operators[condition.operator];
	if (!Object.hasOwn(grammar.operators, condition.operator)) {
		refuse(
			`condition ${position} has the unknown operator "${condition.operator}"`,
			`Known operators: ${Object.keys(grammar.operators).join(', ')}`,
		);
	}
	const field = compiler.field(name);
	if (field) {
		const offered = operatorsOf(grammar, field.kind, endpoint);
		if (!offered.includes(condition.operator)) {
			refuse(
				`condition ${position}: ${title} does not know "${operator.label}" for the field "${field.label}"${endpoint ? ` in ${endpoint}` : ''}`,
				offered.length
					? `It knows: ${offered.map((known) => grammar.operators[known].label).join(', ')}`
					: 'It cannot search by this field at all',
			);
		}
	}
	const values = valuesOf(condition.value, operator.arity);
	const label = `condition ${position} (${name}, ${operator.label})`;
	const wanted = { none: 0, one: 1, list: Math.max(1, values.length), range: 2 }[operator.arity];
	if (values.length !== wanted) {
		refuse(
			`${label} needs ${wanted === 2 ? 'two values' : 'a value'}`,
			'Fill in the value, or use the operator "Is empty"',
		);
	}
	const coerced = values.map((value) => {
		const problem = operator.refuses?.(value);
		if (problem) refuse(`${label}: ${problem}`);
		return compiler.coerce(field, value);
	});
	return operator.clause(name, coerced, field?.kind);
}

/** The operators of a kind of field; all of them where the kind is not known to the grammar's author. */
export function operatorsOf(
	grammar: Grammar,
	kind: string | undefined,
	endpoint?: string,
): string[] {
	const known = kind === undefined ? Object.keys(grammar.operators) : (grammar.kinds[kind] ?? []);
	const { supports } = grammar;
	if (!endpoint || !supports || kind === undefined) return [...known];
	return known.filter((operator) => supports(endpoint, kind, operator));
}

/** A list is text split at commas, or an array; everything else is one value. */
function valuesOf(value: unknown, arity: Arity): unknown[] {
	if (arity === 'none') return [];
	if (arity === 'one') return Array.isArray(value) || !isThere(value) ? [] : [value];
	const parts: unknown[] = Array.isArray(value)
		? (value as unknown[])
		: typeof value === 'string'
			? value.split(',').map((part) => part.trim())
			: [value];
	return parts.filter(isThere);
}

const isThere = (value: unknown) => value !== undefined && value !== null && value !== '';
const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** The logic as typed; only numbers that exist are demanded of it. */
function checkedLogic(logic: string, count: number, { refuse, grammar }: Compiler): string {
	const numbers = (logic.match(/\d+/g) ?? []).map(Number);
	if (!numbers.length) {
		refuse(
			'the logic names no condition',
			`Number the conditions from 1, e.g. "${grammar.custom?.example}"`,
		);
	}
	const missing = numbers.filter((number) => number < 1 || number > count);
	if (missing.length) {
		refuse(
			`the logic names condition ${missing.join(', ')}, and there ${count === 1 ? 'is 1 condition' : `are ${count} conditions`}`,
			'Number the conditions from 1 in the order in which they stand',
		);
	}
	return logic.trim();
}
