import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { ServiceGoApi } from '../../credentials/ServiceGoApi.credentials';
import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { execute } from '../support/contexts';
import { benchOf, record } from './bench';

const AT = 1_700_000_000_000;
const known = {
	email: 'admin@example.com',
	apiToken: 'demo-token',
	baseUrl: 'https://servicego.udesk.cn/api',
};

async function signed(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions = { url: '/' },
) {
	const { authenticate } = new ServiceGoApi();
	if (typeof authenticate !== 'function') throw new Error('a function is needed');
	return await authenticate(credentials, options);
}

afterEach(() => {
	jest.restoreAllMocks();
});

describe('the signature', () => {
	it.each([
		['sha1', 'e85c8c08cc1b34537286b69c717812478200a598'],
		['sha256', '7a07a5f62934152128b9a5c40467e859c3daa182117a92340603fb058589c7a8'],
	])('by %s has the known check value', async (algorithm, sign) => {
		jest.spyOn(Date, 'now').mockReturnValue(AT);
		for (const credentials of [
			{ ...known, algorithm },
			{ ...known, algorithm: 'auto', digest: algorithm },
		]) {
			expect((await signed(credentials)).qs).toEqual({
				email: 'admin@example.com',
				timestamp: 1_700_000_000,
				sign,
			});
		}
	});

	it('is taken over the raw email and token, whatever the URL makes of them', async () => {
		jest.spyOn(Date, 'now').mockReturnValue(AT);
		const { qs } = await signed({ ...known, email: ' 管理+1@example.com ', algorithm: 'sha256' });
		const sign = createHash('sha256')
			.update('管理+1@example.com&demo-token&1700000000')
			.digest('hex');
		expect(qs).toMatchObject({ email: '管理+1@example.com', sign });
	});

	it('overwrites itself when n8n calls it twice, and keeps the other parameters', async () => {
		const now = jest.spyOn(Date, 'now').mockReturnValue(AT);
		const first = await signed({ ...known, algorithm: 'sha1' }, { url: '/', qs: { id: 1 } });
		now.mockReturnValue(AT + 60_000);
		const second = await signed({ ...known, algorithm: 'sha1' }, first);
		expect(second.qs).toMatchObject({ id: 1, timestamp: 1_700_000_060 });
		expect(Object.keys(second.qs ?? {}).sort()).toEqual(['email', 'id', 'sign', 'timestamp']);
	});
});

describe('against the emulator', () => {
	let emulator: ServiceGoEmulator;
	beforeAll(async () => {
		emulator = await startServiceGo({ quotaPerMinute: 600_000 });
	});
	afterAll(async () => await emulator.close());
	beforeEach(() => {
		emulator.reset();
		emulator.seed.records('contact', [{ name: 'Ada', weiyibiaoshi: 'a' }]);
	});

	const get = record('get', {
		locateBy: 'uniqueField',
		uniqueField: 'weiyibiaoshi',
		uniqueValue: 'a',
	});
	const probes = () => emulator.log.of('GET', '/v1/fields').length;

	it.each([
		['sha256', 1],
		['sha1', 2],
	] as const)(
		'finds out that the tenant signs by %s, and remembers it',
		async (digest, requests) => {
			emulator.switches.digest = digest;
			const bench = benchOf(emulator);
			await execute(bench, { parameters: get, items: [{}, {}, {}, {}, {}, {}] });
			await execute(bench, { parameters: get });
			expect(probes()).toBe(requests);
			expect(bench.store.read(bench.credential).digest).toBe(digest);
		},
	);

	it.each(['sha256', 'sha1'] as const)('asks nothing when %s is chosen', async (digest) => {
		emulator.switches.digest = digest;
		await execute(benchOf(emulator, { algorithm: digest }), { parameters: get });
		expect(emulator.log.entries.map(({ path }) => path)).toEqual(['/v1/data']);
	});

	it.each(['http401', 'body'] as const)(
		'finds the new digest after a refusal (%s)',
		async (unauthorized) => {
			Object.assign(emulator.switches, { unauthorized, digest: 'sha1' });
			const bench = benchOf(emulator, { digest: 'sha256' });
			await expect(execute(bench, { parameters: get })).resolves.toHaveLength(1);
			expect(bench.store.read(bench.credential).digest).toBe('sha1');
		},
	);

	it('signs each request afresh: the window of five minutes holds, and no longer', async () => {
		const bench = benchOf(emulator, { algorithm: 'sha256' });
		const real = Date.now();
		const now = jest.spyOn(Date, 'now');
		const stamped = (at: number) => Math.floor(at / 1000);
		for (const minutes of [0, 10]) {
			now.mockReturnValue(real + minutes * 60_000);
			await execute(bench, { parameters: get });
		}
		const stamps = emulator.log.of('GET', '/v1/data').map(({ query }) => Number(query.timestamp));
		expect(stamps).toEqual([stamped(real), stamped(real + 600_000)]);
	});

	it.each([
		['a wrong token', { apiToken: 'wrong' }, 'check the administrator email and the API token'],
		['a wrong path', { baseUrl: '' }, 'does not lead to the ServiceGo API'],
	])('says what is wrong: %s', async (_, changes, message) => {
		const own = { ...changes, ...('baseUrl' in changes && { baseUrl: emulator.url }) };
		await expect(execute(benchOf(emulator, own), { parameters: get })).rejects.toThrow(message);
	});

	it('says that the clock is off', async () => {
		const other = await startServiceGo({ now: () => Date.now() + 11 * 60_000 });
		try {
			await expect(execute(benchOf(other), { parameters: get })).rejects.toThrow(
				'clock of n8n is 11 minutes off',
			);
		} finally {
			await other.close();
		}
	});

	it.each([
		['http://servicego.udesk.cn/api', 'must begin with https://'],
		['https://me:secret@servicego.udesk.cn/api', 'must not hold a user name'],
		['servicego.udesk.cn', 'is not a URL'],
		['https://servicego.udesk.cn/api/v1', 'before the version'],
		['https://servicego.udesk.cn/api?x=1', 'without ? or #'],
	])('refuses the base URL %s before anything is sent', async (baseUrl, message) => {
		await expect(execute(benchOf(emulator, { baseUrl }), { parameters: get })).rejects.toThrow(
			message,
		);
		expect(emulator.log.entries).toEqual([]);
	});
});
