import * as workflow from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { ServiceGoTrigger } from '../../nodes/ServiceGo/ServiceGoTrigger.node';
import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { activate, pollOnce, stored, type Active } from '../support/triggers';
import { benchOf, byId, object } from './bench';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof workflow>('n8n-workflow'),
	sleep: jest.fn(),
}));
jest.setTimeout(180_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 10, 20);

/** The same numbers in every run. */
function chance(seed: number) {
	let state = seed;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		next,
		whole: (most: number) => Math.floor(next() * most),
		of: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)],
	};
}

interface Version {
	record: number;
	version: number;
	at: number;
}

interface Plan {
	changes: number;
	records: number;
	hours: number;
	resolution: 'second' | 'minute';
	lagSeconds: number;
	/** What the trigger believes the lag to be. */
	believed: number;
}

/** When what changes: bursts in which many changes have one timestamp, and a trickle. */
function schedule({ changes, records, hours }: Plan, random: ReturnType<typeof chance>): Version[] {
	const moments: number[] = [];
	while (moments.length < changes) {
		const at = START + MINUTE + random.whole(hours * HOUR);
		const burst = random.next() < 0.5 ? 1 : random.next() < 0.9 ? 1 + random.whole(150) : 1800;
		const spread = random.of([0, 0, 900, 20_000]);
		for (let n = 0; n < burst && moments.length < changes; n++) {
			moments.push(at + (spread && random.whole(spread)));
		}
	}
	const versions = new Map<number, number>();
	return moments
		.sort((a, b) => a - b)
		.map((at) => {
			const record = random.whole(records);
			const version = (versions.get(record) ?? 0) + 1;
			versions.set(record, version);
			return { record, version, at };
		});
}

const FAULTS = ['reset', 'cut', { status: 503, body: 'down' }] as const;
const TOO_MANY = { status: 429, body: { code: 429, message: 'too many', visible: false } };

describe('48 hours of ServiceGo', () => {
	let now = START;
	let skew = 0;
	let emulator: ServiceGoEmulator;
	let real: jest.SpyInstance;

	beforeAll(async () => {
		emulator = await startServiceGo({ quotaPerMinute: 1e9, now: () => now });
		real = jest.spyOn(Date, 'now').mockImplementation(() => now + skew);
		jest.mocked(workflow.sleep).mockImplementation(async (ms: number) => {
			now += ms;
		});
	});
	afterAll(async () => {
		real.mockRestore();
		await emulator.close();
	});

	async function simulate(plan: Plan, seed: number) {
		emulator.reset();
		now = START;
		skew = 0;
		Object.assign(emulator.switches, {
			timeResolution: plan.resolution,
			indexLagMs: plan.lagSeconds * 1000,
		});
		const random = chance(seed);
		const changes = schedule(plan, random);
		const ids = new Map<number, number>();
		let made = 0;
		/** Everything that happens at the vendor until now. */
		const happen = () => {
			for (const until = now; made < changes.length && changes[made].at <= until; made++) {
				const { record, version, at } = changes[made];
				now = at;
				const values = { name: `v${version}` };
				const id = ids.get(record);
				if (id !== undefined) emulator.seed.update(id, values);
				else ids.set(record, emulator.seed.records('contact', [values])[0]);
				now = until;
			}
		};
		/** Time passes with every request, and the vendor's world goes on between two pages. */
		const ticking = () =>
			emulator.faults.add({
				when: {
					body: () => {
						now += 200;
						happen();
						return false;
					},
				},
				answer: { delayMs: 0 },
			});

		const bench = benchOf(emulator, { note: `${plan.resolution} ${seed}` }, new ServiceGoTrigger());
		const parameters = {
			event: 'recordUpdated',
			objectType: object('contact'),
			filterId: byId(1),
			simplify: true,
			options: { lag: plan.believed, mostPerPoll: 700 },
		};
		const start = async (staticData?: IDataObject): Promise<Active> =>
			await activate(bench, { parameters, staticData });

		const delivered = new Map<string, number>();
		const reads: Array<{ since: number; at: number }> = [];
		const counts = {
			idle: 0,
			polls: 0,
			failed: 0,
			kills: 0,
			restarts: 0,
			carried: 0,
			requests: 0,
			most: 0,
		};
		const doubled: string[] = [];
		let size = 0;

		let active = await start();
		expect(await pollOnce(active)).toBeNull();
		let disk = stored(active);

		const poll = async (calm: boolean) => {
			emulator.faults.clear();
			emulator.log.clear();
			ticking();
			const fault = !calm && random.next() < 0.2;
			if (fault) {
				emulator.faults.add({
					when: {},
					skip: random.whole(4),
					times: random.of([1, 6, 20]),
					before: random.next() < 0.5,
					answer: random.next() < 0.3 ? TOO_MANY : random.of(FAULTS),
				});
			}
			const killed = !calm && random.next() < 0.1;
			counts.polls++;
			let items;
			try {
				items = await pollOnce(active);
			} catch {
				counts.failed++;
				return;
			} finally {
				counts.requests += emulator.log.entries.length;
			}
			if (killed) {
				counts.kills++;
				active = await start(disk);
				return;
			}
			const quiet = (changes[made - 1]?.at ?? 0) < Number(active.data.since);
			if (!items && !fault && quiet) {
				counts.idle++;
				expect(emulator.log.entries).toHaveLength(1);
			}
			const { since, after } = active.data as { since: number; after: string | null };
			if (after !== null) counts.carried++;
			reads.push({ since, at: now });
			for (const { json } of items ?? []) {
				const key = `${String(json.id)} ${String(json.name)}`;
				if (delivered.has(key)) doubled.push(key);
				delivered.set(key, delivered.size);
			}
			counts.most = Math.max(counts.most, items?.length ?? 0);
			expect(Object.keys(active.data).sort()).toEqual(['after', 'since', 'until']);
			size = Math.max(size, JSON.stringify(active.data).length);
			// n8n writes the state when items go out, and not otherwise
			if (items) disk = stored(active);
		};

		while (made < changes.length || now < START + plan.hours * HOUR) {
			now += MINUTE * (1 + random.whole(9));
			happen();
			if (random.next() < 0.05) {
				counts.restarts++;
				skew = random.of([-90_000, 0, 90_000]);
				active = await start(disk);
			}
			await poll(false);
		}
		for (let n = 0; n < 40; n++) {
			now += 5 * MINUTE;
			await poll(true);
		}

		const next = new Map<string, Version>();
		for (const change of changes) next.set(`${change.record} ${change.version}`, change);
		const lost: Version[] = [];
		let merged = 0;
		for (const change of changes) {
			const { record, version, at } = change;
			if (delivered.has(`${ids.get(record)} v${version}`)) continue;
			const later = next.get(`${record} ${version + 1}`);
			const unit = plan.resolution === 'minute' ? MINUTE : 1000;
			const stamp = Math.floor(at / unit) * unit;
			const read = reads.find(({ since }) => since > stamp);
			if (later && read && later.at <= read.at) merged++;
			else lost.push(change);
		}
		return { counts, merged, lost, doubled, delivered: delivered.size, size };
	}

	it.each<[number, Plan]>([
		[
			1,
			{
				changes: 50_000,
				records: 6000,
				hours: 48,
				resolution: 'second',
				lagSeconds: 120,
				believed: 120,
			},
		],
		[
			2,
			{
				changes: 8_000,
				records: 1500,
				hours: 12,
				resolution: 'minute',
				lagSeconds: 45,
				believed: 45,
			},
		],
	])('puts each change out exactly once (seed %i, %j)', async (seed, plan) => {
		const { counts, merged, lost, doubled, delivered, size } = await simulate(plan, seed);
		expect(doubled).toEqual([]);
		expect(lost).toEqual([]);
		expect(delivered + merged).toBe(plan.changes);
		// versions that another one had taken the place of before they were read
		expect(merged / plan.changes).toBeLessThan(0.35);
		// the simulation was what it claims to be
		expect(counts.idle).toBeGreaterThan(20);
		expect(counts.failed).toBeGreaterThan(3);
		expect(counts.kills).toBeGreaterThan(5);
		expect(counts.restarts).toBeGreaterThan(3);
		expect(counts.carried).toBeGreaterThan(3);
		expect(counts.most).toBe(700);
		expect(size).toBeLessThan(120);
	});

	it('would notice a lag that is taken too short', async () => {
		const { lost } = await simulate(
			{
				changes: 2_000,
				records: 500,
				hours: 6,
				resolution: 'second',
				lagSeconds: 600,
				believed: 0,
			},
			3,
		);
		expect(lost.length).toBeGreaterThan(0);
	});
});
