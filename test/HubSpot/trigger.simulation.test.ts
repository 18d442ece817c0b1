import type * as workflow from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { HubSpotTrigger } from '../../nodes/HubSpot/HubSpotTrigger.node';
import type { HubSpotEmulator } from '../emulator/hubSpot';
import {
	expectExactlyOnce,
	simulate,
	simulatedClock,
	type Plan,
	type World,
} from '../support/simulation';
import { benchOf, object, start } from './bench';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof workflow>('n8n-workflow'),
	sleep: jest.fn(),
}));
jest.setTimeout(900_000);

const clock = simulatedClock();
let emulator: HubSpotEmulator;
let world: World;

beforeAll(async () => {
	emulator = await start({}, () => clock.now);
	world = {
		emulator,
		prepare: ({ lagSeconds }) =>
			Object.assign(emulator.switches, { searchLagMs: lagSeconds * 1000, searchLag: 'upTo' }),
		bench: () => benchOf(emulator, {}, new HubSpotTrigger()),
		parameters: { event: 'recordUpdated', objectType: object('contacts'), simplify: true },
		create: (firstname) => emulator.seed.records('contacts', [{ firstname }], { lag: true })[0],
		update: (id, firstname) => emulator.seed.update('contacts', id, { firstname }, { lag: true }),
		nameIn: ({ firstname }) => String(firstname),
		tooMany: {
			status: 429,
			body: {
				status: 'error',
				message: 'secondly',
				policyName: 'SECONDLY',
				errorType: 'RATE_LIMIT',
			},
		},
	};
});
afterAll(async () => await emulator.close());

const ofTwoDays: Plan = {
	changes: 50_000,
	records: 6000,
	hours: 48,
	resolutionMs: 1,
	lagSeconds: 180,
	believed: 180,
};

it('puts each change of a record out exactly once, or a later version of it', async () => {
	expectExactlyOnce(ofTwoDays, await simulate(world, clock, ofTwoDays, 1));
});

it('puts each change of a property out exactly once: none is merged into a later one', async () => {
	const plan = { ...ofTwoDays, changes: 8_000, records: 300, hours: 12 };
	const changed: World = {
		...world,
		parameters: {
			...world.parameters,
			event: 'propertyChanged',
			watchedProperties: ['firstname'],
		},
		nameIn: ({ change }) => String((change as IDataObject).newValue),
	};
	const outcome = await simulate(changed, clock, plan, 2);
	expectExactlyOnce(plan, outcome);
	expect(outcome.merged).toBe(0);
});

it('would notice a lag that is taken too short', async () => {
	const plan = { ...ofTwoDays, changes: 2_000, records: 500, hours: 6 };
	const { lost } = await simulate(world, clock, { ...plan, lagSeconds: 600, believed: 0 }, 3);
	expect(lost.length).toBeGreaterThan(0);
});
