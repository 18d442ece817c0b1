import { sleep, type IHttpRequestOptions } from 'n8n-workflow';
import { apiOf, type Api, type Context } from '../../../nodes/core/transport/api';
import { contextOf, judgeBy, type ItemError } from '../../../nodes/core/transport/errors';
import type { Credential, Limit, Vendor } from '../../../nodes/core/vendor';

type Answer = Record<string, unknown>;

const judge = judgeBy({
	title: 'Fake',
	read: ({ body }) => {
		const { code, message, trace } = body as Answer;
		return {
			ok: code === 0,
			code: String(code),
			message: message as string,
			trace: trace as string,
		};
	},
	rows: () => [
		{ code: '7', verdict: 'refresh' },
		{ code: '8', verdict: 'unsure' },
		{ code: '9', verdict: 'retry' },
	],
	notOurs: '',
});

let serial = 0;

/** An API over a stand-in for n8n's helpers, with a token that the helpers renew when it is blank. */
function start(
	answer: (token: string, options: IHttpRequestOptions) => Promise<Answer> | Answer,
	limit: Partial<Limit> = {},
) {
	const id = `credential-${serial++}`;
	const stored = { token: 'T0' };
	const seen = { logins: 0, bare: 0 };
	const full = (body: Answer) => ({ statusCode: 200, headers: {}, body: JSON.stringify(body) });
	const context = {
		getNode: () => ({ name: 'Fake', parameters: {}, credentials: { fakeApi: { id } } }),
		getCredentials: async () => ({ ...stored }),
		helpers: {
			httpRequestWithAuthentication: async (
				_type: string,
				options: IHttpRequestOptions,
				replaced?: { credentialsDecrypted?: { data: Credential } },
			) => {
				if (replaced?.credentialsDecrypted?.data.token === '') {
					seen.logins++;
					stored.token = `T${seen.logins}`;
				}
				return full(await answer(stored.token, options));
			},
			httpRequest: async (options: IHttpRequestOptions) => {
				seen.bare++;
				return full(await answer('', options));
			},
		},
	} as unknown as Context;
	const vendor = {
		title: 'Fake',
		baseURL: () => 'https://fake.example',
		secrets: () => [],
		limits: () => ({ default: { count: 1000, windowMs: 1000, adaptive: false, ...limit } }),
		token: { field: 'token' },
		judge,
	} as unknown as Vendor;
	const api: Api = apiOf(
		context,
		{ vendor, credentialType: 'fakeApi', credential: { ...stored }, longestWaitMs: 0 },
		async () => [],
	);
	return { api, stored, seen };
}

const failure = async (promise: Promise<unknown>): Promise<ItemError> =>
	await promise.then(
		() => Promise.reject(new Error('it went through')),
		(error: ItemError) => error,
	);

const get = { method: 'GET', url: '/x' } as const;

describe('signing in anew', () => {
	it('happens once for requests whose refusals come one after another', async () => {
		let calls = 0;
		const { api, seen } = start(async (token) => {
			if (token !== 'T0') return { code: 0, token };
			await sleep(25 * calls++);
			return { code: 7 };
		});
		const answers = await Promise.all([1, 2, 3, 4].map(async () => await api.request(get)));
		expect(answers).toEqual(Array(4).fill({ code: 0, token: 'T1' }));
		expect(seen.logins).toBe(1);
	});

	it('happens although somebody else renewed the token before, and that one is dead too', async () => {
		const { api, stored, seen } = start((token) =>
			token === 'T1' ? { code: 0, token } : { code: 7 },
		);
		stored.token = 'elsewhere';
		expect(await api.request(get)).toEqual({ code: 0, token: 'T1' });
		expect(seen.logins).toBe(1);
	});

	it('is not tried twice by one request', async () => {
		const { api, seen } = start(() => ({ code: 7, message: 'no', trace: 't-7' }));
		const error = await failure(api.request(get));
		expect(seen.logins).toBe(1);
		expect(contextOf(error)).toMatchObject({ code: '7', traceId: 't-7' });
	});
});

it.each([
	['unsure', 8],
	['retry', 9],
])("keeps the vendor's code and trace when it gives up after the verdict %s", async (_, code) => {
	const { api } = start(() => ({ code, message: 'busy', trace: 't-1' }));
	const error = await failure(api.request({ ...get, method: 'POST' }));
	expect(contextOf(error)).toMatchObject({ code: String(code), traceId: 't-1' });
	expect(error.description).toContain('Trace ID: t-1');
});

it('limits each class by itself where the row says so', async () => {
	const timed = async (limit: Partial<Limit>, classes: string[], windowMs = 200) => {
		const { api } = start(() => ({ code: 0 }), { count: 1, windowMs, ...limit });
		const begun = Date.now();
		await Promise.all(classes.map(async (name) => await api.request({ ...get, limit: name })));
		return Date.now() - begun;
	};
	expect(await timed({ perClass: true }, ['/a', '/b', '/c'], 15_000)).toBeLessThan(15_000);
	expect(await timed({ perClass: true }, ['/a', '/a'])).toBeGreaterThanOrEqual(200);
	expect(await timed({}, ['/a', '/b'])).toBeGreaterThanOrEqual(200);
});

it('lets a request bring the judge of another host', async () => {
	const { api, seen } = start(() => ({ success: true, data: 'N_1' }));
	const body = await api.request({
		method: 'POST',
		url: 'https://files.example/up',
		anonymous: true,
		judge: () => ({ kind: 'ok' }),
	});
	expect(body).toEqual({ success: true, data: 'N_1' });
	expect(seen.bare).toBe(1);
});
