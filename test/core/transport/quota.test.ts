/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as pause } from 'node:timers/promises';
import * as workflow from 'n8n-workflow';
import { ServiceGoApi } from '../../../credentials/ServiceGoApi.credentials';
import { startServiceGo, type ServiceGoEmulator } from '../../emulator/serviceGo';
import { defaultSwitches } from '../../emulator/serviceGo/switches';
import { benchOf, mapped, record } from '../../ServiceGo/bench';
import { execute } from '../../support/contexts';
import { fullest, VirtualClock } from '../../support/probe/virtualClock';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof workflow>('n8n-workflow'),
	sleep: jest.fn(),
}));

const COUNT = 300;
const MINUTE = 60_000;

let emulator: ServiceGoEmulator;

/** The clock may jump when no request is under way, nor about to be. */
async function quiet(): Promise<void> {
	for (let rest = 0, seen = -1; rest < 2;) {
		await pause(2);
		const { entries } = emulator.log;
		const still = entries.length === seen && entries.every(({ status }) => status !== 0);
		rest = still ? rest + 1 : 0;
		seen = entries.length;
	}
}

const clock = new VirtualClock(quiet);

beforeAll(async () => {
	clock.install();
	jest.mocked(workflow.sleep).mockImplementation(clock.sleep);
	emulator = await startServiceGo({ now: clock.now });
});
afterAll(async () => {
	await emulator.close();
	clock.restore();
});

it.each(['fixed', 'sliding'] as const)(
	'60 requests a minute are kept over 300 items and the sign-in, without one refusal (%s window)',
	async (quotaWindow) => {
		emulator.reset();
		emulator.switches.quotaWindow = quotaWindow;
		const { default: requestsPerMinute } = new ServiceGoApi().properties.find(
			({ name }) => name === 'requestsPerMinute',
		) ?? { default: 0 };
		expect([requestsPerMinute, defaultSwitches.quotaPerMinute]).toEqual([60, 60]);

		const bench = benchOf(emulator, { requestsPerMinute: 60, note: quotaWindow });
		const items = Array.from({ length: COUNT }, (_, n) => ({ name: `Person ${n}` }));
		const from = clock.now();
		const out = await execute(bench, {
			parameters: record('create', { fields: mapped({ name: '={{ $json.name }}' }) }),
			items,
		});

		expect(out).toHaveLength(COUNT);
		const { entries } = emulator.log;
		expect(entries.filter(({ status }) => status === 429)).toEqual([]);
		expect(
			new Set(emulator.log.of('POST', '/v1/data').map(({ body }) => JSON.stringify(body))).size,
		).toBe(COUNT);
		const times = entries.map(({ at }) => at);
		expect(fullest(times, MINUTE).sliding).toBeLessThanOrEqual(60);
		expect(fullest(times, MINUTE).fixed).toBeLessThanOrEqual(60);
		expect(clock.now() - from).toBeGreaterThan((COUNT - 60) * 1_000);
		expect(clock.now() - from).toBeLessThan(COUNT * 1_000 * 1.1);
	},
);
