import * as workflow from 'n8n-workflow';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Answer, FaultPlan, RequestLog } from '../emulator/frame';
import type { Bench } from './contexts';
import { activate, pollOnce, stored, type Active } from './triggers';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 10, 20);
/** So many polls without faults at the end bring what is still on its way. */
const LAST_POLLS = 40;
export const MOST_PER_POLL = 700;

/** The time in the simulated world; `skew`: how far this machine's clock is ahead of the vendor's. */
export interface SimulatedClock {
	now: number;
	skew: number;
}

export const simulatedClock = (): SimulatedClock => ({ now: START, skew: 0 });

export interface Plan {
	changes: number;
	records: number;
	hours: number;
	/** What the vendor's stamps are cut to. */
	resolutionMs: number;
	/** How far the vendor's search is behind. */
	lagSeconds: number;
	/** What the trigger believes the lag to be. */
	believed: number;
}

/** A vendor whose emulator runs on the simulated clock, with the trigger for created and updated records. */
export interface World {
	emulator: { reset(): void; log: RequestLog; faults: FaultPlan };
	/** Sets the emulator, just reset, to the plan's resolution and lag. */
	prepare(plan: Plan): void;
	/** The trigger with a credential of its own. */
	bench(note: string): Bench;
	/** Of the event; bound and lag are added to its options. */
	parameters: INodeParameters;
	/** Makes a record with that name, now; its ID as items show it. */
	create(name: string): string;
	update(id: string, name: string): void;
	nameIn(json: IDataObject): string;
	/** The vendor's refusal of one request too many. */
	tooMany: Answer;
}

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

type Chance = ReturnType<typeof chance>;

interface Version {
	record: number;
	version: number;
	at: number;
}

/** When what changes: bursts in which many changes have one timestamp, and a trickle. */
function schedule({ changes, records, hours }: Plan, random: Chance): Version[] {
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

/** The vendor's side: what was planned happens as time passes. */
function happenings(world: World, clock: SimulatedClock, changes: Version[]) {
	const ids = new Map<number, string>();
	let made = 0;
	return {
		ids,
		over: () => made >= changes.length,
		last: () => changes[made - 1]?.at ?? 0,
		/** Everything that happens at the vendor until now. */
		happen() {
			for (const until = clock.now; made < changes.length && changes[made].at <= until; made++) {
				const { record, version, at } = changes[made];
				clock.now = at;
				const id = ids.get(record);
				if (id !== undefined) world.update(id, `v${version}`);
				else ids.set(record, world.create(`v${version}`));
				clock.now = until;
			}
		},
	};
}

const FAULTS = ['reset', 'cut', { status: 503, body: 'down' }] as const;

function breakSomething({ emulator, tooMany }: World, random: Chance): void {
	emulator.faults.add({
		when: {},
		skip: random.whole(4),
		times: random.of([1, 6, 20]),
		before: random.next() < 0.5,
		answer: random.next() < 0.3 ? tooMany : random.of(FAULTS),
	});
}

export interface Outcome {
	/** Changes that came to the workflow. */
	delivered: number;
	/** Versions that a later one had taken the place of before they were read. */
	merged: number;
	lost: Version[];
	doubled: string[];
	/** Of the state, in characters of JSON. */
	size: number;
	counts: {
		idle: number;
		/** Requests of the dearest idle poll. */
		idleRequests: number;
		/** The same of the first good poll after a restart, which may ask for the fields again. */
		freshRequests: number;
		polls: number;
		failed: number;
		kills: number;
		restarts: number;
		carried: number;
		requests: number;
		/** Items of the largest poll. */
		most: number;
	};
}

interface Read {
	since: number;
	at: number;
}

function judged(
	plan: Plan,
	changes: Version[],
	ids: Map<number, string>,
	delivered: Set<string>,
	reads: Read[],
) {
	const versions = new Map(changes.map((one) => [`${one.record} ${one.version}`, one]));
	const lost: Version[] = [];
	let merged = 0;
	for (const change of changes) {
		const { record, version, at } = change;
		if (delivered.has(`${ids.get(record)} v${version}`)) continue;
		const later = versions.get(`${record} ${version + 1}`);
		const stamp = Math.floor(at / plan.resolutionMs) * plan.resolutionMs;
		const read = reads.find(({ since }) => since > stamp);
		if (later && read && later.at <= read.at) merged++;
		else lost.push(change);
	}
	return { lost, merged };
}

const noCounts = (): Outcome['counts'] => ({
	idle: 0,
	idleRequests: 0,
	freshRequests: 0,
	polls: 0,
	failed: 0,
	kills: 0,
	restarts: 0,
	carried: 0,
	requests: 0,
	most: 0,
});

/** n8n with the active trigger: what is in its memory, what is on its disk, and what it was given so far. */
async function n8nWith(world: World, clock: SimulatedClock, plan: Plan, note: string) {
	const bench = world.bench(note);
	const options = { lag: plan.believed, mostPerPoll: MOST_PER_POLL };
	const parameters = { ...world.parameters, options };
	const load = async (staticData?: IDataObject): Promise<Active> =>
		await activate(bench, { parameters, staticData });
	let active = await load();
	let polls = 0;
	expect(await pollOnce(active)).toBeNull();
	let disk = stored(active);
	const delivered = new Set<string>();
	const doubled: string[] = [];
	const reads: Read[] = [];
	return {
		delivered,
		doubled,
		reads,
		state: () => active.data as { since: number; after: string | null },
		poll: async () => {
			const items = await pollOnce(active);
			polls++;
			return items;
		},
		restart: async () => {
			active = await load(disk);
			polls = 0;
		},
		freshlyStarted: () => polls <= 1,
		/** n8n starts an execution and writes the state; without items it does neither. */
		emit(items: Array<{ json: IDataObject }> | null) {
			reads.push({ since: Number(active.data.since), at: clock.now });
			for (const { json } of items ?? []) {
				const { id } = json._event as IDataObject;
				const key = `${String(id)} ${world.nameIn(json)}`;
				if (delivered.has(key)) doubled.push(key);
				delivered.add(key);
			}
			if (items) disk = stored(active);
		},
	};
}

/** Time passes with every request, and the vendor's world goes on between two pages. */
function tick({ emulator }: World, clock: SimulatedClock, happen: () => void): void {
	const passing = () => {
		clock.now += 200;
		happen();
		return false;
	};
	emulator.faults.add({ when: { body: passing }, answer: { delayMs: 0 } });
}

async function lived(
	world: World,
	clock: SimulatedClock,
	plan: Plan,
	seed: number,
): Promise<Outcome> {
	const { emulator } = world;
	const random = chance(seed);
	const changes = schedule(plan, random);
	const { ids, happen, over, last } = happenings(world, clock, changes);
	const n8n = await n8nWith(world, clock, plan, `${plan.resolutionMs} ${seed}`);
	const counts = noCounts();
	let size = 0;

	const poll = async (calm: boolean) => {
		emulator.faults.clear();
		emulator.log.clear();
		tick(world, clock, happen);
		const fault = !calm && random.next() < 0.2;
		if (fault) breakSomething(world, random);
		const killed = !calm && random.next() < 0.1;
		counts.polls++;
		let items;
		try {
			items = await n8n.poll();
		} catch {
			counts.failed++;
			return;
		} finally {
			counts.requests += emulator.log.entries.length;
		}
		if (killed) {
			counts.kills++;
			await n8n.restart();
			return;
		}
		const state = n8n.state();
		if (!items && !fault && last() < state.since) {
			const kind = n8n.freshlyStarted() ? 'freshRequests' : 'idleRequests';
			counts.idle++;
			counts[kind] = Math.max(counts[kind], emulator.log.entries.length);
		}
		if (state.after !== null) counts.carried++;
		counts.most = Math.max(counts.most, items?.length ?? 0);
		expect(Object.keys(state).sort()).toEqual(['after', 'since', 'until']);
		size = Math.max(size, JSON.stringify(state).length);
		n8n.emit(items);
	};

	while (!over() || clock.now < START + plan.hours * HOUR) {
		clock.now += MINUTE * (1 + random.whole(9));
		happen();
		if (random.next() < 0.05) {
			counts.restarts++;
			clock.skew = random.of([-90_000, 0, 90_000]);
			await n8n.restart();
		}
		await poll(false);
	}
	for (let n = 0; n < LAST_POLLS; n++) {
		clock.now += 5 * MINUTE;
		await poll(true);
	}
	const { delivered, doubled, reads } = n8n;
	const { lost, merged } = judged(plan, changes, ids, delivered, reads);
	return { delivered: delivered.size, merged, lost, doubled, size, counts };
}

/**
 * Runs a polling trigger through the plan: time passes between polls and with every request, while the vendor's world
 * goes on; polls fail, n8n dies before `poll()` returns, restarts from what it had stored, and its clock is off by up
 * to 90 s. The test file mocks `sleep` of n8n-workflow and starts the emulator on the clock.
 */
export async function simulate(
	world: World,
	clock: SimulatedClock,
	plan: Plan,
	seed: number,
): Promise<Outcome> {
	world.emulator.reset();
	Object.assign(clock, { now: START, skew: 0 });
	world.prepare(plan);
	jest.mocked(workflow.sleep).mockImplementation(async (ms: number) => {
		clock.now += ms;
	});
	const real = jest.spyOn(Date, 'now').mockImplementation(() => clock.now + clock.skew);
	try {
		return await lived(world, clock, plan, seed);
	} finally {
		real.mockRestore();
	}
}

/** Each change came to the workflow exactly once, and the simulation was what it claims to be. */
export function expectExactlyOnce(plan: Plan, outcome: Outcome): void {
	const { counts, merged, lost, doubled, delivered, size } = outcome;
	expect(doubled).toEqual([]);
	expect(lost).toEqual([]);
	expect(delivered + merged).toBe(plan.changes);
	expect(merged / plan.changes).toBeLessThan(0.35);
	expect(counts.idle).toBeGreaterThan(20);
	expect(counts.idleRequests).toBe(1);
	// the page, and the fields: HubSpot has two lists of them
	expect(counts.freshRequests).toBeLessThanOrEqual(3);
	expect(counts.failed).toBeGreaterThan(3);
	expect(counts.kills).toBeGreaterThan(5);
	expect(counts.restarts).toBeGreaterThan(3);
	expect(counts.carried).toBeGreaterThan(3);
	expect(counts.most).toBe(MOST_PER_POLL);
	expect(size).toBeLessThan(120);
}
