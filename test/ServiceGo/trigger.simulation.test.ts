import type * as workflow from 'n8n-workflow';
import { ServiceGoTrigger } from '../../nodes/ServiceGo/ServiceGoTrigger.node';
import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import {
	expectExactlyOnce,
	simulate,
	simulatedClock,
	type Plan,
	type World,
} from '../support/simulation';
import { benchOf, byId, object } from './bench';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof workflow>('n8n-workflow'),
	sleep: jest.fn(),
}));
jest.setTimeout(900_000);

const MINUTE = 60_000;
const clock = simulatedClock();
let emulator: ServiceGoEmulator;
let world: World;

beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 1e9, now: () => clock.now });
	world = {
		emulator,
		prepare: ({ resolutionMs, lagSeconds }) => {
			emulator.switches.timeResolution = resolutionMs === MINUTE ? 'minute' : 'second';
			emulator.switches.indexLagMs = lagSeconds * 1000;
		},
		bench: (note) => benchOf(emulator, { note }, new ServiceGoTrigger()),
		parameters: {
			event: 'recordUpdated',
			objectType: object('contact'),
			filterId: byId(1),
			simplify: true,
		},
		create: (name) => String(emulator.seed.records('contact', [{ name }])[0]),
		update: (id, name) => emulator.seed.update(Number(id), { name }),
		nameIn: ({ name }) => String(name),
		tooMany: { status: 429, body: { code: 429, message: 'too many', visible: false } },
	};
});
afterAll(async () => await emulator.close());

const ofTwoDays: Plan = {
	changes: 50_000,
	records: 6000,
	hours: 48,
	resolutionMs: 1000,
	lagSeconds: 120,
	believed: 120,
};
const ofMinutes: Plan = {
	changes: 8_000,
	records: 1500,
	hours: 12,
	resolutionMs: MINUTE,
	lagSeconds: 45,
	believed: 45,
};

it.each<[number, Plan]>([
	[1, ofTwoDays],
	[2, ofMinutes],
])('puts each change out exactly once (seed %i, %j)', async (seed, plan) => {
	expectExactlyOnce(plan, await simulate(world, clock, plan, seed));
});

it('would notice a lag that is taken too short', async () => {
	const plan = { ...ofTwoDays, changes: 2_000, records: 500, hours: 6 };
	const { lost } = await simulate(world, clock, { ...plan, lagSeconds: 600, believed: 0 }, 3);
	expect(lost.length).toBeGreaterThan(0);
});
