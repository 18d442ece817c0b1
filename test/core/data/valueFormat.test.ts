import { compile, type Grammar } from '../../../nodes/core/data/conditions';
import { coerce, type ValueFormat, type VendorField } from '../../../nodes/core/data/fields';
import { judgeBy } from '../../../nodes/core/transport/errors';
import { bucket } from '../../../nodes/core/transport/limiter';

const format: ValueFormat = {
	text: (value) => value,
	number: (value) => value,
	boolean: (value) => value,
	date: ({ year, month, day }) => `${year}-${month}-${day}`,
	dateTime: (instant) => instant,
	option: ({ value }) => value,
	list: (values) => values.join('|'),
	cleared: () => '',
};
const list: VendorField = { name: 'l', label: 'L', type: 'list' };
const date: VendorField = { name: 'd', label: 'D', type: 'date' };

describe('what a vendor may add to the core', () => {
	it('splits lists and reads days in its own way', () => {
		const own = { ...format, split: (text: string) => text.split(';') };
		expect(coerce(list, 'a;b,c', own, 'UTC')).toBe('a|b,c');
		expect(coerce(list, 'a;b,c', format, 'UTC')).toBe('a;b|c');
		const options = { ...list, type: 'options' as const };
		expect(
			coerce(
				options,
				'+a,b',
				{ ...format, addSign: '+', split: (text) => text.slice(1).split(',') },
				'UTC',
			),
		).toBe('+a|b');
		const day = { year: 2019, month: 10, day: 31, hour: 0, minute: 0, second: 0 };
		const days = { ...format, dayOf: (value: unknown) => (value === 'x' ? day : undefined) };
		expect(coerce(date, 'x', days, 'America/New_York')).toBe('2019-10-31');
		expect(coerce(date, '2020-01-02', days, 'America/New_York')).toBe('2020-1-2');
	});

	it.each([
		['12345678901234567890.123456789', '12345678901234567890.123456789'],
		['-0012000.50', '-12000.5'],
		['5.0', '5'],
		['+.5', '0.5'],
		['-0.00', '0'],
		['0.0000001', '0.0000001'],
		[1e-7, '0.0000001'],
		[1e21, '1000000000000000000000'],
		['1e3', '1000'],
		[-1.5, '-1.5'],
	])('gets every digit of %j', (value, digits) => {
		const own = { ...format, number: (_: number, text: string) => text };
		expect(coerce({ name: 'n', label: 'N', type: 'number' }, value, own, 'UTC')).toBe(digits);
	});

	it('builds clauses that differ by the kind of the field', () => {
		const grammar: Grammar = {
			operators: {
				is: { label: 'Is', arity: 'one', clause: (field, values, kind) => [field, values, kind] },
			},
			kinds: { k: ['is'] },
			all: (clauses) => clauses,
		};
		const compiled = compile(
			{ match: 'all', nodes: [{ field: 'f', operator: 'is', value: '1' }] },
			{
				grammar,
				title: 'T',
				field: (name) => ({ name, label: name, type: 'text', kind: 'k' }),
				coerce: (_, value) => value,
				refuse: (problem) => {
					throw new Error(problem);
				},
			},
		);
		expect(compiled).toEqual([['f', ['1'], 'k']]);
	});

	it('waits as a row says where the answer names no time', () => {
		const judge = judgeBy({
			title: 'T',
			read: () => ({ ok: false, code: 'BUSY', hint: 'their hint' }),
			rows: () => [{ code: 'BUSY', verdict: 'retry', afterMs: 1234 }],
			notOurs: '',
		});
		const answer = { status: 429, headers: {}, body: {} };
		expect(judge(answer, {})).toMatchObject({ kind: 'retry', afterMs: 1234 });
		const told = { ...answer, headers: { 'retry-after': '2' } };
		expect(judge(told, {})).toMatchObject({ afterMs: 2000 });
	});

	it('follows the limit that answers tell', async () => {
		const slow = bucket('observed', { count: 1000, windowMs: 1000, adaptive: true });
		(await slow.take())();
		slow.observe({ count: 2, windowMs: 400 });
		const before = Date.now();
		for (let n = 0; n < 3; n++) (await slow.take())();
		expect(Date.now() - before).toBeGreaterThanOrEqual(350);
		const empty = bucket('empty', { count: 1000, windowMs: 1000, adaptive: true });
		empty.observe({ remaining: 0 });
		const then = Date.now();
		(await empty.take())();
		expect(Date.now() - then).toBeGreaterThanOrEqual(90);
	});
});
