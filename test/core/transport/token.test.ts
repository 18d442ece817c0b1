import { execute, type Bench, detailsOf } from '../../support/contexts';
import { names, probeBench, row } from '../../support/probe/bench';
import { startProbe, type ProbeEmulator } from '../../support/probe/emulator';

let emulator: ProbeEmulator;
beforeAll(async () => {
	emulator = await startProbe();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const parallel = { vendor: { concurrency: 20 } };
const logins = () =>
	emulator.log.of('POST', '/login').length + emulator.log.of('POST', '/probe/login').length;
const tokenOf = ({ store, credential }: Bench) => String(store.read(credential).token);
const expire = (bench: Bench) => emulator.tokens.delete(tokenOf(bench));

describe('a token that has run out', () => {
	it('inside a 200 is renewed once for 20 items at once, and no item is lost or doubled', async () => {
		const bench = probeBench(emulator, parallel);
		expire(bench);
		emulator.faults.add({
			when: { path: '/one' },
			before: true,
			times: 20,
			answer: { delayMs: 30 },
		});
		const out = await execute(bench, { parameters: row('one'), items: names(20) });
		expect(out).toHaveLength(20);
		expect([...emulator.rows].sort()).toEqual(
			names(20)
				.map(({ name }) => name)
				.sort(),
		);
		expect(bench.store.logins).toBe(1);
		expect(logins()).toBe(1);
	});

	it('is renewed once although the refusals come one after another, through the limit', async () => {
		const bench = probeBench(emulator, {
			vendor: {
				concurrency: 20,
				limits: () => ({ default: { count: 40, windowMs: 1_000, adaptive: false, atOnce: 2 } }),
			},
		});
		expire(bench);
		for (let n = 0; n < 20; n++) {
			emulator.faults.add({
				when: { path: '/one' },
				before: true,
				answer: { delayMs: (n * 37) % 50 },
			});
		}
		await execute(bench, { parameters: row('one'), items: names(20) });
		expect(logins()).toBe(1);
		expect(emulator.rows).toHaveLength(20);
	});

	it('is renewed for a create, too: it was not processed', async () => {
		const bench = probeBench(emulator);
		expire(bench);
		await execute(bench, { parameters: row('whole'), items: names(3) });
		expect(emulator.rows).toHaveLength(3);
		expect(emulator.log.of('POST', /whole/)).toHaveLength(2);
	});

	it('by its own time is renewed before the request', async () => {
		const bench = probeBench(emulator, {
			...parallel,
			credential: { expiresAt: Date.now() - 1_000 },
		});
		const out = await execute(bench, { parameters: row('one'), items: names(20) });
		expect(out).toHaveLength(20);
		expect(logins()).toBe(1);
		expect(emulator.log.of('POST', '/one')).toHaveLength(20);
		expect(Number(bench.store.read(bench.credential).expiresAt)).toBeGreaterThan(Date.now());
	});

	it('is fetched before the first request where there is none yet', async () => {
		const bench = probeBench(emulator, { ...parallel, credential: { token: '' } });
		await execute(bench, { parameters: row('one'), items: names(20) });
		expect(logins()).toBe(1);
		expect(emulator.log.of('POST', '/one')).toHaveLength(20);
	});

	it('that another process renewed is used as it is', async () => {
		const bench = probeBench(emulator);
		expire(bench);
		const renewed = emulator.issue();
		emulator.faults.add({
			when: {
				path: '/one',
				body: () => {
					bench.store.read(bench.credential).token = renewed;
					return true;
				},
			},
			before: true,
			answer: { delayMs: 1 },
		});
		await execute(bench, { parameters: row('one'), items: names(1) });
		expect(logins()).toBe(0);
		expect(tokenOf(bench)).toBe(renewed);
		expect(emulator.rows).toHaveLength(1);
	});

	it('is given up after one sign-in that did not help', async () => {
		const bench = probeBench(emulator);
		emulator.faults.add({
			when: { path: '/one' },
			before: true,
			times: 99,
			answer: { status: 200, body: { ok: false, code: 'EXPIRED', message: 'too old' } },
		});
		await expect(execute(bench, { parameters: row('one'), items: names(1) })).rejects.toMatchObject(
			{
				message: 'too old',
				description: expect.stringContaining('check the credential'),
				failure: { cause: 'credential-invalid' },
				context: { outcome: 'failed' },
			},
		);
		expect(logins()).toBe(1);
		expect(emulator.log.of('POST', '/one')).toHaveLength(2);
	});

	it('says so when signing in is refused, and sends nothing', async () => {
		const bench = probeBench(emulator, { credential: { token: '', key: 'a wrong key' } });
		const out = await execute(bench, {
			parameters: row('one'),
			items: names(2),
			node: { onError: 'continueRegularOutput' },
		});
		expect(out.map(({ json }) => detailsOf(json).outcome)).toEqual(['failed', 'failed']);
		expect(emulator.log.of('POST', '/one')).toHaveLength(0);
		expect(JSON.stringify(out)).not.toContain('a wrong key');
	});
});
