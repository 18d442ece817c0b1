import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { execute, outputs } from '../support/contexts';
import { benchOf, mapped, record } from './bench';

let emulator: ServiceGoEmulator;
beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 600_000 });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const simplify = { simplify: true };

/** Field · value as an expression or a form gives it · what is sent · what a simplified record shows. */
const table: Array<[string, unknown, string, unknown]> = [
	['score', 12.5, '12.5', '12.5'],
	['score', ' 3 ', '3', '3'],
	['discount', '0.3', '0.3', '0.3'],
	['birthday', '2001-02-03', '2001-02-03', '2001-02-03'],
	['birthday', '2001-02-03T20:00:00Z', '2001-02-04', '2001-02-04'],
	['birthday', '2001/2/3', '2001-02-03', '2001-02-03'],
	['lastVisit', '2026-01-02T20:00:00Z', '2026-01-03 04:00:00', '2026-01-03 04:00:00'],
	['lastVisit', '2026-01-02 20:00', '2026-01-02 20:00:00', '2026-01-02 20:00:00'],
	['lastVisit', 1_767_384_000_000, '2026-01-03 04:00:00', '2026-01-03 04:00:00'],
	['gender', '女', '女', '女'],
	['tags', '重要, 潜在', '重要,潜在', ['重要', '潜在']],
	['tags', ['重要'], '重要', ['重要']],
	[
		'phone',
		['13800138000', '13900139000'],
		'13800138000,13900139000',
		['13800138000', '13900139000'],
	],
	['youxiang', 'a@example.com', 'a@example.com', ['a@example.com']],
	['region', '广东省,广州市', '广东省,广州市', ['广东省', '广州市']],
	['staff', 'zhangsan@example.com', 'zhangsan@example.com', 'zhangsan@example.com'],
	['story', 'a, "b"\nc', 'a, "b"\nc', 'a, "b"\nc'],
	['description', '<p>hi</p>', '<p>hi</p>', '<p>hi</p>'],
];

describe('values', () => {
	it.each(table)(
		'%s: %j goes out as %j and comes back as %j',
		async (field, value, sent, shown) => {
			const bench = benchOf(emulator);
			const fieldsJson = JSON.stringify({ name: 'Ada', [field]: value });
			const [{ id }] = await outputs(bench, { parameters: record('create', { fieldsJson }) });
			const [{ body }] = emulator.log.of('POST', '/v1/data');
			expect(body).toMatchObject({
				fieldDataList: [
					{ fieldApiName: 'name', fieldValue: 'Ada' },
					{ fieldApiName: field, fieldValue: sent },
				],
			});
			const [read] = await outputs(bench, {
				parameters: record('get', { recordId: String(id), ...simplify }),
			});
			expect(read[field]).toEqual(shown);
		},
	);

	it('follows the zone of the credential', async () => {
		const bench = benchOf(emulator, { timeZone: 'America/New_York' });
		const fieldsJson = '{ "name": "Ada", "lastVisit": "2026-07-02T12:00:00Z" }';
		await execute(bench, { parameters: record('create', { fieldsJson }) });
		expect(emulator.log.of('POST', '/v1/data')[0].body).toMatchObject({
			fieldDataList: [{}, { fieldValue: '2026-07-02 08:00:00' }],
		});
	});

	it('clears on purpose, and leaves alone what is empty or missing', async () => {
		const bench = benchOf(emulator);
		const [id] = emulator.seed.records('contact', [
			{ name: 'Ada', remark: 'r', story: 's', score: '1', birthday: '2001-01-01' },
		]);
		await execute(bench, {
			parameters: record('update', {
				recordId: String(id),
				fields: {
					mappingMode: 'autoMapInputData',
					value: null,
					matchingColumns: [],
					schema: [],
				} as never,
				fieldsJson: '{ "score": null }',
				options: { clearFields: ['birthday'] },
			}),
			items: [{ remark: '', story: null, stray: 'key of the item', zidongbianhao: 'read-only' }],
		});
		const values = emulator.store.records.get(Number(id))?.values;
		expect(
			['name', 'remark', 'story', 'score', 'birthday'].map((name) => values?.get(name) ?? ''),
		).toEqual(['Ada', 'r', '', '', '']);
	});

	it('says so when the vendor does not clear', async () => {
		emulator.switches.clearing = 'refused';
		const [id] = emulator.seed.records('contact', [{ name: 'Ada', score: '1' }]);
		const parameters = record('update', { recordId: String(id), fieldsJson: '{ "score": null }' });
		await expect(execute(benchOf(emulator), { parameters })).rejects.toThrow();
	});

	it('gives lookups by ID, and by the external field of the other object', async () => {
		const bench = benchOf(emulator);
		const [organization] = emulator.seed.records('organization', [
			{ name: 'ACME', sysOrganizationNo: 'O-1' },
		]);
		const byExternal = { lookup: [{ field: 'organization', externalField: 'sysOrganizationNo' }] };
		for (const [value, options] of [
			[String(organization), {}],
			['O-1', { lookupKeys: byExternal }],
		] as const) {
			const fields = mapped({ name: 'Ada', organization: value });
			const [{ id }] = await outputs(bench, { parameters: record('create', { fields, options }) });
			const [read] = await outputs(bench, {
				parameters: record('get', { recordId: String(id), ...simplify }),
			});
			expect(read.organization).toEqual({ id: String(organization), name: 'ACME' });
		}
	});

	it('sends names that the list of fields does not hold only on wish', async () => {
		const parameters = record('create', {
			fieldsJson: '{ "name": "Ada", "secret": "x" }',
			options: { sendUnknownFields: true },
		});
		await expect(execute(benchOf(emulator), { parameters })).rejects.toThrow();
		expect(emulator.log.of('POST', '/v1/data')[0].body).toMatchObject({
			fieldDataList: [{}, { fieldApiName: 'secret', fieldValue: 'x' }],
		});
	});

	it('shows raw records on wish', async () => {
		const [id] = emulator.seed.records('contact', [{ name: 'Ada' }]);
		const [read] = await outputs(benchOf(emulator), {
			parameters: record('get', { recordId: String(id), simplify: false }),
		});
		expect(read).toMatchObject({ id, fieldDataList: expect.any(Array) });
	});
});
