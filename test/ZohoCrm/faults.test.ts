import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { dropdown, execute, outputs } from '../support/contexts';
import { benchOf, mapped, record } from './bench';

/** Each fault that was measured in n8n's own node (notes, section B): ours without it. */
let emulator: ZohoCrmEmulator;
beforeAll(async () => {
	emulator = await startZohoCrm();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const body = (method: string, path: string) => emulator.log.of(method, path)[0].body;

it('an ID that is not there is an error, in every module alike, and not an item without JSON', async () => {
	for (const module of ['Leads', 'Accounts']) {
		for (const missingRecord of ['http204', 'http400'] as const) {
			emulator.switches.missingRecord = missingRecord;
			const parameters = record('get', { recordId: '3652397000009999999' }, module);
			await expect(execute(benchOf(emulator), { parameters })).rejects.toMatchObject({
				message: expect.stringMatching(/no such record|id given seems to be invalid/),
			});
		}
	}
});

it('an invoice keeps its subject when its lines change, and lines have the form of today', async () => {
	const Invoiced_Items = [
		{ Product_Name: { id: '3652397000001988001' }, Quantity: 2, List_Price: 10 },
	];
	const [made] = await outputs(benchOf(emulator), {
		parameters: record(
			'create',
			{ fieldsJson: JSON.stringify({ Subject: 'I', Invoiced_Items }) },
			'Invoices',
		),
	});
	expect(body('POST', '/crm/v8/Invoices')).toEqual({ data: [{ Subject: 'I', Invoiced_Items }] });
	await outputs(benchOf(emulator), {
		parameters: record(
			'update',
			{ recordId: made.id as string, fieldsJson: JSON.stringify({ Subject: 'J', Invoiced_Items }) },
			'Invoices',
		),
	});
	expect(body('PUT', '/crm/v8/Invoices')).toEqual({
		data: [{ id: made.id, Subject: 'J', Invoiced_Items }],
	});
});

it.each(['Purchase_Orders', 'Sales_Orders', 'Listings', 'Tasks'])(
	'the dropdown of fields asks for %s',
	async (name) => {
		const options = await dropdown(
			benchOf(emulator),
			'getWritableFields',
			record('create', {}, name),
		);
		expect(options.length).toBeGreaterThan(1);
		expect(emulator.log.of('GET', '/crm/v8/settings/fields')[0].query.module).toBe(name);
	},
);

it('limit and module are read for each item', async () => {
	emulator.seed.records('Leads', [{ Last_Name: 'A' }, { Last_Name: 'B' }]);
	emulator.seed.records('Accounts', [{ Account_Name: 'C' }]);
	const parameters = {
		...record('getAll', { fieldNames: ['id'], limit: '={{ $json.limit }}' }),
		objectType: { __rl: true, mode: 'name', value: '={{ $json.module }}' },
	};
	const items = [
		{ module: 'Leads', limit: 1 },
		{ module: 'Accounts', limit: 5 },
		{ module: 'Leads', limit: 5 },
	];
	const out = await execute(benchOf(emulator), { parameters, items });
	expect(out.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([0, 1, 2, 2]);
});

it('every bad row of an answer is seen, not the first alone, and its details are words', async () => {
	const out = await execute(benchOf(emulator), {
		parameters: record('create', {
			fields: mapped({ Last_Name: '={{ $json.name }}', Email: '={{ $json.email }}' }),
		}),
		items: [
			{ name: 'A', email: 'a@b.co' },
			{ name: 'B', email: 'bad' },
			{ name: 'C', email: 'worse' },
		],
		node: { onError: 'continueRegularOutput' },
	});
	expect(out.map(({ json }) => Boolean(json.error))).toEqual([false, true, true]);
	expect(JSON.stringify(out[2].json.details)).toContain(
		'Field: Email. Place: $.data[2].Email. Wanted type: email',
	);
});

it('"Create or Update" tells what it did, and by which field', async () => {
	const parameters = record('upsert', { fieldsJson: '{"Last_Name":"A","Email":"a@b.co"}' });
	expect(await outputs(benchOf(emulator), { parameters })).toMatchObject([
		{ action: 'insert', created: true },
	]);
	expect(await outputs(benchOf(emulator), { parameters })).toMatchObject([
		{ action: 'update', duplicate_field: 'Email', created: false },
	]);
});

it.each([429, 502, 503])('a %i is waited out', async (status) => {
	const [recordId] = emulator.seed.records('Leads', [{ Last_Name: 'A' }]);
	const code = status === 429 ? 'TOO_MANY_REQUESTS' : 'SERVICE_UNAVAILABLE';
	const answer = { status, body: { code, details: {}, message: 'busy', status: 'error' } };
	emulator.faults.add({ when: { method: 'GET' }, before: true, times: 2, answer });
	const parameters = record('get', { recordId });
	await expect(outputs(benchOf(emulator), { parameters })).resolves.toHaveLength(1);
	expect(emulator.log.of('GET')).toHaveLength(3);
});
