import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { execute, outputs } from '../support/contexts';
import { benchOf, mapped, record } from './bench';

let emulator: ServiceGoEmulator;
beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 600_000 });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const parameters = record('upsert', {
	uniqueField: 'weiyibiaoshi',
	uniqueValue: '={{ $json.key }}',
	fields: mapped({ name: '={{ $json.name }}' }),
});
const carryOn = { onError: 'continueRegularOutput' } as const;
const one = [{ key: 'k', name: 'Ada' }];
const held = () =>
	[...emulator.store.records.values()].filter(({ object }) => object === 'contact');
const posts = () => emulator.log.of('POST', '/v1/data');

describe('create or update', () => {
	it.each(['http404', 'body404', 'nullData', 'emptyData'] as const)(
		'creates when the vendor says "not found" by %s, and updates the next time',
		async (notFound) => {
			emulator.switches.notFound = notFound;
			const [first] = await outputs(benchOf(emulator), { parameters, items: one });
			const [second] = await outputs(benchOf(emulator), { parameters, items: one });
			expect([first.created, second.created, second.id]).toEqual([true, false, first.id]);
			expect(held()).toHaveLength(1);
		},
	);

	it.each([
		['a refusal', { status: 400, body: { code: 400, message: 'no', visible: false } }],
		['a refusal inside a 200', { status: 200, body: { code: 5001, visible: false } }],
		['a 404 that is not of the vendor', { status: 404, body: '<html>not here</html>' }],
		['a page', { status: 200, body: '<html>sign in</html>' }],
		['no permission', { status: 403, body: { code: 403, visible: false } }],
	])('never creates after %s', async (_, answer) => {
		emulator.faults.add({
			when: { method: 'GET', path: '/v1/data' },
			before: true,
			times: 9,
			answer,
		});
		const [{ json }] = await execute(benchOf(emulator), { parameters, items: one, node: carryOn });
		expect(json.error).toBeTruthy();
		expect(posts()).toEqual([]);
	});

	it.each(['reset', { status: 502, body: 'Bad Gateway' }] as const)(
		'looks once by the key when the answer to the create is lost (%j), and finds it',
		async (answer) => {
			emulator.faults.add({ when: { method: 'POST', path: '/v1/data' }, answer });
			const [out] = await outputs(benchOf(emulator), { parameters, items: one });
			expect(out).toEqual({ id: held()[0].id, created: true });
			expect([posts().length, held().length]).toEqual([1, 1]);
		},
	);

	it('reports an unknown outcome when the look finds nothing, and does not send it again', async () => {
		const answer = { status: 502, body: 'Bad Gateway' };
		emulator.faults.add({ when: { method: 'POST', path: '/v1/data' }, before: true, answer });
		const [{ json }] = await execute(benchOf(emulator), { parameters, items: one, node: carryOn });
		expect(json).toMatchObject({
			details: {
				outcome: 'unknown',
				description: expect.stringContaining('may have done it'),
			},
		});
		expect([posts().length, held().length]).toEqual([1, 0]);
	});

	it('works on items with one key in sequence', async () => {
		const items = Array.from({ length: 12 }, (_, n) => ({ key: `k${n % 3}`, name: `N${n}` }));
		const out = await outputs(benchOf(emulator), { parameters, items });
		expect(out.filter(({ created }) => created)).toHaveLength(3);
		expect(
			held()
				.map(({ values }) => values.get('name'))
				.sort(),
		).toEqual(['N10', 'N11', 'N9']);
	});

	it('refuses a key that the fields contradict', async () => {
		const contradicting = { ...parameters, fieldsJson: '{ "weiyibiaoshi": "other" }' };
		await expect(
			execute(benchOf(emulator), { parameters: contradicting, items: one }),
		).rejects.toThrow('"Unique Value" is "k", and the fields say "other" [item 0]');
	});
});
