import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { binary, execute } from '../support/contexts';
import { benchOf, byId, mapped, object, record } from './bench';

let emulator: ServiceGoEmulator;
beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 600_000 });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const search = (condition: IDataObject, more: IDataObject = {}) =>
	record('getAll', {
		filterId: byId(1),
		match: 'all',
		conditions: { condition: [{ operator: 'is', value: 'x', ...condition }] },
		...more,
	} as never);
const file = (operation: string, parameters: INodeParameters = {}) => ({
	resource: 'file',
	operation,
	objectType: object('contact'),
	locateBy: 'id',
	recordId: '1',
	fieldApiName: 'description',
	binaryPropertyName: 'data',
	...parameters,
});
const create = (fieldsJson: object, more: IDataObject = {}) =>
	record('create', { fieldsJson: JSON.stringify(fieldsJson), ...more } as never);

/** What is wrong · the parameters · what the error says. Only metadata may have been asked for. */
const refusals: Array<[string, INodeParameters, string]> = [
	[
		'an unknown operator',
		search({ field: 'name', operator: 'like' }),
		'"Conditions": condition 1 has the unknown operator "like"',
	],
	[
		'an operator that the type does not know',
		search({ field: 'gender', operator: 'contains' }),
		'ServiceGo does not know "Contains" for the field',
	],
	[
		'a field that cannot be searched',
		search({ field: 'description' }),
		'ServiceGo does not know "Equals" for the field',
	],
	[
		'a condition without a value',
		search({ field: 'name', value: '' }),
		'condition 1 (name, Equals) needs a value',
	],
	[
		'logic that names no such condition',
		search({ field: 'name' }, { match: 'custom', logic: '1 or 2' }),
		'the logic names condition 2, and there is 1 condition',
	],
	[
		'logic without numbers',
		search({ field: 'name' }, { match: 'custom', logic: 'all' }),
		'the logic names no condition',
	],
	[
		'nested conditions',
		record('getAll', {
			conditionsJson:
				'[{"field":"name","operator":"is","value":"x"},{"any":[{"field":"name","operator":"is","value":"y"}]}]',
		}),
		'condition 2 is a group, and ServiceGo knows no nested conditions',
	],
	[
		'a keyword over 30 characters',
		record('getAll', { keyword: 'k'.repeat(31) }),
		'"Keyword" has 31 characters',
	],
	[
		'a list element with a comma',
		record('getAll', {
			conditionsJson: '[{"field":"youxiang","operator":"is_any","value":["a,b","c"]}]',
		}),
		'"a,b" has a comma',
	],
	[
		'a page size over 100',
		record('getAll', { options: { pageSize: 101 } }),
		'"Page Size" must be a whole number from 1 to 100',
	],
	[
		'conditions that are no JSON',
		record('getAll', { conditionsJson: '[{' }),
		'"Conditions (JSON)" is not valid JSON',
	],
	[
		'a filter that is no number',
		record('getAll', { filterId: byId('all') }),
		'"Filter" must be a whole number',
	],
	[
		'a limit of nothing',
		record('getAll', { limit: 0 }),
		'"Limit" must be a whole number of 1 or more',
	],
	['no ID', record('get', { recordId: '' }), '"Record ID" is empty'],
	[
		'no unique field',
		record('get', { locateBy: 'uniqueField', uniqueField: '', uniqueValue: 'x' }),
		'"Unique Field Name or ID" is empty',
	],
	[
		'no unique value',
		record('get', { locateBy: 'uniqueField', uniqueField: 'name', uniqueValue: '' }),
		'"Unique Value" is empty',
	],
	...['1/2', '../1', '"1"', "1'", '1\n2', '-1', '1.5', '0'].map(
		(recordId): [string, INodeParameters, string] => [
			`the ID ${JSON.stringify(recordId)}`,
			record('get', { recordId }),
			'"Record ID" must be a whole number of 1 or more',
		],
	),
	...['con/tact', '..', 'a"b', 'a b', 'a?b'].map((name): [string, INodeParameters, string] => [
		`the object ${name}`,
		record('get', { objectType: object(name), recordId: '1' }),
		'"Object" is no ID',
	]),
	['no object', record('get', { objectType: object(''), recordId: '1' }), '"Object" is empty'],
	[
		'a wrong file type',
		file('upload', { binaryPropertyName: 'program' }),
		'ServiceGo does not take "setup.exe"',
	],
	[
		'an empty file',
		file('upload', { binaryPropertyName: 'nothing' }),
		'the file "nothing.pdf" is empty',
	],
	[
		'a file that is not there',
		file('upload', { binaryPropertyName: 'data' }),
		'names "data", and the item has no such file',
	],
	[
		'a type that file fields do not take',
		file('uploadToField', { binaryPropertyName: 'text' }),
		'ServiceGo does not take "a.txt"',
	],
	[
		'a link that is none',
		file('download', { url: 'ftp://example.com/a' }),
		'"File URL" must begin with https://',
	],
	['attachments of nobody', file('deleteRichText', { docIds: ' , ' }), '"Attachment IDs" is empty'],
	['an unknown field', create({ nmae: 'Ada' }), '"Fields (JSON)" names the unknown field "nmae"'],
	['a read-only field', create({ zidongbianhao: '1' }), 'is read-only'],
	[
		'fields that are no object',
		record('create', { fieldsJson: '[1]' }),
		'"Fields (JSON)" must be an object',
	],
	['nothing to write', record('create', { fieldsJson: '{}' }), '"Fields" holds no value to write'],
	[
		'a number that is none',
		create({ name: 'A', score: 'many' }),
		'wants a number such as 1200.5, and got "many"',
	],
	[
		'a date that is none',
		create({ name: 'A', birthday: '2026-02-30' }),
		'wants a date such as 2026-11-22',
	],
	[
		'an option that is none',
		create({ name: 'A', gender: 'X' }),
		'has no option "X". Its options: 男, 女',
	],
	['an object as a value', create({ name: { first: 'A' } }), 'wants text, and got an object'],
	[
		'a value in a list with a comma',
		create({ name: 'A', youxiang: ['a@b.c,d@e.f'] }),
		'separates the values of a list by commas',
	],
	[
		'a lookup without a value',
		create(
			{ name: 'A' },
			{
				options: {
					lookupKeys: { lookup: [{ field: 'organization', externalField: 'sysOrganizationNo' }] },
				},
			},
		),
		'"Lookups by External Field" names "organization", which has no value',
	],
	[
		'a field cleared and written',
		record('update', {
			recordId: '1',
			fieldsJson: '{"name":"A"}',
			options: { clearFields: ['name'] },
		}),
		'names "name", which also has a value',
	],
	...[
		'https://evil.example/v1',
		'//evil.example',
		'/v1/../x',
		'/v1/data?id=1',
		'/v1/%2e%2e/x',
		'/v1/a b',
	].map((path): [string, INodeParameters, string] => [
		`the path ${path}`,
		{ resource: 'api', operation: 'request', method: 'GET', path },
		'"Path" must be a path below the base URL',
	]),
	[
		'a query that is no object',
		{ resource: 'api', operation: 'request', method: 'GET', path: '/v1/data', query: '[1]' },
		'"Query (JSON)" must be an object',
	],
	[
		'a relation to nothing',
		{
			resource: 'relation',
			operation: 'create',
			recordId: '1',
			objectRelationId: '8',
			relatedIds: '5,x',
		},
		'holds "x", which is no record ID',
	],
	[
		'an operation that is not there',
		record('fly'),
		'"Operation" is "fly", which the resource "record" does not have',
	],
	[
		"n8n's own entry for custom calls",
		{ resource: 'record', operation: '__CUSTOM_API_CALL__' },
		'which the resource "record" does not have',
	],
	[
		'a name that is too long',
		{ resource: 'user', operation: 'update', userId: '1', options: { realname: 'x'.repeat(33) } },
		'"Real Name" is longer than 32 characters',
	],
	[
		'a mobile that is none',
		{ resource: 'user', operation: 'update', userId: '1', options: { mobile: '12345' } },
		'"Mobile" is no mobile number of China',
	],
	[
		'a user with nothing to change',
		{ resource: 'user', operation: 'update', userId: '1', options: {} },
		'"Options" holds nothing to change',
	],
];

const items = [
	{
		json: {},
		binary: {
			program: binary('setup.exe', 'MZ', 'application/x-msdownload'),
			nothing: binary('nothing.pdf', '', 'application/pdf'),
			text: binary('a.txt', 'a', 'text/plain'),
		},
	},
];

describe('before anything is sent', () => {
	it.each(refusals)('%s', async (_, parameters, message) => {
		const running = execute(benchOf(emulator), { parameters, items });
		await expect(running).rejects.toThrow(message);
		const asked = emulator.log.entries.map(({ method, path }) => `${method} ${path}`);
		expect([[], ['GET /v1/fields'], ['GET /v1/fields', 'GET /v1/fields']]).toContainEqual(asked);
	});

	it('names the item, and leaves the other items alone', async () => {
		const [id] = emulator.seed.records('contact', [{ name: 'Ada' }]);
		const out = await execute(benchOf(emulator), {
			parameters: record('get', { recordId: '={{ $json.id }}', simplify: true }),
			items: [{ id }, { id: '1/2' }, { id }],
			node: { onError: 'continueRegularOutput' },
		});
		expect(out.map(({ json }) => json.name ?? json.error)).toEqual([
			'Ada',
			'"Record ID" must be a whole number of 1 or more, and is "1/2" [item 1]',
			'Ada',
		]);
	});
});

describe('answers that are none', () => {
	const get = record('get', { recordId: '5' });
	const answer = (status: number, body: unknown, headers = {}) =>
		emulator.faults.add({
			when: { path: '/v1/data' },
			before: true,
			times: 9,
			answer: { status, body, headers } as never,
		});

	it.each([
		[
			'a page in a 200',
			200,
			'<html>sign in</html>',
			'does not come from the ServiceGo API',
			'Check the base URL',
		],
		['a redirect', 302, '', 'does not come from the ServiceGo API', 'Check the base URL'],
		['nothing in a 200', 200, '', 'does not come from the ServiceGo API', 'Check the base URL'],
		[
			'a code inside a 200',
			200,
			{ code: 5001, message: 'data is locked', visible: true },
			'data is locked',
			'Code: 5001',
		],
		[
			'a refusal',
			400,
			{ code: 400, message: 'no such field', visible: true },
			'no such field',
			'Code: 400',
		],
	])('%s', async (_, status, body, message, hint) => {
		answer(status, body, status === 302 ? { location: 'https://login.example/' } : {});
		const error: Error & { description?: string } = await execute(benchOf(emulator), {
			parameters: get,
		}).then(
			() => new Error('it went well'),
			(thrown: Error) => thrown,
		);
		expect([error.message, error.description]).toEqual([
			expect.stringContaining(message),
			expect.stringContaining(hint),
		]);
	});

	it.each(['http400', 'body'] as const)(
		'shows a refusal with its code and message, however it comes (%s)',
		async (refusal) => {
			emulator.switches.refusal = refusal;
			const parameters = record('create', { fields: mapped({ youxiang: 'a@example.com' }) });
			const [{ json }] = await execute(benchOf(emulator), {
				parameters,
				node: { onError: 'continueRegularOutput' },
			});
			expect(json).toMatchObject({
				details: { outcome: 'failed', code: '400' },
				error: expect.stringMatching(/name|必填|不能为空/),
			});
		},
	);
});

describe('too many requests', () => {
	const get = record('get', {
		locateBy: 'uniqueField',
		uniqueField: 'weiyibiaoshi',
		uniqueValue: 'a',
	});

	it.each([
		['http429', 429, '429'],
		['http429RetryAfter', 429, '429'],
		['http400', 429, '429'],
		['body', 429, '429'],
		['body', 30001, '429, 30001'],
	] as const)(
		'waits, in the reading %s with code %i',
		async (overQuota, overQuotaCode, busyCodes) => {
			emulator.seed.records('contact', [{ name: 'Ada', weiyibiaoshi: 'a' }]);
			Object.assign(emulator.switches, { overQuota, overQuotaCode, quotaPerMinute: 2 });
			const bench = benchOf(emulator, { busyCodes, algorithm: 'sha256' });
			await execute(bench, { parameters: get, items: [{}, {}] });
			const options = { longestWait: 0 };
			const refused = execute(bench, { parameters: { ...get, options } });
			await expect(refused).rejects.toMatchObject({
				failure: { cause: 'rate-limited' },
				context: { outcome: 'failed' },
			});
			emulator.switches.quotaPerMinute = 100;
			if (overQuota === 'http429RetryAfter') return;
			await expect(execute(bench, { parameters: get })).resolves.toHaveLength(1);
		},
	);
});
