import type * as workflow from 'n8n-workflow';
import { ZohoCrmTrigger } from '../../nodes/ZohoCrm/ZohoCrmTrigger.node';
import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import {
	expectExactlyOnce,
	simulate,
	simulatedClock,
	type Plan,
	type World,
} from '../support/simulation';
import { benchOf, object } from './bench';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof workflow>('n8n-workflow'),
	sleep: jest.fn(),
}));
jest.setTimeout(900_000);

const clock = simulatedClock();
let emulator: ZohoCrmEmulator;
let world: World;

beforeAll(async () => {
	emulator = await startZohoCrm({ now: () => clock.now });
	world = {
		emulator,
		prepare: ({ lagSeconds }) => {
			emulator.switches.coqlLagMs = lagSeconds * 1000;
			emulator.switches.credits = 1e9;
			// an idle poll is counted in requests: renewing the token is not its doing
			emulator.switches.tokenLifeMs = 1e12;
		},
		bench: (note) => benchOf(emulator, { note }, new ZohoCrmTrigger()),
		parameters: {
			event: 'recordUpdated',
			objectType: object('Leads'),
			simplify: true,
		},
		create: (name) => emulator.seed.records('Leads', [{ Last_Name: name }])[0] ?? '',
		update: (id, name) => emulator.seed.update('Leads', id, { Last_Name: name }),
		nameIn: ({ Last_Name }) => String(Last_Name),
		tooMany: {
			status: 429,
			body: { code: 'TOO_MANY_REQUESTS', details: {}, message: 'too many', status: 'error' },
		},
	};
});
afterAll(async () => await emulator.close());

const ofTwoDays: Plan = {
	changes: 50_000,
	records: 6000,
	hours: 48,
	resolutionMs: 1000,
	lagSeconds: 30,
	believed: 30,
};

it.each<[number, Plan]>([
	[1, ofTwoDays],
	[5, { ...ofTwoDays, changes: 12_000, records: 3000, hours: 12, lagSeconds: 0, believed: 0 }],
])('puts each change out exactly once (seed %i, %j)', async (seed, plan) => {
	expectExactlyOnce(plan, await simulate(world, clock, plan, seed));
});

it('would notice a lag that is taken too short', async () => {
	const plan = { ...ofTwoDays, changes: 2_000, records: 500, hours: 6 };
	const { lost } = await simulate(world, clock, { ...plan, lagSeconds: 600, believed: 0 }, 3);
	expect(lost.length).toBeGreaterThan(0);
});
