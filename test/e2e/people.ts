/** The 500 rows of the examples that read a CSV for several vendors, and the rows that HubSpot does not take. */

export interface Person {
	email: string;
	first: string;
	last: string;
	company: string;
	mobile: string;
}

const ROWS = 500;
const FIRST = ['Ada', 'Grace', 'Alan', 'María-José', 'Sinéad', '伟', '娜'];
const LAST = ['Lovelace', 'Hopper', 'Turing', 'Núñez', "O'Connor", '王', '李', 'Smith-Jones'];
const COMPANIES = ['Acme, Inc.', 'Globex', 'Initech "West"', '星星公司'];

const pick = (list: readonly string[], index: number) => list[index % list.length];

export const people = (): Person[] =>
	Array.from({ length: ROWS }, (_, index) => ({
		email: `person${String(index + 1).padStart(4, '0')}@example.com`,
		first: pick(FIRST, index),
		last: pick(LAST, index * 3 + Math.floor(index / 7)),
		company: pick(COMPANIES, Math.floor(index / 2)),
		mobile: String(13_900_000_000 + index * 7919),
	}));

interface Flaw {
	change: Record<string, string>;
	/** What the error item says. */
	reason: RegExp;
	/** Who refuses it: the node before it sends anything, or HubSpot. */
	by: 'node' | 'HubSpot';
}

/** Three bad rows, by index: in the first chunk of 100, in the middle of one, and the very last. */
export const badRows = new Map<number, Flaw>([
	[41, { change: { email: 'person0042.example.com' }, reason: /is invalid/, by: 'HubSpot' }],
	[250, { change: { lifecyclestage: 'Friend' }, reason: /has no option "Friend"/, by: 'node' }],
	[499, { change: { email: 'person0500@' }, reason: /is invalid/, by: 'HubSpot' }],
]);

/** As HubSpot names the columns. */
export const hubSpotRows = (): Array<Record<string, string>> =>
	people().map(({ email, first, last, mobile }, index) => ({
		email,
		firstname: first,
		lastname: last,
		phone: mobile,
		lifecyclestage: pick(['lead', 'customer'], index),
		...badRows.get(index)?.change,
	}));
