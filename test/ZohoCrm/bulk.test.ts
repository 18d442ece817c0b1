import type { INodeExecutionData } from 'n8n-workflow';
import { unzip } from '../emulator/zohoCrm';
import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { BrokenCsv, csvLine, csvRows, table } from '../../nodes/ZohoCrm/actions/bulk/csv';
import { crc32, unzipped, zipOf } from '../../nodes/ZohoCrm/actions/bulk/zip';
import { binary, execute, outputs } from '../support/contexts';
import { automatic, benchOf, of } from './bench';

let emulator: ZohoCrmEmulator;
beforeAll(async () => {
	emulator = await startZohoCrm();
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.reset();
	emulator.switches.bulkPolls = 0;
});

const carryOn = { onError: 'continueRegularOutput' } as const;
const csv = (text: string, name = 'leads.csv'): INodeExecutionData => ({
	json: {},
	binary: { data: binary(name, text, 'text/csv') },
});

it('writes 60,000 items by three jobs, and reads the same rows back', async () => {
	const items = Array.from({ length: 60_000 }, (_, n) => ({
		Last_Name: `Ann "${n}", Ä`,
		Unique_Code: `u${n}`,
	}));
	const bench = benchOf(emulator);
	emulator.switches.bulkResultOrder = 'shuffled';
	const out = await execute(bench, {
		parameters: of('bulk', 'write', {
			writeMode: 'insert',
			keyField: 'Unique_Code',
			fields: automatic,
		}),
		items,
	});
	expect(emulator.log.of('POST', '/crm/bulk/v8/write')).toHaveLength(3);
	expect(emulator.log.of('POST', '/crm/v8/upload')).toHaveLength(3);
	const held = emulator.store.records.get('Leads');
	expect(out).toHaveLength(60_000);
	const wrong = out.filter(({ json, pairedItem }, n) => {
		const values = held?.get(String(json.id))?.values;
		return (
			values?.Unique_Code !== `u${n}` ||
			values.Last_Name !== items[n].Last_Name ||
			JSON.stringify(pairedItem) !== `{"item":${n}}`
		);
	});
	expect(wrong).toEqual([]);

	emulator.switches.bulkReadRows = 25_000;
	const read = await outputs(bench, {
		parameters: of('bulk', 'read', { fieldNames: ['Last_Name', 'Unique_Code'], returnAll: true }),
	});
	expect(emulator.log.of('POST', '/crm/bulk/v8/read')).toHaveLength(3);
	const rows = new Set(
		read.map(({ id, Last_Name, Unique_Code }) => JSON.stringify([id, Last_Name, Unique_Code])),
	);
	expect(rows.size).toBe(60_000);
	expect(
		out.every(({ json }, n) =>
			rows.has(JSON.stringify([json.id, items[n].Last_Name, items[n].Unique_Code])),
		),
	).toBe(true);
}, 120_000);

it('fails bad rows alone, matched by the key column', async () => {
	emulator.switches.bulkResultOrder = 'shuffled';
	const items = [
		{ Last_Name: 'A', Unique_Code: 'a' },
		{ Company: 'no name', Unique_Code: 'b' },
		{ Last_Name: 'C', Unique_Code: 'c' },
	];
	const out = await execute(benchOf(emulator), {
		parameters: of('bulk', 'write', {
			writeMode: 'insert',
			keyField: 'Unique_Code',
			fields: automatic,
		}),
		items,
		node: carryOn,
	});
	expect(out.map(({ json }) => Boolean(json.error))).toEqual([false, true, false]);
	expect(JSON.stringify(out[1].json.details)).toContain('MANDATORY_NOT_FOUND:Last_Name');
	expect(out[2].json).toMatchObject({ Unique_Code: 'c', status: 'ADDED' });
});

it.each(['INPROGRESS', 'IN PROGRESS'] as const)(
	'waits for a job that is "%s"',
	async (bulkRunning) => {
		Object.assign(emulator.switches, { bulkRunning, bulkPolls: 1 });
		const [id] = emulator.seed.records('Leads', [{ Last_Name: 'Old' }]);
		const [row] = await outputs(benchOf(emulator), {
			parameters: of('bulk', 'write', { writeMode: 'update', keyField: 'id', fields: automatic }),
			items: [{ id, Last_Name: 'New' }],
		});
		expect(row).toMatchObject({ id, status: 'UPDATED' });
		expect(emulator.store.records.get('Leads')?.get(id)?.values.Last_Name).toBe('New');
	},
);

describe('a result on another host', () => {
	const parameters = of('bulk', 'write', {
		writeMode: 'upsert',
		keyField: 'Unique_Code',
		fields: automatic,
	});
	const sending = { ...parameters, options: { resultToken: true } };
	const items = [{ Last_Name: 'A', Unique_Code: 'a' }];
	const tokens = () => emulator.otherHost.log.entries.map(({ headers }) => headers.authorization);
	beforeEach(() => {
		emulator.switches.bulkResultHost = 'other';
	});

	it('is fetched without the token; where that is not enough, the switch is named', async () => {
		emulator.switches.bulkResultToken = 'refused';
		await expect(outputs(benchOf(emulator), { parameters, items })).resolves.toMatchObject([
			{ Unique_Code: 'a' },
		]);
		emulator.switches.bulkResultToken = 'wanted';
		await expect(execute(benchOf(emulator), { parameters, items })).rejects.toMatchObject({
			description: expect.stringMatching(
				/switch on "Send Token to the Host of the Result".*Job: \d+/,
			),
			context: { outcome: 'unknown' },
		});
		expect(tokens()).toEqual([undefined, undefined]);
	});

	it('gets the token when that is switched on and the credential knows the host', async () => {
		emulator.switches.bulkResultToken = 'wanted';
		const trusting = { resultUrl: emulator.otherHost.url };
		await expect(
			outputs(benchOf(emulator, trusting), { parameters: sending, items }),
		).resolves.toMatchObject([{ Unique_Code: 'a' }]);
		expect(tokens()).toEqual([expect.stringMatching(/^Bearer 1000\./)]);
		emulator.switches.bulkResultToken = 'refused';
		await expect(
			execute(benchOf(emulator, trusting), { parameters: sending, items }),
		).rejects.toMatchObject({ description: expect.stringContaining('switch off "Send Token') });
		// the host in the credential alone is no leave
		await expect(outputs(benchOf(emulator, trusting), { parameters, items })).resolves.toHaveLength(
			1,
		);
	});

	it('never gets the token where the credential does not know the host', async () => {
		emulator.switches.bulkResultToken = 'wanted';
		await expect(execute(benchOf(emulator), { parameters: sending, items })).rejects.toMatchObject({
			message: expect.stringContaining(`is at ${emulator.otherHost.url}`),
			description: expect.stringMatching(/"Result URL" in the credential.*Job: \d+/),
			context: { outcome: 'unknown' },
		});
		expect(tokens()).toEqual([]);
	});
});

it.each([';', '|'])('puts "%s" between several options', async (separator) => {
	emulator.switches.bulkSeparator = separator;
	const [{ id }] = await outputs(benchOf(emulator), {
		parameters: of('bulk', 'write', {
			writeMode: 'insert',
			keyField: 'Unique_Code',
			fields: automatic,
			options: separator === ';' ? {} : { separator },
		}),
		items: [{ Last_Name: 'A', Unique_Code: 'a', Colours: ['Red', 'Blue'] }],
	});
	expect(emulator.store.records.get('Leads')?.get(String(id))?.values.Colours).toEqual([
		'Red',
		'Blue',
	]);
});

it('refuses keys that come twice, before anything is sent', async () => {
	const parameters = of('bulk', 'write', {
		writeMode: 'insert',
		keyField: 'Unique_Code',
		fields: automatic,
	});
	const items = [
		{ Last_Name: 'A', Unique_Code: 'a' },
		{ Last_Name: 'B', Unique_Code: 'a' },
	];
	await expect(execute(benchOf(emulator), { parameters, items })).rejects.toThrow(
		'"a" of the field "Unique_Code" comes twice',
	);
	expect(emulator.log.of('POST', '/crm/v8/upload')).toHaveLength(0);
});

it('writes a CSV file, columns by other names, and reads one back', async () => {
	const bench = benchOf(emulator);
	const parameters = of('bulk', 'writeFile', {
		writeMode: 'insert',
		keyField: 'Unique_Code',
		binaryPropertyName: 'data',
		columns: '{"Family name":"Last_Name"}',
	});
	const out = await outputs(bench, {
		parameters,
		items: [csv('\uFEFFUnique_Code,Family name\r\n1,"Smith, J"\r\n2,\r\n')],
	});
	expect(out).toMatchObject([
		{ row: 2, Unique_Code: '1', status: 'ADDED' },
		{ row: 3, Unique_Code: '2', failed: true, reason: expect.stringContaining('Last_Name') },
	]);
	const [file] = await execute(bench, {
		parameters: of('bulk', 'readFile', { fieldNames: ['Last_Name'], outputBinaryField: 'data' }),
	});
	expect(Buffer.from(file.binary?.data.data ?? '', 'base64').toString()).toBe(
		`Id,Last_Name\n${String(out[0].id)},"Smith, J"\n`,
	);
});

it('starts a job, looks at it and downloads it later', async () => {
	emulator.seed.records('Leads', [{ Last_Name: 'A' }]);
	emulator.switches.bulkPolls = 1;
	const bench = benchOf(emulator);
	const [{ jobId }] = await outputs(bench, {
		parameters: of('bulk', 'startRead', { fieldNames: ['Last_Name'] }),
	});
	const job = { parameters: of('bulk', 'getJob', { jobKind: 'read', jobId: String(jobId) }) };
	expect(await outputs(bench, job)).toMatchObject([{ id: jobId, state: 'IN PROGRESS' }]);
	const down = {
		parameters: of('bulk', 'download', { jobId: String(jobId), outputBinaryField: 'data' }),
	};
	expect((await outputs(bench, down))[0]).toMatchObject({
		jobId,
		fileName: `${String(jobId)}.csv`,
	});
	await expect(
		execute(bench, { parameters: of('bulk', 'getJob', { jobKind: 'read', jobId: '999999' }) }),
	).rejects.toThrow('does not exist');
});

it.each([
	['a,b\n1,2,3\n', 'row 2 has 3 values'],
	['a,"b\n1,2\n', 'a quote in line 1 is not closed'],
	['a,a\n1,2\n', 'the column "a" stands twice'],
	['a,\n1,2\n', 'a column has no name'],
	['\u0000\u0001PNG', 'it holds binary data'],
	['a,b\n', 'has no rows'],
	['Last_Name\nA\n', 'the file has no such column'],
])('refuses a file that is no such CSV: %j', async (text, problem) => {
	const parameters = of('bulk', 'writeFile', {
		writeMode: 'insert',
		keyField: 'Unique_Code',
		binaryPropertyName: 'data',
	});
	await expect(execute(benchOf(emulator), { parameters, items: [csv(text)] })).rejects.toThrow(
		problem,
	);
	expect(emulator.log.of('POST', '/crm/v8/upload')).toHaveLength(0);
});

describe('files made here', () => {
	it('a zip that others can read, and the other way round', async () => {
		const content = Buffer.from('a,b\n1,"ü"\n');
		expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
		expect(unzip(zipOf('a.csv', content))).toEqual([{ name: 'a.csv', content }]);
		expect(await unzipped(zipOf('a.csv', content))).toEqual(content);
		const damaged = zipOf('a.csv', content);
		damaged[36] ^= 1;
		await expect(unzipped(damaged)).rejects.toThrow('check sum');
		await expect(unzipped(Buffer.from('no zip'))).rejects.toThrow('no zip');
	});

	it('CSV round trips', () => {
		const rows = [
			['a', 'b"c', 'd,e'],
			['line\nbreak', '', ' x '],
		];
		expect([...csvRows(rows.map(csvLine).join(''))]).toEqual(rows);
		expect(table(Buffer.from('a,b\r\n1,\r\n'))).toEqual({ header: ['a', 'b'], rows: [['1', '']] });
		expect(() => table(Buffer.from(''))).toThrow(BrokenCsv);
	});
});
