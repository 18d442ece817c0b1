import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { execute, outputs } from '../support/contexts';
import { benchOf, byId, mapped, record } from './bench';

let emulator: ServiceGoEmulator;
beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 600_000 });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

describe('records', () => {
	it('creates, gets, updates and deletes by ID', async () => {
		const bench = benchOf(emulator);
		const [made] = await outputs(bench, {
			parameters: record('create', {
				fields: mapped({
					name: '={{ $json.name }}',
					birthday: '2001-02-03',
					gender: '男',
					score: '12.5',
				}),
			}),
			items: [{ name: 'Ada' }],
		});
		expect(made).toEqual({ id: expect.any(Number), created: true });
		const id = String(made.id);
		const [read] = await outputs(bench, {
			parameters: record('get', { recordId: id, simplify: true }),
		});
		expect(read).toMatchObject({
			id: made.id,
			name: 'Ada',
			birthday: '2001-02-03',
			gender: '男',
			score: '12.5',
		});
		await outputs(bench, {
			parameters: record('update', { recordId: id, fieldsJson: '{"score": 3, "gender": null}' }),
		});
		const [changed] = await outputs(bench, {
			parameters: record('get', { recordId: id, simplify: true }),
		});
		expect(changed).toMatchObject({ name: 'Ada', score: '3' });
		expect(await outputs(bench, { parameters: record('delete', { recordId: id }) })).toEqual([
			{ id: made.id, deleted: true },
		]);
		await expect(execute(bench, { parameters: record('get', { recordId: id }) })).rejects.toThrow(
			'no such record',
		);
	});

	it('creates or updates by a unique field', async () => {
		const bench = benchOf(emulator);
		const parameters = record('upsert', {
			uniqueField: 'weiyibiaoshi',
			uniqueValue: '={{ $json.key }}',
			fields: mapped({ name: '={{ $json.name }}' }),
		});
		const items = [
			{ key: 'k1', name: 'One' },
			{ key: 'k2', name: 'Two' },
			{ key: 'k1', name: 'One again' },
		];
		const out = await execute(bench, { parameters, items });
		expect(out.map(({ json }) => json.created)).toEqual([true, true, false]);
		expect(out[0].json.id).toBe(out[2].json.id);
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('searches by scroll and by page', async () => {
		const bench = benchOf(emulator);
		emulator.seed.records(
			'contact',
			Array.from({ length: 250 }, (_, n) => ({ name: `C${n}`, score: String(n) })),
		);
		const parameters = record('getAll', {
			match: 'all',
			conditions: { condition: [{ field: 'score', operator: 'greater_than_eq', value: '100' }] },
			filterId: byId(1),
			simplify: true,
		});
		const all = await outputs(bench, { parameters: { ...parameters, returnAll: true } });
		expect(all).toHaveLength(150);
		expect(emulator.log.of('POST', '/v1/datas/scrollSearch')).toHaveLength(2);
		emulator.log.clear();
		const few = await outputs(bench, { parameters: { ...parameters, limit: 5 } });
		expect(few).toHaveLength(5);
		expect(emulator.log.of('POST', '/v1/datas/search')).toHaveLength(1);
	});
});
