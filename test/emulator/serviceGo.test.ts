import axios from 'axios';
import type { ServiceGoEmulator } from './serviceGo';
import { demoSeed, signOf, startServiceGo } from './serviceGo';
import { clientOf, pairs, signed } from './serviceGo/testClient';

const account = { email: 'admin@example.com', token: 'demo-token' };
let clock = 1_700_000_000_000;
let emulator: ServiceGoEmulator;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
	emulator = await startServiceGo({ now: () => clock, seed: demoSeed });
	client = clientOf(emulator);
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	clock = 1_700_000_000_000;
	emulator.reset();
});

const fields = { objectApiName: 'contact' };

describe('signature', () => {
	it('agrees with the check values of the notes', () => {
		expect(signOf(account, '1700000000', 'sha1')).toBe('e85c8c08cc1b34537286b69c717812478200a598');
		expect(signOf(account, '1700000000', 'sha256')).toBe(
			'7a07a5f62934152128b9a5c40467e859c3daa182117a92340603fb058589c7a8',
		);
	});

	it.each(['sha1', 'sha256'] as const)('a %s tenant takes no other digest', async (digest) => {
		emulator.switches.digest = digest;
		const other = digest === 'sha1' ? 'sha256' : 'sha1';
		expect((await client.get('/v1/fields', { ...fields, ...signed(clock, digest) })).status).toBe(
			200,
		);
		const refused = await client.get('/v1/fields', { ...fields, ...signed(clock, other) });
		expect(refused.status).toBe(401);
		expect(refused.data).toMatchObject({ code: 401, visible: false });
	});

	it.each([
		[-301, 401],
		[-300, 200],
		[0, 200],
		[300, 200],
		[301, 401],
	])('signed %i seconds off the clock answers %i', async (seconds, status) => {
		const params = { ...fields, ...signed(clock + seconds * 1000) };
		expect((await client.get('/v1/fields', params)).status).toBe(status);
	});

	it.each([
		['milliseconds', { timestamp: String(1_700_000_000_000) }],
		['no sign', { sign: undefined }],
		['no email', { email: undefined }],
		['another email', { email: 'root@example.com' }],
		['an upper-case sign', { sign: signed(1_700_000_000_000).sign.toUpperCase() }],
		['a wrong token', signed(1_700_000_000_000, 'sha256', 'other')],
		[
			'an email encoded before signing',
			{
				sign: signOf({ ...account, email: 'admin%40example.com' }, '1700000000', 'sha256'),
			},
		],
	])('refuses %s', async (_what, params) => {
		expect((await client.get('/v1/fields', { ...fields, ...params })).status).toBe(401);
	});

	it('can refuse inside a 200', async () => {
		emulator.switches.unauthorized = 'body';
		const { status, data } = await client.get('/v1/fields', { ...fields, sign: 'x' });
		expect([status, data.code]).toEqual([200, 401]);
	});
});

describe('paths', () => {
	it('answers its own 404 under /api, also for a wrong method', async () => {
		const wrong = [await client.get('/v1/nothing'), await client.remove('/v1/datas/search')];
		for (const { status, data } of wrong) expect([status, data.code]).toEqual([404, 404]);
	});

	it('outside /api there is the console, or an envelope', async () => {
		const url = `${emulator.url}/v1/data`;
		const page = await axios.get<string>(url);
		expect(page.headers['content-type']).toContain('text/html');
		emulator.switches.outsideApi = 'envelope';
		expect((await axios.get(url, { validateStatus: () => true })).status).toBe(404);
	});

	it('refuses a body that is no JSON', async () => {
		const headers = { 'content-type': 'application/json' };
		const { status } = await client.call('POST', '/v1/data', { data: '{"objectApiName"', headers });
		expect(status).toBe(400);
	});
});

describe('quota', () => {
	const spend = async (times: number) => {
		for (let index = 0; index < times; index += 1) {
			expect((await client.get('/v1/fields', fields)).data.code).toBe(200);
		}
	};

	it('takes 60 requests a minute unless told', async () => {
		clock = 1_700_000_040_000;
		await spend(60);
		expect((await client.get('/v1/fields', fields)).status).toBe(429);
		clock += 60_000;
		await spend(1);
	});

	it.each([
		['http429', 429, undefined],
		['http429RetryAfter', 429, '30'],
		['http400', 400, undefined],
		['body', 200, undefined],
	] as const)('refuses as %s', async (overQuota, status, retryAfter) => {
		// 1_700_000_040 starts a minute
		clock = 1_700_000_070_000;
		Object.assign(emulator.switches, { quotaPerMinute: 2, overQuota, overQuotaCode: 4711 });
		await spend(2);
		const refused = await client.get('/v1/fields', fields);
		expect([refused.status, refused.data.code]).toEqual([status, 4711]);
		expect(refused.headers['retry-after']).toBe(retryAfter);
	});

	it('counts from whole minutes, or looks back', async () => {
		emulator.switches.quotaPerMinute = 2;
		clock = 1_700_000_040_000 + 59_000;
		await spend(2);
		clock += 1000;
		await spend(2);
		emulator.reset();
		Object.assign(emulator.switches, { quotaPerMinute: 2, quotaWindow: 'sliding' });
		await spend(2);
		clock += 59_999;
		expect((await client.get('/v1/fields', fields)).status).toBe(429);
		clock += 1;
		await spend(2);
	});

	it('an unsigned request costs nothing', async () => {
		emulator.switches.quotaPerMinute = 1;
		await client.get('/v1/fields', { ...fields, sign: 'x' });
		await spend(1);
	});
});

describe('faults', () => {
	const create = async () =>
		await client.post('/v1/data', {
			objectApiName: 'contact',
			fieldDataList: pairs({ name: 'Fault' }),
		});
	const made = () =>
		[...emulator.store.records.values()].filter(({ values }) => values.get('name') === 'Fault');
	const when = { method: 'POST', path: '/v1/data' };

	it('before: the vendor never saw the request', async () => {
		emulator.faults.add({ when, before: true, answer: { status: 502, body: 'Bad Gateway' } });
		expect((await create()).status).toBe(502);
		expect(made()).toHaveLength(0);
		expect((await create()).data.code).toBe(200);
	});

	it('after: the record was made and the answer is lost', async () => {
		emulator.faults.add({ when, answer: { status: 502, body: 'Bad Gateway' } });
		expect((await create()).status).toBe(502);
		expect(made()).toHaveLength(1);
	});

	it.each(['reset', 'cut'] as const)('%s breaks the connection before or after', async (answer) => {
		emulator.faults.add({ when, before: true, answer });
		await expect(create()).rejects.toThrow();
		expect(made()).toHaveLength(0);
		emulator.faults.add({ when, answer });
		await expect(create()).rejects.toThrow();
		expect(made()).toHaveLength(1);
		expect(emulator.log.of('POST', '/v1/data').map(({ fault }) => fault)).toEqual([answer, answer]);
	});

	it('reset is a real one', async () => {
		emulator.faults.add({ when, answer: 'reset' });
		// an orderly end would say "socket hang up"
		await expect(create()).rejects.toThrow('read ECONNRESET');
	});

	it('delays, then goes on with the plan', async () => {
		emulator.faults.add({ when, answer: { delayMs: 50 } });
		emulator.faults.add({ when, answer: { status: 503 } });
		const start = performance.now();
		expect((await create()).status).toBe(503);
		expect(performance.now() - start).toBeGreaterThan(45);
		expect(emulator.faults.pending()).toBe(0);
	});

	it('skips, repeats and looks into the body', async () => {
		const body = (sent: unknown) => JSON.stringify(sent).includes('Fault');
		emulator.faults.add({
			when: { path: /data$/, body },
			skip: 1,
			times: 2,
			answer: { status: 500 },
		});
		await client.contact({ name: 'Other' });
		const statuses = [await create(), await create(), await create(), await create()];
		expect(statuses.map(({ status }) => status)).toEqual([200, 500, 500, 200]);
	});
});

describe('frame', () => {
	it('logs what came and what went', async () => {
		await client.call('GET', '/v1/fields?x=1&x=2', { params: fields });
		const [entry] = emulator.log.of('GET', '/v1/fields');
		expect(entry).toMatchObject({ status: 200, path: '/v1/fields', at: clock });
		expect(entry?.query).toMatchObject({ x: ['1', '2'], objectApiName: 'contact' });
		expect(entry?.rawUrl.startsWith('/api/v1/fields?x=1&x=2')).toBe(true);
		emulator.log.clear();
		expect(emulator.log.entries).toEqual([]);
	});

	it('the Date header follows its clock', async () => {
		const { headers } = await client.get('/v1/fields', fields);
		expect(Date.parse(headers.date as string)).toBe(clock);
	});

	it('reset brings back switches, records and seeds', async () => {
		const before = [...emulator.store.records.keys()];
		emulator.switches.quotaPerMinute = 1;
		emulator.seed.records('contact', [{ name: 'Gone' }]);
		emulator.reset();
		expect([...emulator.store.records.keys()]).toEqual(before);
		expect(emulator.switches.quotaPerMinute).toBe(60);
	});

	it('takes bodies of many megabytes', async () => {
		const text = 'x'.repeat(30_000_000);
		const { data } = await client.upload('/v1/data/file/object', [['a', 'film.mp4', text]]);
		expect(data.code).toBe(200);
		expect(emulator.log.of('POST')[0]?.parts?.[0]?.content).toHaveLength(30_000_000);
	});
});
