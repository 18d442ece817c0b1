import {
	compile,
	operatorsOf,
	type Compiler,
	type Conditions,
	type Grammar,
	type Node,
} from '../../../nodes/core/data/conditions';
import type { VendorField } from '../../../nodes/core/data/fields';

const clause = (op: string) => (field: string, values: unknown[]) => ({ op, field, values });

const grammar: Grammar = {
	operators: {
		is: { label: 'Is', arity: 'one', clause: clause('is') },
		in: {
			label: 'Is One Of',
			arity: 'list',
			clause: clause('in'),
			refuses: (value) => (String(value).includes(';') ? 'a value with ";"' : undefined),
		},
		between: { label: 'Is Between', arity: 'range', clause: clause('between') },
		empty: { label: 'Is Empty', arity: 'none', clause: clause('empty') },
	},
	kinds: { text: ['is', 'in', 'empty'], number: ['is', 'between'], blob: [] },
	all: (clauses) => ({ all: clauses }),
	any: (clauses) => ({ any: clauses }),
	custom: {
		example: '1 or 2',
		hint: 'h',
		join: (clauses, logic) => ({ clauses, logic }),
	},
	supports: (endpoint, _kind, operator) => endpoint !== 'scroll' || operator !== 'in',
};

const fields: VendorField[] = [
	{ name: 'name', label: 'Full Name', type: 'text', kind: 'text' },
	{ name: 'age', label: 'Age', type: 'number', kind: 'number' },
	{ name: 'photo', label: 'Photo', type: 'text', kind: 'blob' },
	{ name: 'odd', label: 'Odd', type: 'text' },
];

const compiler = (changes: Partial<Compiler> = {}): Compiler => ({
	grammar,
	title: 'Probe',
	field: (name) => fields.find((field) => field.name === name),
	coerce: (_field, value) => value,
	refuse: (problem, hint) => {
		throw new Error([problem, hint].filter(Boolean).join(' | '));
	},
	...changes,
});
const compiled = (nodes: unknown[], more: Partial<Conditions> = {}, own?: Partial<Compiler>) =>
	compile({ match: 'all', nodes: nodes as Node[], ...more }, compiler(own));
const one = (operator: string, value?: unknown, field = 'name') => ({ field, operator, value });
const values = (node: unknown) =>
	(compiled([node]) as { all: Array<{ values: unknown[] }> }).all[0].values;

describe('joining', () => {
	const two = [one('is', 'Ada'), one('empty')];
	const clauses = [
		{ op: 'is', field: 'name', values: ['Ada'] },
		{ op: 'empty', field: 'name', values: [] },
	];

	it.each<[Partial<Conditions>, unknown]>([
		[{ match: 'all' }, { all: clauses }],
		[{ match: 'any' }, { any: clauses }],
		[
			{ match: 'custom', logic: ' 1 or (2 and 1) ' },
			{ clauses, logic: '1 or (2 and 1)' },
		],
	])('%j', (how, expected) => {
		expect(compiled(two, how)).toEqual(expected);
	});

	it.each<[string, string]>([
		['1 or 3', 'the logic names condition 3, and there are 2 conditions'],
		['0 or 1', 'the logic names condition 0'],
		['3 and 17', 'the logic names condition 3, 17'],
		['', 'the logic names no condition'],
		['all of them', 'the logic names no condition'],
	])('refuses the logic "%s"', (logic, problem) => {
		expect(() => compiled(two, { match: 'custom', logic })).toThrow(problem);
	});

	it('says by name what the vendor lacks', () => {
		const poor = { grammar: { ...grammar, any: undefined, custom: undefined } };
		expect(() => compiled(two, { match: 'any' }, poor)).toThrow('Probe knows no "Any Condition"');
		expect(() => compiled(two, { match: 'custom', logic: '1' }, poor)).toThrow(
			'Probe knows no logic of your own',
		);
	});
});

describe('groups', () => {
	const group = { any: [one('is', 'Ada'), { all: [one('is', 3, 'age')] }] };

	it('are refused by name without nest', () => {
		expect(() => compiled([one('is', 'x'), group])).toThrow(
			'condition 2 is a group, and Probe knows no nested conditions | Number the conditions and use custom logic, e.g. "1 or 2"',
		);
	});

	it('stand inside groups with nest', () => {
		expect(compiled([group], {}, { grammar: { ...grammar, nest: true } })).toEqual({
			all: [
				{
					any: [
						{ op: 'is', field: 'name', values: ['Ada'] },
						{ all: [{ op: 'is', field: 'age', values: [3] }] },
					],
				},
			],
		});
	});
});

describe('values', () => {
	it.each<[unknown, unknown[]]>([
		[one('is', 'a,b'), ['a,b']],
		[one('is', 0), [0]],
		[one('is', false), [false]],
		[one('in', 'a, b ,,c'), ['a', 'b', 'c']],
		[one('in', ['a, b', 2]), ['a, b', 2]],
		[one('in', 5), [5]],
		[one('between', '1,9', 'age'), ['1', '9']],
		[one('between', [1, 9], 'age'), [1, 9]],
		[one('empty', 'ignored'), []],
	])('%j', (node, expected) => {
		expect(values(node)).toEqual(expected);
	});

	it.each<[unknown, string]>([
		[one('is'), 'condition 1 (name, Is) needs a value'],
		[one('is', ''), 'needs a value'],
		[one('is', null), 'needs a value'],
		[one('is', ['a']), 'needs a value'],
		[one('in', ' , '), 'needs a value'],
		[one('in', []), 'needs a value'],
		[one('in', ['ok', 'a;b']), 'condition 1 (name, Is One Of): a value with ";"'],
		[one('between', '5', 'age'), 'condition 1 (age, Is Between) needs two values'],
		[one('between', '1,2,3', 'age'), 'needs two values'],
		[one('between', [1, null], 'age'), 'needs two values'],
		[{ operator: 'is', value: 1 }, 'condition 1 has no field'],
		[{ field: {}, operator: 'is', value: 1 }, 'condition 1 has no field'],
		[one('like', 'x'), 'condition 1 has the unknown operator "like" | Known operators: is, in'],
		[one('constructor', 'x', 'unlisted'), 'condition 1 has the unknown operator "constructor"'],
		[one('__proto__', 'x'), 'condition 1 has the unknown operator "__proto__"'],
		[
			one('between', '1,2'),
			'Probe does not know "Is Between" for the field "Full Name" | It knows',
		],
		[one('is', 'x', 'photo'), 'It cannot search by this field at all'],
	])('refuses %j', (node, problem) => {
		expect(() => compiled([node])).toThrow(problem);
	});

	it.each([
		`' OR 1=1 --`,
		`"}],"all":[{"op":"drop"`,
		`${'${'}process.env}`,
		'={{ $json.secret }}',
		'%_*?\\',
		'a\u0000b\r\nHost: evil',
		'__proto__',
	])('keeps %j what it is: one value', (hostile) => {
		expect(compiled([one('is', hostile)])).toEqual({
			all: [{ op: 'is', field: 'name', values: [hostile] }],
		});
		expect(values(one('in', [hostile]))).toEqual([hostile]);
	});

	it('hands every value on coerced by its field', () => {
		const coerce: Compiler['coerce'] = (field, value) => `${field?.type}:${String(value)}`;
		expect(compiled([one('between', '1,2', 'age')], {}, { coerce })).toEqual({
			all: [{ op: 'between', field: 'age', values: ['number:1', 'number:2'] }],
		});
	});

	it('lets every operator pass where the metadata is not to be had', () => {
		expect(values(one('between', '1,2', 'unlisted'))).toEqual(['1', '2']);
	});
});

describe('operatorsOf', () => {
	it.each<[string | undefined, string | undefined, string[]]>([
		['text', undefined, ['is', 'in', 'empty']],
		['text', 'search', ['is', 'in', 'empty']],
		['text', 'scroll', ['is', 'empty']],
		['blob', undefined, []],
		['never heard of', undefined, []],
		[undefined, 'scroll', ['is', 'in', 'between', 'empty']],
	])('%s in %s: %j', (kind, endpoint, expected) => {
		expect(operatorsOf(grammar, kind, endpoint)).toEqual(expected);
	});

	it('names the endpoint in a refusal', () => {
		expect(() => compiled([one('in', 'a')], {}, { endpoint: 'scroll' })).toThrow(
			'does not know "Is One Of" for the field "Full Name" in scroll',
		);
	});
});
