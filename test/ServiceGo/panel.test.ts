import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { dropdown, mapperColumns, searchList } from '../support/contexts';
import { benchOf, record } from './bench';

let emulator: ServiceGoEmulator;
beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 600_000 });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

describe('the panel', () => {
	it('finds objects by typing, and leaves free text possible', async () => {
		const { results } = await searchList(benchOf(emulator), 'searchObjects', record('get'), 'cust');
		expect(results).toEqual([{ name: 'Organization (Customer)', value: 'organization' }]);
	});

	it('fills the mapper with writable columns: text but for options', async () => {
		const columns = await mapperColumns(benchOf(emulator), record('create'));
		const ids = columns.map(({ id }) => id);
		expect(ids).toEqual(expect.arrayContaining(['name', 'birthday', 'score', 'organization']));
		for (const readOnly of [
			'zidongbianhao',
			'calcFormula',
			'owner',
			'createTime',
			'attachment',
			'photo',
		]) {
			expect(ids).not.toContain(readOnly);
		}
		const widgets = columns.filter(({ type }) => type !== 'string');
		expect(widgets).toMatchObject([
			{ id: 'gender', type: 'options', options: [{ value: '男' }, { value: '女' }] },
		]);
		// ServiceGo marks no field as required: its first ones are shown
		const shown = columns.filter(({ removed }) => !removed);
		expect(shown.map(({ id }) => id)).toEqual(ids.slice(0, 3));
	});

	it('offers filters by name, with the user that a tenant may want', async () => {
		emulator.switches.filtersUserId = 'required';
		const refused = searchList(benchOf(emulator), 'getFilters', record('getAll'));
		await expect(refused).rejects.toThrow();
		const bench = benchOf(emulator, { filterUserId: '1' });
		const { results } = await searchList(bench, 'getFilters', record('getAll'));
		expect(results).toContainEqual(expect.objectContaining({ value: '1' }));
	});

	it('offers writable and unique fields without those that cannot be written', async () => {
		for (const method of ['getWritableFields', 'getUniqueFields']) {
			const values = (await dropdown(benchOf(emulator), method, record('upsert'))).map(
				({ value }) => value,
			);
			expect(values).toContain('weiyibiaoshi');
			expect(values).not.toContain('zidongbianhao');
		}
	});

	it('asks for the fields once in five minutes, however many dropdowns want them', async () => {
		const bench = benchOf(emulator, { algorithm: 'sha256', requestsPerMinute: 599_999 });
		await Promise.all(
			['getFields', 'getWritableFields', 'getSearchFields'].map(
				async (method) => await dropdown(bench, method, record('get')),
			),
		);
		expect(emulator.log.of('GET', '/v1/fields')).toHaveLength(1);
	});

	it('is empty, not broken, before an object is chosen', async () => {
		const none = { ...record('get'), objectType: { __rl: true, mode: 'list', value: '' } };
		await expect(dropdown(benchOf(emulator), 'getFields', none)).resolves.toEqual([]);
		await expect(mapperColumns(benchOf(emulator), none)).resolves.toEqual([]);
	});
});
