import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { clocked } from '../../../nodes/core/trigger/clock';
import type { Change, PolledEvent, Span } from '../../../nodes/core/trigger/events';
import { sameText } from '../../../nodes/core/trigger/push';
import { recent } from '../../../nodes/core/trigger/recent';
import { keep, stateIn, type State } from '../../../nodes/core/trigger/state';
import { walk } from '../../../nodes/core/trigger/walk';
import type { Api } from '../../../nodes/core/transport/api';

// the world below is in memory: its answers take no time, on the busiest machine either
const NOW = Date.now();
beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

interface Row {
	id: number;
	at: number;
}

/** A vendor in memory: its rows, its clock, and what its pages were asked for. */
class World {
	rows: Row[] = [];
	now = 1_000_000;
	/** Answers carry no Date header. */
	mute = false;
	fails: (page: number) => boolean = () => false;
	asked: Array<Span<number[]>> = [];

	api = {
		vendor: { title: 'Probe' },
		refusal: ({ message }: { message: string }) => new Error(message),
		send: async () => {
			const headers: Record<string, string> = this.mute
				? {}
				: { date: new Date(this.now).toUTCString() };
			return { status: 200, headers, body: {} };
		},
		request: async () => ({}),
	} as unknown as Api;

	constructor(
		private order: 'time' | 'id' = 'time',
		private size = 3,
		private showsTime = true,
	) {}

	private key = ({ id, at }: Row) => (this.order === 'time' ? [at, id] : [id]);

	event = {
		page: async (api: Api, _: unknown, span: Span<number[]>) => {
			this.asked.push(span);
			await api.request({ method: 'GET', url: '/' });
			if (this.fails(this.asked.length)) throw new Error('the page failed');
			const { since, until = Infinity, after } = span;
			const behind = (row: Row) => !after || compare(this.key(row), after) > 0;
			const all = this.rows
				.filter((row) => row.at >= since && row.at < until && behind(row))
				.sort((a, b) => compare(this.key(a), this.key(b)));
			const changes = all.slice(0, this.size).map((row): Change<number[]> => ({
				id: String(row.id),
				at: this.showsTime ? row.at : undefined,
				key: this.key(row),
				row: { ...row },
			}));
			const full = changes.length === this.size;
			return { changes, next: full ? changes[changes.length - 1].key : undefined };
		},
	} as unknown as PolledEvent;

	async poll(
		state: State,
		{ most = 100, lagMs = 0, inTime = (): boolean => true, resolutionMs = 1000 } = {},
	) {
		const { api, event } = this;
		return await walk({ api, event, query: {}, lagMs, resolutionMs, most, inTime }, state);
	}
}

function compare(a: number[], b: number[]): number {
	const index = a.findIndex((part, n) => part !== b[n]);
	return index < 0 ? 0 : a[index] - b[index];
}

const at = (state: number): State => ({ since: state, until: state });
const ids = (changes: Change[]) => changes.map(({ id }) => Number(id));

describe('one window', () => {
	it('is half open, and ends at the vendor’s clock less the lag, cut to its resolution', async () => {
		const world = new World();
		world.now = 1_000_000;
		world.rows = [940_000, 959_000, 960_000, 999_000].map((time, id) => ({ id, at: time }));
		const first = await world.poll(at(940_000), { lagMs: 30_000, resolutionMs: 60_000 });
		expect(ids(first.changes)).toEqual([0, 1]);
		expect(first.state).toEqual({ since: 960_000, until: 960_000 });
		world.now = 1_100_000;
		const second = await world.poll(first.state, { lagMs: 30_000, resolutionMs: 60_000 });
		expect(ids(second.changes)).toEqual([2, 3]);
	});

	it('never goes backwards when the lag grows or the clock falls', async () => {
		const world = new World();
		world.rows = [{ id: 1, at: 999_000 }];
		const { changes, state } = await world.poll(at(999_000), { lagMs: 600_000 });
		expect([changes, state]).toEqual([[], at(999_000)]);
	});

	it('costs one request when nothing happened', async () => {
		const world = new World();
		await world.poll(at(900_000));
		expect(world.asked).toHaveLength(1);
	});

	it('asks again, with an end, where rows show no time', async () => {
		const world = new World('id', 3, false);
		world.rows = [
			{ id: 1, at: 950_000 },
			{ id: 2, at: 999_500 },
		];
		const { changes } = await world.poll(at(900_000), { lagMs: 5_000 });
		expect(ids(changes)).toEqual([1]);
		expect(world.asked.map(({ until }) => until)).toEqual([undefined, 995_000]);
	});

	it('stays two minutes behind its own clock where the vendor tells none', async () => {
		const world = new World();
		world.mute = true;
		const { state } = await world.poll(at(0));
		expect(Date.now() - state.since).toBeGreaterThanOrEqual(120_000);
		expect(Date.now() - state.since).toBeLessThan(125_000);
	});
});

describe('a walk that does not get through', () => {
	const many = (order: 'time' | 'id') => {
		const world = new World(order);
		world.rows = Array.from({ length: 10 }, (_, id) => ({ id, at: 950_000 }));
		return world;
	};

	it.each(['time', 'id'] as const)('carries the rest over at the bound (by %s)', async (order) => {
		const world = many(order);
		const first = await world.poll(at(900_000), { most: 4 });
		expect(ids(first.changes)).toEqual([0, 1, 2, 3]);
		// later changes wait for the next window
		world.now += 60_000;
		world.rows.push({ id: 99, at: 1_010_000 });
		const second = await world.poll(first.state, { most: 100 });
		expect(ids(second.changes)).toEqual([4, 5, 6, 7, 8, 9]);
		expect(second.state).toEqual(at(1_000_000));
		expect(ids((await world.poll(second.state)).changes)).toEqual([99]);
	});

	it('carries over when the time is up, also with nothing in hand', async () => {
		const world = many('id');
		world.rows.forEach((row, n) => (row.at = n < 9 ? 999_900 : 950_000));
		const first = await world.poll(at(900_000), { lagMs: 10_000, inTime: () => false });
		expect(first.changes).toEqual([]);
		expect(first.state.after).toEqual({ key: [2] });
		expect(ids((await world.poll(first.state)).changes)).toEqual([9]);
	});

	it('puts out what it has when a page fails, and fails with that page next time', async () => {
		const world = many('time');
		world.fails = (page) => page >= 3;
		const first = await world.poll(at(900_000));
		expect(ids(first.changes)).toEqual([0, 1, 2, 3, 4, 5]);
		await expect(world.poll(first.state)).rejects.toThrow('the page failed');
		world.fails = () => false;
		expect(ids((await world.poll(first.state)).changes)).toEqual([6, 7, 8, 9]);
	});

	it('refuses a page that comes again', async () => {
		const world = many('time');
		const page = { changes: [], next: [1] };
		world.event = {
			page: async (api: Api) => (await api.request({ method: 'GET', url: '/' }), page),
		} as never;
		await expect(world.poll(at(900_000))).rejects.toThrow('does not get on');
	});
});

describe('by chance', () => {
	const row = fc.record({ id: fc.nat(500), at: fc.integer({ min: 0, max: 200 }) });

	it('emits every row once, whatever the order, the pages, the bounds and the failures', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 120 }),
				fc.constantFrom('time' as const, 'id' as const),
				fc.integer({ min: 1, max: 9 }),
				fc.array(fc.record({ most: fc.integer({ min: 1, max: 20 }), fails: fc.nat(5) }), {
					minLength: 5,
					maxLength: 30,
				}),
				fc.integer({ min: 0, max: 40 }),
				async (rows, order, size, polls, lag) => {
					const world = new World(order, size);
					const base = 1_000_000;
					const unit = 1000;
					let state = at(base);
					const seen: number[] = [];
					const poll = async (most: number) => {
						const walked = await world
							.poll(state, { most, lagMs: lag * unit })
							.catch(() => undefined);
						if (!walked) return;
						seen.push(...ids(walked.changes));
						({ state } = walked);
					};
					for (const [n, { most, fails }] of polls.entries()) {
						world.now = base + (n + 1) * 10 * unit;
						world.rows = rows
							.map(({ id, at: time }) => ({ id, at: base + time * unit }))
							.filter(({ at: time }) => time <= world.now);
						world.asked = [];
						world.fails = (page) => fails > 0 && page >= fails;
						await poll(most);
					}
					world.fails = () => false;
					world.now = base + 10_000 * unit;
					world.rows = rows.map(({ id, at: time }) => ({ id, at: base + time * unit }));
					for (let n = 0; n < 3 || state.after; n++) await poll(50);
					expect([...seen].sort((a, b) => a - b)).toEqual(
						rows.map(({ id }) => id).sort((a, b) => a - b),
					);
				},
			),
			{ numRuns: 150 },
		);
	});
});

describe('the state', () => {
	it('is three values, in the very object that n8n watches', () => {
		const data: IDataObject = {};
		keep(data, 'place', { since: 1, until: 2, after: { key: [7, 'a b'] } });
		expect(Object.keys(data)).toEqual(['since', 'until', 'after']);
		expect(stateIn(data, 'place')).toEqual({ since: 1, until: 2, after: { key: [7, 'a b'] } });
		keep(data, 'place', { since: 2, until: 2 });
		expect(stateIn(data, 'place')).toEqual({ since: 2, until: 2 });
	});

	it('does not resume a walk of another place, nor what is no state', () => {
		const data: IDataObject = {};
		keep(data, 'contacts', { since: 1, until: 2, after: { key: 9 } });
		expect(stateIn(data, 'cases')).toEqual({ since: 1, until: 2 });
		expect(stateIn({}, 'cases')).toBeUndefined();
		expect(stateIn({ since: 'yesterday', until: 2 }, 'cases')).toBeUndefined();
	});
});

describe('samples', () => {
	it('are the newest, oldest first, looked for ever further back', async () => {
		const world = new World('id', 100);
		const hours = [5000, 40, 30, 3];
		world.rows = hours.map((back, id) => ({ id, at: Date.now() - back * 3_600_000 }));
		expect(ids(await recent(world.api, world.event, {}, 1))).toEqual([3]);
		expect(world.asked).toHaveLength(2);
		expect(ids(await recent(world.api, world.event, {}, 3))).toEqual([1, 2, 3]);
	});
});

describe('the clock', () => {
	it('is the vendor’s when the request began, of the first answer', async () => {
		const world = new World();
		const { api, clock } = clocked(world.api);
		expect(clock.now()).toBeUndefined();
		await api.request({ method: 'GET', url: '/' });
		world.now += 50_000;
		await api.request({ method: 'GET', url: '/' });
		expect(clock.now()).toBeLessThanOrEqual(1_000_000);
		expect(clock.now()).toBeGreaterThan(999_000);
	});
});

it.each([
	['abc', 'abc', true],
	['abc', 'abd', false],
	['abc', 'abcd', false],
	['', '', true],
	['ä', 'a', false],
])('compares %j with %j', (a, b, same) => {
	expect(sameText(a, b)).toBe(same);
});
