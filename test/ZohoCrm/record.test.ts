import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { execute, outputs } from '../support/contexts';
import { benchOf, mapped, record } from './bench';

let emulator: ZohoCrmEmulator;
beforeAll(async () => {
	emulator = await startZohoCrm();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const carryOn = { onError: 'continueRegularOutput' } as const;
const many = (count: number) => Array.from({ length: count }, (_, n) => ({ n, name: `L${n}` }));
const held = (module: string, id: unknown) =>
	emulator.store.records.get(module)?.get(String(id))?.values;

describe('records one by one', () => {
	it('creates, gets, updates, deletes and restores', async () => {
		const bench = benchOf(emulator);
		const [account] = emulator.seed.records('Accounts', [{ Account_Name: 'Zylker' }]);
		const fields = mapped({
			Last_Name: '={{ $json.name }}',
			Birth_Date: '2001-02-03',
			Last_Visit: '2026-03-01 08:30',
			Annual_Revenue: '12.5',
			Email_Opt_Out: true,
			Serial: '9007199254740993123',
			Colours: 'Red, Blue',
			Account_Name: account,
		});
		const [made] = await outputs(bench, {
			parameters: record('create', { fields }, 'Contacts'),
			items: [{ name: 'Ada' }],
			timezone: 'Asia/Kolkata',
		});
		expect(made).toMatchObject({
			id: expect.stringMatching(/^\d{19}$/),
			created: true,
			$approval_state: 'approved',
		});
		expect(held('Contacts', made.id)).toEqual({
			Last_Name: 'Ada',
			Birth_Date: '2001-02-03',
			Last_Visit: '2026-03-01T08:30:00+05:30',
			Annual_Revenue: 12.5,
			Email_Opt_Out: true,
			Serial: '9007199254740993123',
			Colours: ['Red', 'Blue'],
			Account_Name: { id: account },
		});
		const recordId = String(made.id);
		await outputs(bench, {
			parameters: record(
				'update',
				{ recordId, fieldsJson: '{"Phone":"1"}', options: { clearFields: ['Colours'] } },
				'Contacts',
			),
		});
		const [read] = await outputs(bench, { parameters: record('get', { recordId }, 'Contacts') });
		expect(read).toMatchObject({ id: made.id, Last_Name: 'Ada', Phone: '1', Colours: null });
		const [gone] = await outputs(bench, { parameters: record('delete', { recordId }, 'Contacts') });
		expect(gone).toEqual({ id: made.id, deleted: true });
		await expect(
			execute(bench, { parameters: record('get', { recordId }, 'Contacts') }),
		).rejects.toThrow('no such record');
		const [deleted] = await outputs(bench, {
			parameters: record('getDeleted', { deletedType: 'recycle' }, 'Contacts'),
		});
		expect(deleted).toMatchObject({ id: made.id, display_name: 'Ada' });
		await outputs(bench, { parameters: record('restore', { recordId }) });
		expect(held('Contacts', recordId)).toBeDefined();
	});

	it('gets by an external ID', async () => {
		const [id] = emulator.seed.records('Leads', [{ Last_Name: 'A', External_Key: 'a/b c' }]);
		const parameters = record('getByExternalId', {
			externalField: 'External_Key',
			externalValue: 'a/b c',
		});
		expect(await outputs(benchOf(emulator), { parameters })).toMatchObject([
			{ id, Last_Name: 'A' },
		]);
		expect(emulator.log.entries.at(-1)?.headers['x-external']).toBe('Leads.External_Key');
	});

	it('sends what stands beside the rows', async () => {
		const bench = benchOf(emulator);
		const options = {
			trigger: [],
			skipCadences: true,
			layoutId: '365239700000123',
			approvalMode: true,
			applyLayoutRules: true,
			assignmentRule: '365239700000124',
		};
		const [{ $approval_state }] = await outputs(bench, {
			parameters: record('create', { fieldsJson: '{"Last_Name":"A"}', options }),
		});
		expect($approval_state).toBe('approval_process_pending');
		expect(emulator.log.of('POST', '/crm/v8/Leads')[0].body).toEqual({
			data: [{ Last_Name: 'A', Layout: { id: '365239700000123' }, $approved: false }],
			trigger: [],
			skip_feature_execution: [{ name: 'cadences' }],
			apply_feature_execution: [{ name: 'layout_rules' }],
			lar_id: '365239700000124',
		});
	});

	it('appends subform rows, and sends them as they are', async () => {
		const bench = benchOf(emulator);
		const [id] = emulator.seed.records('Deals', [{ Deal_Name: 'D', Stage: 'Qualification' }]);
		const Visits = [{ Day: '2026-01-01' }, { Day: '2026-01-02' }];
		await outputs(bench, {
			parameters: record(
				'update',
				{ recordId: id, fieldsJson: JSON.stringify({ Visits }) },
				'Deals',
			),
		});
		const rows = held('Deals', id)?.Visits as Array<{ id: string }>;
		expect(rows).toMatchObject(Visits);
		await outputs(bench, {
			parameters: record(
				'update',
				{
					recordId: id,
					options: { listEntries: { field: [{ name: 'Visits', add: '', remove: rows[0].id }] } },
				},
				'Deals',
			),
		});
		expect(held('Deals', id)?.Visits).toMatchObject([Visits[1]]);
	});
});

describe('1,000 items', () => {
	const items = many(1000);
	const requests = (method: string, path: string) => emulator.log.of(method, path).length;

	it.each(['http207', 'success', 'http202'] as const)(
		'create in 10 requests; bad rows fail alone (mixed as %s)',
		async (mixedStatus) => {
			emulator.switches.mixedStatus = mixedStatus;
			const bad = [7, 500, 999];
			const out = await execute(benchOf(emulator), {
				parameters: record('create', {
					fields: mapped({
						Last_Name: '={{ $json.name }}',
						Email: "={{ $json.n === 7 ? 'no mail' : undefined }}",
					}),
					fieldsJson:
						'={{ $json.n === 500 ? { Serial: "1", Lead_Source: "Cold Call", Owner: "111111111" } : $json.n === 999 ? { Owner: "222222222" } : {} }}',
				}),
				items,
				node: carryOn,
			});
			expect(requests('POST', '/crm/v8/Leads')).toBe(10);
			expect(out).toHaveLength(1000);
			out.forEach(({ json, pairedItem }, n) => {
				const { error } = json;
				expect(pairedItem).toEqual({ item: n });
				expect(Boolean(error)).toBe(bad.includes(n));
				if (!error) expect(held('Leads', json.id)?.Last_Name).toBe(`L${n}`);
			});
			expect(out[7].json.details).toMatchObject({
				outcome: 'failed',
				code: 'INVALID_DATA',
				description: expect.stringContaining('Field: Email'),
			});
		},
	);

	describe.each(['http207', 'success', 'http202'] as const)('mixed as %s', (mixedStatus) => {
		const bad = [7, 500, 999];
		/** A value that Zoho refuses, in those rows alone. */
		const email = "={{ $json.bad ? 'no mail' : undefined }}";
		const cases: Record<string, [string, string, Parameters<typeof record>[1]]> = {
			update: [
				'PUT',
				'/crm/v8/Leads',
				{
					recordId: '={{ $json.id }}',
					fields: mapped({ Company: '=C{{ $json.n }}', Email: email }),
				},
			],
			upsert: [
				'POST',
				'/crm/v8/Leads/upsert',
				{
					duplicateCheckFields: ['Unique_Code'],
					fields: mapped({
						Unique_Code: '=u{{ $json.n }}',
						Last_Name: '={{ $json.name }}',
						Company: '=C{{ $json.n }}',
						Email: email,
					}),
				},
			],
			delete: ['DELETE', '/crm/v8/Leads', { recordId: '={{ $json.id }}' }],
		};

		it.each(Object.keys(cases))('%s: three bad rows of 1,000 fail alone', async (name) => {
			emulator.switches.mixedStatus = mixedStatus;
			const [method, path, parameters] = cases[name];
			const ids = emulator.seed.records(
				'Leads',
				items.map(({ n }) => ({ Last_Name: `L${n}`, Unique_Code: `u${n}` })),
			);
			const locked = name === 'delete';
			if (locked) for (const n of bad) emulator.seed.set('Leads', ids[n], { state: 'locked' });
			const out = await execute(benchOf(emulator), {
				parameters: record(name, parameters),
				items: items.map((item) => ({ ...item, id: ids[item.n], bad: bad.includes(item.n) })),
				node: carryOn,
			});
			expect(requests(method, path)).toBe(10);
			expect(out.map(({ pairedItem }) => pairedItem)).toEqual(items.map(({ n }) => ({ item: n })));
			expect(out.flatMap(({ json }, n) => (json.error ? [n] : []))).toEqual(bad);
			for (const n of bad)
				expect(out[n].json.details).toMatchObject({
					outcome: 'failed',
					code: locked ? 'RECORD_LOCKED' : 'INVALID_DATA',
					description: expect.stringContaining(locked ? 'unlocked' : 'Field: Email'),
				});
			const good = items.filter(({ n }) => !bad.includes(n));
			expect(good.every(({ n }) => out[n].json.id === ids[n])).toBe(true);
			const left = ids.filter((id) => held('Leads', id));
			expect(left).toEqual(locked ? bad.map((n) => ids[n]) : ids);
			if (!locked)
				expect(ids.flatMap((id, n) => (held('Leads', id)?.Company === `C${n}` ? [] : [n]))).toEqual(
					bad,
				);
		});
	});

	it.each(['http400', 'http202'] as const)(
		'all-bad rows fail one by one (%s)',
		async (allBadStatus) => {
			emulator.switches.allBadStatus = allBadStatus;
			const codes = async (name: string, parameters: Parameters<typeof record>[1]) => {
				const out = await execute(benchOf(emulator), {
					parameters: record(name, parameters),
					items: many(3).map((item) => ({ ...item, id: `365239700000999000${item.n}` })),
					node: carryOn,
				});
				expect(out.map(({ pairedItem }) => pairedItem)).toEqual(
					[0, 1, 2].map((item) => ({ item })),
				);
				return out.map(({ json }) => (json.details as { code: string }).code);
			};
			const fieldsJson = '={{ { Company: $json.name } }}';
			const recordId = '={{ $json.id }}';
			expect(await codes('create', { fieldsJson })).toEqual(Array(3).fill('MANDATORY_NOT_FOUND'));
			expect(requests('POST', '/crm/v8/Leads')).toBe(1);
			expect(await codes('upsert', { fieldsJson })).toEqual(Array(3).fill('MANDATORY_NOT_FOUND'));
			expect(requests('POST', '/crm/v8/Leads/upsert')).toBe(1);
			expect(await codes('update', { recordId, fieldsJson })).toEqual(
				Array(3).fill('INVALID_DATA'),
			);
			expect(requests('PUT', '/crm/v8/Leads')).toBe(1);
			expect(await codes('delete', { recordId })).toEqual(Array(3).fill('INVALID_DATA'));
			expect(requests('DELETE', '/crm/v8/Leads')).toBe(1);
		},
	);

	it('update, create or update, and delete in 10 requests each', async () => {
		const bench = benchOf(emulator);
		const ids = emulator.seed.records(
			'Leads',
			items.map(({ n }) => ({ Last_Name: `L${n}`, Unique_Code: `u${n}` })),
		);
		const withId = ids.map((id, n) => ({ id, n }));
		const updated = await execute(bench, {
			parameters: record('update', {
				recordId: '={{ $json.id }}',
				fields: mapped({ Company: '=C{{ $json.n }}' }),
			}),
			items: withId,
		});
		expect(requests('PUT', '/crm/v8/Leads')).toBe(10);
		expect(updated.map(({ json }) => json.id)).toEqual(ids);
		expect(held('Leads', ids[321])?.Company).toBe('C321');

		const upserted = await execute(bench, {
			parameters: record('upsert', {
				duplicateCheckFields: ['Unique_Code'],
				fields: mapped({ Unique_Code: '=u{{ $json.n + 500 }}', Last_Name: '=N{{ $json.n }}' }),
			}),
			items: withId,
		});
		expect(requests('POST', '/crm/v8/Leads/upsert')).toBe(10);
		expect(
			upserted
				.slice(0, 500)
				.every(({ json }) => json.action === 'update' && json.duplicate_field === 'Unique_Code'),
		).toBe(true);
		expect(upserted.slice(500).every(({ json }) => json.created === true)).toBe(true);

		const removed = await execute(bench, {
			parameters: record('delete', { recordId: '={{ $json.id }}' }),
			items: withId,
		});
		expect(requests('DELETE', '/crm/v8/Leads')).toBe(10);
		expect(removed.map(({ json }) => json.id)).toEqual(ids);
	});

	it('delete in 20 requests where Zoho refuses long lists, by the option or by itself', async () => {
		emulator.switches.longIds = 'refused';
		const seed = () =>
			emulator.seed
				.records(
					'Leads',
					items.map(({ name }) => ({ Last_Name: name })),
				)
				.map((id) => ({ id }));
		const parameters = record('delete', {
			recordId: '={{ $json.id }}',
			options: { idsPerRequest: 50 },
		});
		await execute(benchOf(emulator), { parameters, items: seed() });
		expect(requests('DELETE', '/crm/v8/Leads')).toBe(20);
		emulator.log.clear();
		const out = await outputs(benchOf(emulator), {
			parameters: { ...parameters, options: {} },
			items: seed(),
		});
		expect(out.every(({ deleted }) => deleted)).toBe(true);
		expect(emulator.log.of('DELETE').filter(({ status }) => status === 200)).toHaveLength(20);
		expect(emulator.store.records.get('Leads')?.size).toBe(0);
	});

	it('names the record that a duplicate clashes with', async () => {
		const [id] = emulator.seed.records('Leads', [{ Last_Name: 'A', Email: 'a@b.co' }]);
		const parameters = record('create', { fieldsJson: '{"Last_Name":"B","Email":"a@b.co"}' });
		await expect(execute(benchOf(emulator), { parameters })).rejects.toMatchObject({
			message: 'duplicate data',
			description: expect.stringContaining(`Existing record: ${id}`),
		});
	});
});

describe('lists', () => {
	it('reads 30,000 by page token, every other parameter the same', async () => {
		emulator.seed.records(
			'Leads',
			many(30_000).map(({ name }) => ({ Last_Name: name })),
		);
		const parameters = record('getAll', {
			fieldNames: ['Last_Name'],
			returnAll: true,
			options: { sortBy: 'Created_Time', sortOrder: 'asc' },
		});
		const out = await outputs(benchOf(emulator), { parameters });
		expect(new Set(out.map(({ id }) => id)).size).toBe(30_000);
		const pages = emulator.log.of('GET', '/crm/v8/Leads');
		expect(pages).toHaveLength(150);
		const constant = {
			fields: 'Last_Name',
			per_page: '200',
			sort_by: 'Created_Time',
			sort_order: 'asc',
		};
		for (const { query } of pages) {
			expect({ ...query, page_token: undefined }).toEqual(constant);
		}
	});

	it('Limit 5 is one request of five', async () => {
		emulator.seed.records(
			'Leads',
			many(2000).map(({ name }) => ({ Last_Name: name })),
		);
		const out = await outputs(benchOf(emulator), {
			parameters: record('getAll', { fieldNames: ['Last_Name'], limit: 5 }),
		});
		expect(out).toHaveLength(5);
		expect(emulator.log.of('GET', '/crm/v8/Leads').map(({ query }) => query.per_page)).toEqual([
			'5',
		]);
	});

	it('takes sensible fields, a custom view, IDs, and what changed since', async () => {
		const bench = benchOf(emulator);
		const ids = emulator.seed.records(
			'Leads',
			many(250).map(({ name, n }) => ({
				Last_Name: name,
				Lead_Status: n < 3 ? 'Contacted' : 'Lost Lead',
			})),
		);
		const rows = await outputs(bench, { parameters: record('getAll', { limit: 1 }) });
		expect(Object.keys(rows[0])).toEqual(
			expect.arrayContaining(['id', 'Last_Name', 'External_Key']),
		);
		const cvid = emulator.store.modules.get('Leads')?.views.at(-1)?.id;
		const options = { cvid, pageSize: 2 };
		expect(
			await outputs(bench, {
				parameters: record('getAll', { fieldNames: ['Last_Name'], returnAll: true, options }),
			}),
		).toHaveLength(3);
		const wanted = { fieldNames: ['Last_Name'], returnAll: true, options: { ids: ids.join(',') } };
		emulator.log.clear();
		expect(await outputs(bench, { parameters: record('getAll', wanted) })).toHaveLength(250);
		expect(emulator.log.of('GET', '/crm/v8/Leads')).toHaveLength(3);
		const later = {
			fieldNames: ['Last_Name'],
			options: { modifiedSince: new Date(Date.now() + 60_000).toISOString() },
		};
		expect(await outputs(bench, { parameters: record('getAll', later) })).toEqual([]);
		expect(emulator.log.entries.at(-1)?.status).toBe(304);
		expect(emulator.log.entries.at(-1)?.headers['if-modified-since']).toMatch(
			/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/,
		);
		const both = record('getAll', { options: { cvid, sortBy: 'id' } });
		await expect(execute(bench, { parameters: both })).rejects.toThrow(
			'cannot go together with "Custom View"',
		);
	});

	it('gets rich text whole on wish', async () => {
		const Description = 'x'.repeat(900);
		emulator.seed.records('Leads', [{ Last_Name: 'A', Description }, { Last_Name: 'B' }]);
		const parameters = { fieldNames: ['Last_Name', 'Description'] };
		const [, cut] = await outputs(benchOf(emulator), { parameters: record('getAll', parameters) });
		expect(cut.Description).toHaveLength(500);
		const [, whole] = await outputs(benchOf(emulator), {
			parameters: record('getAll', { ...parameters, options: { fullRichText: true } }),
		});
		expect(whole.Description).toBe(Description);
		expect(emulator.log.of('GET', /fetch_full_data/)).toHaveLength(1);
	});

	it('COQL goes past 2,000 to 100,000, and says where it ends', async () => {
		emulator.seed.records(
			'Leads',
			many(5000).map(({ name }) => ({ Last_Name: name })),
		);
		const coqlQuery =
			"select Last_Name from Leads where Last_Name like 'L%' order by Created_Time asc";
		const out = await outputs(benchOf(emulator), {
			parameters: record('coql', { coqlQuery, returnAll: true }),
		});
		expect(new Set(out.map(({ id }) => id)).size).toBe(5000);
		expect(emulator.log.of('POST', '/crm/v8/coql')).toHaveLength(3);
		emulator.log.clear();
		await outputs(benchOf(emulator), { parameters: record('coql', { coqlQuery, limit: 5 }) });
		expect(emulator.log.of('POST', '/crm/v8/coql').map(({ body }) => body)).toEqual([
			{ select_query: `${coqlQuery} limit 0, 5` },
		]);
		emulator.switches.coqlMost = 200;
		const options = { rowsPerCall: 200 };
		expect(
			await outputs(benchOf(emulator), {
				parameters: record('coql', { coqlQuery, limit: 300, options }),
			}),
		).toHaveLength(300);
	});

	it('COQL reads 100,000 records, and not one more in silence', async () => {
		emulator.seed.records(
			'Leads',
			many(100_100).map(({ name }) => ({ Last_Name: name })),
		);
		const coqlQuery = 'select Last_Name from Leads where id is not null';
		const parameters = record('coql', { coqlQuery, limit: 100_000 });
		expect(await outputs(benchOf(emulator), { parameters })).toHaveLength(100_000);
		expect(emulator.log.of('POST', '/crm/v8/coql')).toHaveLength(50);
		await expect(
			execute(benchOf(emulator), { parameters: record('coql', { coqlQuery, returnAll: true }) }),
		).rejects.toThrow('100,000 records at most');
	});

	it('counts', async () => {
		emulator.seed.records(
			'Leads',
			many(30).map(({ name, n }) => ({ Last_Name: name, No_of_Employees: n })),
		);
		const condition = [{ field: 'No_of_Employees', operator: 'less_than', value: '10' }];
		expect(
			await outputs(benchOf(emulator), {
				parameters: record('count', { searchBy: 'criteria', conditions: { condition } }),
			}),
		).toEqual([{ count: 10 }]);
		expect(
			await outputs(benchOf(emulator), { parameters: record('count', { searchBy: 'criteria' }) }),
		).toEqual([{ count: 30 }]);
	});
});
