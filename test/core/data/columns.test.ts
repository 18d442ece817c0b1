import { columns, type ValueType, type VendorField } from '../../../nodes/core/data/fields';

const options = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		label: `A choice with some words ${index}`,
		value: `choice_value_${index}`,
	}));

const field = (type: ValueType, changes: Partial<VendorField> = {}): VendorField => ({
	name: `${type}Field`,
	label: `A ${type}`,
	type,
	...changes,
});

/** What n8n stores of a mapper in a node's parameters. */
const stored = (fields: VendorField[]) =>
	Buffer.byteLength(
		JSON.stringify({ mappingMode: 'defineBelow', value: null, schema: columns(fields) }),
	);

describe('columns', () => {
	it('leaves out what cannot be written', () => {
		const fields = [field('text'), field('number', { readOnly: true })];
		expect(columns(fields).map(({ id }) => id)).toEqual(['textField']);
	});

	it.each<[ValueType, string]>([
		['text', 'string'],
		['number', 'string'],
		['boolean', 'boolean'],
		['date', 'string'],
		['dateTime', 'string'],
		['option', 'string'],
		['options', 'string'],
		['list', 'string'],
		['lookup', 'string'],
		['user', 'string'],
		['users', 'string'],
		['json', 'string'],
	])('shows %s as %s', (type, shown) => {
		expect(columns([field(type)])[0].type).toBe(shown);
	});

	it('shows a picklist of up to 100 options as a dropdown: labels shown, values stored', () => {
		const [few] = columns([field('option', { options: options(100) })]);
		expect(few.type).toBe('options');
		expect(few.options).toHaveLength(100);
		expect(few.options?.[1]).toEqual({
			name: 'A choice with some words 1',
			value: 'choice_value_1',
		});
		const [many] = columns([field('option', { options: options(101) })]);
		expect(many).toMatchObject({ type: 'string' });
		expect(many.options).toBeUndefined();
	});

	it('shows several options as a dropdown of one only where the vendor table says so', () => {
		const several = { options: options(3) };
		expect(columns([field('options', several)])[0].type).toBe('string');
		expect(columns([field('options', { ...several, dropdown: true })])[0].type).toBe('options');
	});

	it('shows from the start only what is required or common, and demands nothing', () => {
		const fields = [
			field('text', { name: 'must', required: true }),
			field('text', { name: 'often' }),
			field('text', { name: 'rare', label: 'rare' }),
		];
		const shown = columns(fields, ['often']);
		expect(shown.map(({ removed }) => removed)).toEqual([false, false, true]);
		expect(shown.map(({ required }) => required)).toEqual([false, false, false]);
		expect(shown.map(({ displayName }) => displayName)).toEqual([
			'A text (must)',
			'A text (often)',
			'rare',
		]);
	});

	it('shows the first ones where none is marked as required or common', () => {
		const fields = ['a', 'b', 'c', 'd'].map((name) => field('text', { name }));
		fields.unshift(field('text', { name: 'fixed', readOnly: true }));
		expect(columns(fields).map(({ removed }) => removed)).toEqual([false, false, false, true]);
	});

	const thousand = (picklistEvery: number, choices: number) =>
		Array.from({ length: 1000 }, (_, index) =>
			field(index % picklistEvery ? 'text' : 'option', {
				name: `custom_field_number_${index}`,
				label: `A field of the customer ${index}`,
				...(index % picklistEvery === 0 && { options: options(choices) }),
			}),
		);

	it.each([
		[1001, 0],
		[10, 12],
		[5, 20],
		[4, 100],
		[1, 100],
	])('keeps a node small for 1,000 fields (every %ith with %i options)', (every, choices) => {
		const fields = thousand(every, choices);
		expect(columns(fields)).toHaveLength(1000);
		expect(stored(fields)).toBeLessThan(300_000);
	});

	it('gives the fields that are shown their dropdowns first, and others as long as there is room', () => {
		const fields = thousand(4, 100);
		fields.push(field('option', { name: 'must', required: true, options: options(100) }));
		const dropdowns = columns(fields).filter(({ type }) => type === 'options');
		expect(dropdowns.map(({ id }) => id)).toContain('must');
		expect(dropdowns.length).toBeGreaterThan(5);
	});
});
