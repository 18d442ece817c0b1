import { escaped } from '../../nodes/ZohoCrm/conditions';

it.each([
	['a(b)c', 'a\\(b\\)c'],
	['a,b', 'a\\,b'],
	['a\\', 'a\\\\'],
	['a\\b', 'a\\b'],
	['a\\,', 'a\\\\\\,'],
	['2026-11-22T08:30:00+01:00', '2026-11-22T08:30:00+01:00'],
])('escapes %j as %j inside a criterion', (value, expected) => {
	expect(escaped(value)).toBe(expected);
});
