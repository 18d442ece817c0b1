import type * as workflow from 'n8n-workflow';
import { FxiaokeTrigger } from '../../nodes/Fxiaoke/FxiaokeTrigger.node';
import { startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import type { RequestLog } from '../emulator/frame';
import {
	expectExactlyOnce,
	simulate,
	simulatedClock,
	type Plan,
	type World,
} from '../support/simulation';
import { benchOf, object, WIDE } from './bench';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof workflow>('n8n-workflow'),
	sleep: jest.fn(),
}));
jest.setTimeout(900_000);

const OBJECT = 'project__c';
const clock = simulatedClock();
let emulator: FxiaokeEmulator;
let world: World;

/** An idle poll costs one request besides a sign-in that is due: the vendor's tokens last two hours. */
const withoutSignIns = (log: RequestLog): RequestLog => ({
	...log,
	get entries() {
		return log.entries.filter(({ path }) => path !== '/oauth2.0/token');
	},
});

beforeAll(async () => {
	emulator = await startFxiaoke({ switches: WIDE, now: () => clock.now });
	const { reset, faults, log } = emulator;
	world = {
		emulator: { reset, faults, log: withoutSignIns(log) },
		prepare: ({ lagSeconds }) => {
			emulator.switches.indexLagMs = lagSeconds * 1000;
		},
		bench: () => ({ ...benchOf(emulator), type: new FxiaokeTrigger() }),
		parameters: {
			event: 'recordUpdated',
			objectType: object(OBJECT),
			simplify: true,
		},
		create: (name) => {
			const [id = ''] = emulator.seed.records(OBJECT, [{ name }]);
			return id;
		},
		update: (id, name) => emulator.seed.update(id, { name }),
		nameIn: ({ name }) => String(name),
		tooMany: { status: 200, body: { errorCode: 30004, errorMessage: 'too many', traceId: 't' } },
	};
});
afterAll(async () => await emulator.close());

const ofTwoDays: Plan = {
	changes: 50_000,
	records: 6000,
	hours: 48,
	resolutionMs: 1,
	lagSeconds: 120,
	believed: 120,
};

it('puts each of 50,000 changes out exactly once', async () => {
	expectExactlyOnce(ofTwoDays, await simulate(world, clock, ofTwoDays, 1));
	expect(emulator.auth.signIns()).toBeGreaterThan(20);
	expect(emulator.auth.atOnce()).toBe(1);
});

it('would notice a lag that is taken too short', async () => {
	const plan = { ...ofTwoDays, changes: 2_000, records: 500, hours: 6 };
	const { lost } = await simulate(world, clock, { ...plan, lagSeconds: 600, believed: 0 }, 3);
	expect(lost.length).toBeGreaterThan(0);
});
