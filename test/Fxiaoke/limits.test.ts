/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as pause } from 'node:timers/promises';
import * as workflow from 'n8n-workflow';
import { startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { execute } from '../support/contexts';
import { fullest, VirtualClock } from '../support/probe/virtualClock';
import { mapped, record, signedIn } from './bench';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof workflow>('n8n-workflow'),
	sleep: jest.fn(),
}));

jest.setTimeout(120_000);

const CREATE = '/cgi/crm/v2/data/create';

let emulator: FxiaokeEmulator;
let clock: VirtualClock;

/** The clock jumps once every request has its answer, and none has come for a moment. */
async function quiet(): Promise<void> {
	for (let calm = 0, seen = -1; calm < 3;) {
		await pause(1);
		const { entries } = emulator.log;
		const resting = entries.length === seen && entries[entries.length - 1]?.status !== 0;
		calm = resting ? calm + 1 : 0;
		seen = entries.length;
	}
}

beforeAll(async () => {
	emulator = await startFxiaoke();
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	clock = new VirtualClock(quiet).install();
	jest.mocked(workflow.sleep).mockImplementation(clock.sleep);
	emulator.reset();
});
afterEach(() => clock.restore());

const parameters = record('create', { fields: mapped({ name: '={{ $json.name }}' }) });
const names = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ name: `Account ${n}` }));

it.each(['fixed', 'sliding'] as const)(
	'1,000 creates against 100 calls per 20 s (%s): none refused, done within 210 s',
	async (window) => {
		emulator.switches.window = window;
		const begun = Date.now();
		const out = await execute(signedIn(emulator, { callsPer20Seconds: 100 }), {
			parameters,
			items: names(1000),
		});
		const sent = emulator.log.of('POST', CREATE);
		expect(out).toHaveLength(1000);
		// a refused call would have been sent again
		expect(sent).toHaveLength(1000);
		expect(
			fullest(
				sent.map(({ at }) => at),
				20_000,
			).sliding,
		).toBeLessThanOrEqual(100);
		const took = (Date.now() - begun) / 1000;
		expect(took).toBeLessThan(210);
		expect(took).toBeGreaterThan(180);
	},
);

it('settles under the limit when the credential promises too much', async () => {
	emulator.switches.callsPer20s = 20;
	const out = await execute(signedIn(emulator, { callsPer20Seconds: 100 }), {
		parameters,
		items: names(80),
	});
	expect(out.map(({ json }) => json.created)).toEqual(names(80).map(() => true));
	expect(
		[...emulator.store.records.values()].filter(({ object }) => object === 'AccountObj'),
	).toHaveLength(80);
});

it('gives every path a limit of its own', async () => {
	const bench = signedIn(emulator, { callsPer20Seconds: 100 });
	const [recordId = ''] = emulator.seed.records('AccountObj', [{ name: 'X' }]);
	const begun = Date.now();
	const reading = record('get', { recordId, simplify: true });
	await Promise.all([
		execute(bench, { parameters, items: names(60) }),
		execute(bench, { parameters: reading, items: names(60) }),
	]);
	// one limit for both would take 24 s
	expect((Date.now() - begun) / 1000).toBeLessThan(14);
});
