import { startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { execute, outputs } from '../support/contexts';
import { FxiaokeApi } from '../../credentials/FxiaokeApi.credentials';
import { benchOf, bodies, legacy, mapped, of, record, signedIn, WIDE } from './bench';

const CREATE = '/cgi/crm/v2/data/create';

let emulator: FxiaokeEmulator;
let apps = 0;
beforeEach(async () => {
	const account = {
		appId: `FSAID_${++apps}`,
		appSecret: 'demo-app-secret',
		permanentCode: 'demo-permanent-code',
		ea: 'demo_ea',
		corpId: 'FSCID_demo',
	};
	emulator = await startFxiaoke({ account, switches: WIDE });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await emulator.close();
});

const create = record('create', { fields: mapped({ name: '={{ $json.name }}' }) });
const names = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ name: `Account ${n}` }));
const accounts = () =>
	[...emulator.store.records.values()]
		.filter(({ object }) => object === 'AccountObj')
		.map(({ values }) => values.name);

describe('one sign-in', () => {
	it.each([20016, 20005] as const)(
		'serves 500 items whose token dies half way (code %i): 500 results, none twice',
		async (code) => {
			emulator.switches.bearerCode = code;
			const bench = signedIn(emulator);
			let seen = 0;
			emulator.faults.add({
				when: {
					path: CREATE,
					body: () => {
						if (++seen === 250) emulator.auth.expireTokens();
						return false;
					},
				},
				before: true,
				answer: 'reset',
			});
			const out = await execute(bench, { parameters: create, items: names(500) });
			expect(bench.store.logins).toBe(1);
			expect(emulator.auth.signIns()).toBe(1);
			expect(new Set(out.map(({ json }) => json._id)).size).toBe(500);
			expect(accounts()).toHaveLength(500);
			expect(new Set(accounts()).size).toBe(500);
		},
	);

	it('serves all items when there is no token yet, and several executions at once', async () => {
		const bench = benchOf(emulator);
		const runs = [1, 2, 3].map(
			async () => await execute(bench, { parameters: create, items: names(10) }),
		);
		expect((await Promise.all(runs)).flat()).toHaveLength(30);
		expect(emulator.auth.signIns()).toBe(1);
	});

	it('is shared by credentials of one app', async () => {
		emulator.switches.signInMs = 50;
		const runs = [1, 2, 3].map(
			async () => await execute(benchOf(emulator), { parameters: create, items: names(1) }),
		);
		await Promise.all(runs);
		expect([emulator.auth.signIns(), emulator.auth.atOnce()]).toEqual([1, 1]);
	});

	it('comes one after another where credentials of one app differ', async () => {
		emulator.switches.signInMs = 50;
		const wrong = execute(benchOf(emulator, { appSecret: 'wrong' }), {
			parameters: create,
			items: names(1),
		});
		const runs = [{}, legacy].map(
			async (changes) =>
				await execute(benchOf(emulator, changes), { parameters: create, items: names(1) }),
		);
		await expect(wrong).rejects.toThrow('app secret');
		await Promise.all(runs);
		expect([emulator.auth.signIns(), emulator.auth.atOnce()]).toEqual([2, 1]);
		// the emulator refuses a second one at once, so each was asked for only once
		expect(emulator.log.of('POST', /token|corpAccessToken/)).toHaveLength(3);
	});

	it('is not repeated when the token is refused again', async () => {
		const bench = signedIn(emulator);
		emulator.faults.add({
			when: { path: CREATE },
			before: true,
			times: 9,
			answer: {
				status: 200,
				body: { errorCode: 20016, errorMessage: 'no', errorDescription: 'no', traceId: 'E-O.9' },
			},
		});
		await expect(execute(bench, { parameters: create, items: names(1) })).rejects.toMatchObject({
			context: { code: '20016', traceId: 'E-O.9', outcome: 'failed' },
			description: expect.stringContaining('Signing in again did not help'),
		});
		expect(bench.store.logins).toBe(1);
	});
});

describe('a token', () => {
	it('is renewed before it dies', async () => {
		const bench = signedIn(emulator, { renewAt: Date.now() - 1 });
		await execute(bench, { parameters: create, items: names(4) });
		expect(bench.store.logins).toBe(1);
		expect(emulator.log.of('POST', CREATE)).toHaveLength(4);
	});

	it.each([
		['left', 0, 6600],
		['left', 6000, 600],
		['left', 6500, 350],
		['whole', 0, 6600],
	] as const)(
		'whose expiresIn says what is %s, %i s old, is renewed after %i s',
		async (expiresIn, age, after) => {
			emulator.switches.expiresIn = expiresIn;
			const now = Date.now();
			const clock = jest.spyOn(Date, 'now').mockReturnValue(now - age * 1000);
			emulator.auth.grant('current');
			clock.mockReturnValue(now);
			const bench = benchOf(emulator);
			await execute(bench, { parameters: create, items: names(1) });
			const { renewAt } = bench.store.read(bench.credential);
			expect(Math.round((Number(renewAt) - now) / 1000)).toBe(after);
		},
	);

	it('is asked for ten times a minute at most', async () => {
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
		const run = async () =>
			await execute(benchOf(emulator), { parameters: create, items: names(1) });
		for (let n = 0; n < 10; n++) await run();
		await expect(run()).rejects.toThrow('10 sign-ins a minute');
		expect(emulator.auth.signIns()).toBe(10);
		clock.mockReturnValue(now + 60_001);
		await expect(run()).resolves.toHaveLength(1);
	});

	it('is asked for again where another process was signing in', async () => {
		const busy = { errorCode: 14001, errorMessage: 'busy', traceId: 't' };
		emulator.faults.add({
			when: { path: '/oauth2.0/token' },
			before: true,
			answer: { status: 200, body: busy },
		});
		await expect(
			execute(benchOf(emulator), { parameters: create, items: names(1) }),
		).resolves.toHaveLength(1);
	});
});

describe('legacy', () => {
	it('looks the acting user up by mobile number, once', async () => {
		const bench = benchOf(emulator, { ...legacy, userId: '', mobile: '13800000001' });
		await execute(bench, { parameters: create, items: names(2) });
		expect(bodies(emulator, CREATE).map((body) => body.currentOpenUserId)).toEqual([
			'FSUID_1001',
			'FSUID_1001',
		]);
		expect(emulator.log.of('POST', '/cgi/user/getByMobile')).toHaveLength(1);
	});

	it.each([
		['13999999999', 'no employee with the mobile number'],
		['', 'both empty'],
	])('says what is wrong with the mobile number "%s"', async (mobile, text) => {
		const bench = benchOf(emulator, { ...legacy, userId: '', mobile });
		await expect(execute(bench, { parameters: create, items: names(1) })).rejects.toThrow(text);
	});

	it('renews a dead token, too', async () => {
		const bench = benchOf(emulator, legacy);
		await execute(bench, { parameters: create, items: names(1) });
		emulator.auth.expireTokens();
		await execute(bench, { parameters: create, items: names(5) });
		expect(bench.store.logins).toBe(2);
		expect(accounts()).toHaveLength(6);
	});
});

describe('the acting user of one call', () => {
	it.each([
		['current', '1001', {}],
		['legacy', 'FSUID_1001', legacy],
	])('goes where the %s sign-in wants it', async (generation, actAs, changes) => {
		const parameters = of('api', 'request', {
			path: '/cgi/crm/v2/object/list',
			body: '{ "includeNull": false }',
			options: { actAs },
		});
		const [out] = await outputs(benchOf(emulator, changes), { parameters });
		expect(out).toMatchObject({ errorCode: 0 });
		const [{ headers, body }] = emulator.log.of('POST', '/cgi/crm/v2/object/list');
		if (generation === 'current') expect(headers['x-fs-userid']).toBe('1001');
		else expect(body).toMatchObject({ currentOpenUserId: 'FSUID_1001' });
		expect(generation === 'legacy' ? headers['x-fs-userid'] : undefined).toBeUndefined();
	});
});

describe('refusals of the sign-in', () => {
	const test = async (changes: Record<string, string> = {}) =>
		await execute(benchOf(emulator, changes), { parameters: create, items: names(1) });

	it.each([
		[{ appSecret: 'wrong' }, /app secret.*10006/],
		[{ appId: 'wrong' }, /app ID.*20006/],
		[{ permanentCodeSecret: 'wrong' }, /permanent code.*20015/],
	])('%j is explained, with code and trace', async (changes, text) => {
		await expect(test(changes)).rejects.toThrow(text);
		await expect(test(changes)).rejects.toThrow(/trace ID E-O\./);
		await expect(test(changes)).rejects.toThrow('IP allow-list');
	});

	it('points to the cloud when something else answers', async () => {
		emulator.faults.add({
			when: { path: '/oauth2.0/token' },
			before: true,
			answer: { status: 200, body: '<html>Fxiaoke</html>' },
		});
		await expect(test()).rejects.toThrow('check "Cloud"');
	});

	it('tells of the allow-list when Fxiaoke refuses the address', async () => {
		emulator.switches.addressAllowed = false;
		await expect(test()).rejects.toThrow('IP allow-list');
	});

	it('explains that no quota pack was bought', async () => {
		emulator.switches.quotaPack = false;
		await expect(test()).rejects.toMatchObject({
			message: expect.stringContaining('quota pack'),
			context: { code: '30003', traceId: expect.stringMatching(/^E-O/) },
		});
	});

	it('lists objects in the credential test, and explains the usual codes', () => {
		const { request, rules } = new FxiaokeApi().test;
		expect(request).toMatchObject({ url: '/cgi/crm/v2/object/list', method: 'POST' });
		const codes = rules?.map(({ properties }) => 'value' in properties && properties.value);
		expect(codes).toEqual(expect.arrayContaining([30003, 30002, 20017, 15003, 30027]));
	});
});
