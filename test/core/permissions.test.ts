import { sleep, type IHttpRequestOptions } from 'n8n-workflow';
import {
	coerce,
	UnfitValue,
	type ValueFormat,
	type VendorField,
} from '../../nodes/core/data/fields';
import { apiOf, type Api, type Context } from '../../nodes/core/transport/api';
import { judgeBy, type ItemError } from '../../nodes/core/transport/errors';
import { bucket } from '../../nodes/core/transport/limiter';
import type { Limit, Vendor } from '../../nodes/core/vendor';

interface Answer {
	status: number;
	body: object;
	headers?: Record<string, string>;
}

let serial = 0;

function start(answer: (url: string) => Answer | Promise<Answer>, limits?: Record<string, Limit>) {
	const sent: string[] = [];
	const context = {
		getNode: () => ({
			name: 'Fake',
			parameters: {},
			credentials: { fakeApi: { id: `p${serial++}` } },
		}),
		getCredentials: async () => ({}),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, { url }: IHttpRequestOptions) => {
				sent.push(url);
				const { status, body, headers = {} } = await answer(url);
				return { statusCode: status, headers, body: JSON.stringify(body) };
			},
		},
	} as unknown as Context;
	const vendor = {
		title: 'Fake',
		baseURL: () => 'https://fake.example',
		origins: () => ['https://upload.fake.example'],
		permission: ({ url }: { url: string }) => (url.includes('/bulk') ? 'bulk.all' : 'read.all'),
		notice: ({ headers }: { headers: Record<string, string> }) =>
			headers.left ? `${headers.left} left` : undefined,
		secrets: () => [],
		limits: () => limits ?? { default: { count: 1000, windowMs: 1000, adaptive: false } },
		judge: judgeBy({
			title: 'Fake',
			read: ({ body, status }) => ({
				ok: status === 200,
				code: (body as { code?: string }).code,
				message: 'no',
				detail: 'Field: name',
			}),
			rows: () => [{ code: 'SCOPE', verdict: 'fail', denied: true, hint: 'Add it' }],
			notOurs: '',
		}),
	} as unknown as Vendor;
	const api: Api = apiOf(
		context,
		{ vendor, credentialType: 'fakeApi', credential: {}, longestWaitMs: 0 },
		async () => [],
	);
	return { api, sent };
}

const failed = async (promise: Promise<unknown>): Promise<ItemError> =>
	await promise.then(
		() => Promise.reject(new Error('it went through')),
		(error: ItemError) => error,
	);

it('sends nothing more that needs a permission which is lacking, and names it', async () => {
	const { api, sent } = start((url) =>
		url.includes('/bulk') ? { status: 401, body: { code: 'SCOPE' } } : { status: 200, body: {} },
	);
	const errors = [];
	for (let n = 0; n < 3; n++)
		errors.push(await failed(api.request({ method: 'GET', url: '/bulk' })));
	expect(sent).toHaveLength(1);
	for (const { description } of errors)
		expect(description).toBe('It needs: bulk.all. Field: name. Add it. Code: SCOPE');
	await api.request({ method: 'GET', url: '/other' });
	expect(sent).toHaveLength(2);
});

it("sends the credential to the vendor's own hosts and to no other", async () => {
	const { api, sent } = start(() => ({ status: 200, body: {} }));
	await api.request({ method: 'POST', url: 'https://upload.fake.example/x' });
	await expect(api.request({ method: 'POST', url: 'https://evil.example/x' })).rejects.toThrow(
		'host',
	);
	expect(sent).toEqual(['https://upload.fake.example/x']);
});

it('keeps the last notice about the quota', async () => {
	let left = 3;
	const { api } = start(() => ({
		status: 200,
		body: {},
		...(left && { headers: { left: String(left--) } }),
	}));
	expect(api.notice()).toBeUndefined();
	for (let n = 0; n < 4; n++) await api.request({ method: 'GET', url: '/a' });
	expect(api.notice()).toBe('1 left');
});

it('holds a class to its own limit and to that of the class around it', async () => {
	let under = 0;
	const most: Record<string, number> = { light: 0, heavy: 0 };
	const limits: Record<string, Limit> = {
		default: { count: 1000, windowMs: 1000, adaptive: false, atOnce: 3 },
		heavy: { count: 1000, windowMs: 1000, adaptive: false, atOnce: 2, within: 'default' },
	};
	const { api } = start(async (url) => {
		const kind = url.includes('heavy') ? 'heavy' : 'light';
		under++;
		most[kind] = Math.max(most[kind], under);
		await sleep(10);
		under--;
		return { status: 200, body: {} };
	}, limits);
	const all = async (url: string, limit?: string) =>
		await Promise.all(
			Array.from({ length: 8 }, async () => await api.request({ method: 'GET', url, limit })),
		);
	await all('/heavy', 'heavy');
	await all('/light');
	expect(most).toEqual({ heavy: 2, light: 3 });
});

it('lets fewer requests go at once after a refusal, where the limit follows', async () => {
	const free = async (adaptive: boolean) => {
		const one = bucket(`adaptive ${adaptive}`, {
			count: 1000,
			windowMs: 1000,
			atOnce: 4,
			adaptive,
		});
		one.cut(0);
		let taken = 0;
		for (let n = 0; n < 4; n++) void one.take().then(() => taken++);
		await sleep(20);
		return taken;
	};
	expect(await free(true)).toBe(2);
	expect(await free(false)).toBe(4);
});

it('lets a vendor shape values that are structures', () => {
	const format = {
		text: (value: string) => value,
		shape: ({ kind }: VendorField, value: unknown) => {
			if (kind !== 'reference') return undefined;
			if (typeof value !== 'string') throw new UnfitValue('wants an ID');
			return { id: value };
		},
	} as unknown as ValueFormat;
	const field = (kind: string): VendorField => ({ name: 'f', label: 'F', type: 'text', kind });
	expect(coerce(field('reference'), 'x1', format, 'UTC')).toEqual({ id: 'x1' });
	expect(() => coerce(field('reference'), 3, format, 'UTC')).toThrow('wants an ID');
	expect(coerce(field('other'), 'x1', format, 'UTC')).toBe('x1');
});
