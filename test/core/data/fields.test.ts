import {
	coerce,
	nearest,
	UnfitValue,
	type ValueFormat,
	type ValueType,
	type VendorField,
} from '../../../nodes/core/data/fields';
import { dateText, dateTimeText, wallClock } from '../../../nodes/core/data/time';

/** Shows what was understood: the kind of value in front of it. */
const format: ValueFormat = {
	text: (value) => `text ${value}`,
	number: (value) => value,
	boolean: (value) => value,
	date: dateText,
	dateTime: (instant, zone) => dateTimeText(wallClock(instant, zone)),
	option: ({ value }) => value,
	list: (values) => values,
	cleared: () => null,
	refuses: ({ type }, value) =>
		['list', 'options', 'users'].includes(type) && value.includes(',')
			? 'takes no commas inside one value'
			: undefined,
};

const colours = [
	{ label: 'Red', value: 'r' },
	{ label: 'Green', value: 'g' },
	{ label: 'r', value: 'x' },
	{ label: '中文', value: 'zh' },
];
const field = (type: ValueType): VendorField => ({
	name: 'f',
	label: 'F',
	type,
	...(type.startsWith('option') && { options: colours }),
});
const into = (type: ValueType, value: unknown, zone = 'Asia/Shanghai') =>
	coerce(field(type), value, format, zone);
const luxon = (millis: number) => ({
	toMillis: () => millis,
	valueOf: () => millis,
	toString: () => new Date(millis).toISOString(),
});
const noon = Date.UTC(2026, 10, 22, 12);

describe('coerce', () => {
	it.each<[ValueType, unknown, unknown]>([
		['text', 'Ada', 'text Ada'],
		['text', ' kept ', 'text  kept '],
		['text', 0, 'text 0'],
		['text', false, 'text false'],
		['text', new Date(noon), 'text 2026-11-22T12:00:00.000Z'],
		['text', luxon(noon), 'text 2026-11-22T12:00:00.000Z'],
		['text', '{"a":"\'; DROP"}', 'text {"a":"\'; DROP"}'],
		['lookup', 12, 'text 12'],
		['user', 'ada@example.com', 'text ada@example.com'],
		['number', 1.5, 1.5],
		['number', ' -1.5 ', -1.5],
		['number', '+.5', 0.5],
		['number', '1e3', 1000],
		['number', 0, 0],
		['boolean', true, true],
		['boolean', 'NO', false],
		['boolean', 1, true],
		['boolean', '0', false],
		['date', '2026-11-22', '2026-11-22'],
		['date', '2026-11-22 23:59', '2026-11-22'],
		['date', '2026-11-22T20:00:00Z', '2026-11-23'],
		['dateTime', '2026-11-22', '2026-11-22 00:00:00'],
		['dateTime', '2026-11-22 08:30', '2026-11-22 08:30:00'],
		['dateTime', noon, '2026-11-22 20:00:00'],
		['dateTime', luxon(noon), '2026-11-22 20:00:00'],
		['dateTime', '2026-11-22T12:00:00+00:00', '2026-11-22 20:00:00'],
		['option', 'g', 'g'],
		['option', 'Green', 'g'],
		['option', ' gREEN ', 'g'],
		['option', 'r', 'r'],
		['option', '中文', 'zh'],
		['options', 'Red, g', ['r', 'g']],
		['options', ['Green', '中文'], ['g', 'zh']],
		['list', 'a, b,,c ', ['a', 'b', 'c']],
		['list', ['a', 2], ['a', '2']],
		['users', 'a@example.com,b@example.com', ['a@example.com', 'b@example.com']],
		['json', { any: [1] }, { any: [1] }],
	])('%s takes %p', (type, value, expected) => {
		expect(into(type, value)).toEqual(expected);
	});

	it.each<[ValueType, unknown, string]>([
		['text', { a: 1 }, 'wants text, and got an object'],
		['text', ['a'], 'wants text, and got a list'],
		['text', null, 'wants text'],
		['lookup', undefined, 'wants text'],
		['number', '1,200', 'wants a number such as 1200.5, and got "1,200"'],
		['number', '0x10', 'wants a number'],
		['number', '', 'wants a number'],
		['number', '12 €', 'wants a number'],
		['number', NaN, 'wants a number'],
		['number', Infinity, 'wants a number'],
		['number', true, 'wants a number'],
		['number', null, 'wants a number'],
		['boolean', 'maybe', 'wants true or false, and got "maybe"'],
		['boolean', 2, 'wants true or false'],
		['boolean', undefined, 'wants true or false'],
		['date', '22.11.2026', 'wants a date such as 2026-11-22'],
		['date', '2026-02-30', 'wants a date'],
		['dateTime', '2026-02-30T10:00:00Z', 'wants a date'],
		['dateTime', luxon(NaN), 'wants a date'],
		['dateTime', {}, 'wants a date'],
		['option', 'Blue', 'has no option "Blue". Its options: Red, Green, r, 中文'],
		['option', 'toString', 'has no option'],
		['options', ['Red', 'Blue'], 'has no option "Blue"'],
		['options', ['Red, Green'], 'takes no commas inside one value'],
		['list', ['a,b'], 'takes no commas inside one value'],
		['users', ['a,b'], 'takes no commas inside one value'],
		['list', [{}], 'wants text, and got an object'],
	])('%s refuses %p', (type, value, problem) => {
		expect(() => into(type, value)).toThrow(UnfitValue);
		expect(() => into(type, value)).toThrow(problem);
	});

	it.each(['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati', 'UTC'])(
		'never shifts the day of a date without a time: %s',
		(zone) => {
			for (const day of ['2026-01-01', '2026-03-29', '2026-10-25', '2024-02-29']) {
				expect(into('date', day, zone)).toBe(day);
			}
		},
	);

	it('reads text without a zone by the clock of the vendor, else of the workflow', () => {
		const instant = (zone: string | undefined, workflow: string) =>
			coerce(
				field('dateTime'),
				'2026-11-22 08:00',
				{ ...format, zone, dateTime: (at) => at },
				workflow,
			);
		expect(instant(undefined, 'America/New_York')).toBe(Date.UTC(2026, 10, 22, 13));
		expect(instant('Asia/Shanghai', 'America/New_York')).toBe(Date.UTC(2026, 10, 22, 0));
	});

	it('writes one instant by the clock of each zone', () => {
		const text = '2026-11-22T23:30:00+08:00';
		expect(into('dateTime', text, 'Asia/Shanghai')).toBe('2026-11-22 23:30:00');
		expect(into('dateTime', text, 'America/New_York')).toBe('2026-11-22 10:30:00');
		expect(into('date', text, 'Asia/Shanghai')).toBe('2026-11-22');
		expect(into('date', text, 'Asia/Tokyo')).toBe('2026-11-23');
	});

	it('takes any text where the options are not known, and where the field is not known', () => {
		const open: VendorField = { name: 'f', label: 'F', type: 'option' };
		expect(coerce(open, ' Any ', format, 'UTC')).toBe('Any');
		expect(coerce(undefined, 'x', format, 'UTC')).toBe('text x');
	});

	it('shortens what it shows of a value and of long lists of options', () => {
		const options = Array.from({ length: 50 }, (_, index) => ({
			label: `L${index}`,
			value: `v${index}`,
		}));
		const failing = () => coerce({ ...field('option'), options }, 'x'.repeat(500), format, 'UTC');
		expect(failing).toThrow(/^has no option "x{60}…"\. Its options: L0, .*L19, …$/);
	});
});

describe('nearest', () => {
	const known = ['email', 'phone', 'mobile_phone', 'name', 'owner', '邮箱'];

	it.each([
		['emial', ['email']],
		['Email', ['email']],
		['phon', ['phone']],
		['mobilephone', ['mobile_phone']],
		['nmae', ['name']],
		['quite_else', []],
		['', ['邮箱']],
	])('%s may have meant %j', (name, expected) => {
		expect(nearest(name, known)).toEqual(expected);
	});

	it('offers the nearest first, and three at most', () => {
		expect(nearest('abcd', ['abxy', 'abcd', 'abce', 'abcx', 'abc'])).toEqual([
			'abcd',
			'abce',
			'abcx',
		]);
	});
});
