/** The 500 rows of examples/servicego-csv-to-contacts.json, and what ServiceGo makes of each. */

export interface Contact {
	no: string;
	name: string;
	phone: string;
	email: string;
	gender: string;
	birthday: string;
	tags: string;
	score: string;
	staff: string;
	organization: string;
	remark: string;
}

const ROWS = 500;
const CHINESE = ['王伟', '李娜', '张敏', '刘洋', '陈静', '欧阳修远', '赵磊', '司马相如'];
const ENGLISH = [
	'Ada Lovelace',
	'Smith, John',
	'Robert "Bob" Lee',
	"Sinéad O'Connor",
	'María-José Núñez',
	'Kim, "Jo" Min-ji',
];
const REMARKS = [
	'',
	'Prefers e-mail, never calls',
	'他说："请先打电话"，谢谢',
	'First line\nSecond line, with a comma\n第三行',
	'Says "no newsletters"',
];
const ORGANIZATIONS = ['客户', 'ORG-002', 'ORG-003'];
const TAGS = ['', '重要', '老客户', '潜在,重要'];
const STAFF = ['', 'zhangsan@example.com', 'lisi@example.com'];

interface Flaw {
	change: Partial<Contact>;
	/** What the error item says. */
	reason: RegExp;
	/** Who refuses it: the node before it sends anything, or ServiceGo. */
	by: 'node' | 'ServiceGo';
}

/** By index of the row. */
export const flaws = new Map<number, Flaw>([
	[17, { change: { gender: '不详' }, reason: /has no option "不详"/, by: 'node' }],
	[60, { change: { email: 'not-an-email' }, reason: /邮箱 的值不正确/, by: 'ServiceGo' }],
	[123, { change: { phone: '+86 12345' }, reason: /电话 的值不正确/, by: 'ServiceGo' }],
	[200, { change: { birthday: '1990-02-31' }, reason: /wants a date/, by: 'node' }],
	[
		277,
		{ change: { organization: 'ORG-404' }, reason: /所属客户 关联的记录不存在/, by: 'ServiceGo' },
	],
	[350, { change: { name: '' }, reason: /姓名 不能为空/, by: 'ServiceGo' }],
	[
		499,
		{ change: { staff: 'nobody@example.com' }, reason: /负责员工 的值不正确/, by: 'ServiceGo' },
	],
]);

const pick = (list: readonly string[], index: number) => list[index % list.length];

function contact(index: number): Contact {
	const number = String(index + 1).padStart(4, '0');
	const name = pick(index % 2 ? ENGLISH : CHINESE, Math.floor(index / 2));
	const subscriber = String(10_000_000 + index * 7919).slice(-8);
	return {
		no: `CSV-${number}`,
		name: `${name} ${number}`,
		phone: `+86 138 ${subscriber.slice(0, 4)} ${subscriber.slice(4)}`,
		email: `contact${number}@example.com`,
		gender: pick(['男', '女'], Math.floor(index / 3)),
		birthday: `19${60 + (index % 40)}-0${1 + (index % 9)}-${10 + (index % 19)}`,
		tags: pick(TAGS, index),
		score: String((index * 37) % 101),
		staff: pick(STAFF, index),
		organization: pick(ORGANIZATIONS, index),
		remark: pick(REMARKS, index),
		...flaws.get(index)?.change,
	};
}

export const contacts = (): Contact[] => Array.from({ length: ROWS }, (_, index) => contact(index));

/** Rows that ServiceGo takes. */
export const accepted = (): Contact[] => contacts().filter((_, index) => !flaws.has(index));

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function csvOf(rows: object[]): string {
	const lines = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row) as string[])];
	return lines.map((line) => `${line.map(cell).join(',')}\n`).join('');
}
