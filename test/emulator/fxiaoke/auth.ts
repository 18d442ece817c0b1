/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, EmulatorRequest, RateLimiter } from '../frame';
import { ok, Refusal, refused } from './envelope';
import { bodyOf, type Body } from './params';
import type { Store, User } from './store';

export interface Account {
	appId: string;
	appSecret: string;
	permanentCode: string;
	/** Enterprise account of the current generation. */
	ea: string;
	/** Company ID of the legacy generation. */
	corpId: string;
}

/** Who calls, and whether person ids go in and out as `FSUID_…`. */
export interface Caller {
	user: User;
	convert: boolean;
	/** Whether files are shown by media ID and not by path. */
	mediaIds: boolean;
}

interface Token {
	value: string;
	issued: number;
}

type Generation = 'current' | 'legacy';

const LIFE_SECONDS = 7200;
const LEGACY_KEYS = ['corpAccessToken', 'corpId', 'currentOpenUserId'];

export interface Auth {
	signIn: (generation: Generation, request: EmulatorRequest) => Promise<Answer>;
	caller: (request: EmulatorRequest) => Caller;
	/** For looking up the acting user by mobile number: the app is known, the person is not yet. */
	companyOnly: (request: EmulatorRequest) => void;
	/** A token that is good now, as if somebody had signed in before. */
	grant: (generation: Generation) => string;
	/** Sign-ins that were answered with a token. */
	signIns: () => number;
	/** The most that were under way at once. */
	atOnce: () => number;
	/** All tokens die at once, as when an administrator resets the app. */
	expireTokens: () => void;
	reset: () => void;
}

const header = ({ headers }: EmulatorRequest, name: string) => {
	const value = headers[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
};

export function createAuth(store: Store, account: Account, limiter: RateLimiter): Auth {
	const tokens: Record<Generation, Token[]> = { current: [], legacy: [] };
	let serial = 0;
	let underWay = 0;
	let mostUnderWay = 0;
	let signIns = 0;
	const age = ({ issued }: Token) => (store.now() - issued) / 1000;

	/** The same token until it is 6,600 s old; afterwards a new one, and both work until the old one's end. */
	function tokenFor(generation: Generation): Token {
		const last = tokens[generation].at(-1);
		if (last && age(last) < store.switches.sameTokenSeconds) return last;
		const made = { value: `${generation}-token-${++serial}`, issued: store.now() };
		tokens[generation].push(made);
		return made;
	}

	const checkedApp = (body: Body): void => {
		if (!body.appId) throw new Refusal(10001, '缺少参数appId');
		if (!body.appSecret) throw new Refusal(10002, '缺少参数appSecret');
		if (!body.permanentCode) throw new Refusal(10012, '缺少参数permanentCode');
		if (body.appId !== account.appId) throw new Refusal(20006, 'appId错误');
		if (body.appSecret !== account.appSecret) throw new Refusal(10006, 'appSecret错误');
		if (body.permanentCode !== account.permanentCode) throw new Refusal(20015, '永久授权码错误');
	};

	async function signIn(generation: Generation, request: EmulatorRequest): Promise<Answer> {
		checkTrace(store, request);
		if (underWay > 0) return refused(14001, '不允许并发调用');
		underWay++;
		mostUnderWay = Math.max(mostUnderWay, underWay);
		try {
			await sleep(store.switches.signInMs);
			const quota = { limit: 10, windowMs: 60_000, window: 'sliding' } as const;
			if (limiter.take(`sign-in ${generation}`, quota) !== undefined)
				return refused(14001, '超过调用次数限制');
			const body = bodyOf(request);
			if (!store.switches.addressAllowed)
				throw new Refusal(store.switches.addressCode, 'IP不在白名单');
			checkedApp(body);
			if (generation === 'current' && body.grantType !== 'app_secret')
				throw new Refusal(15002, 'grantType错误');
			const token = tokenFor(generation);
			signIns++;
			const left = store.switches.expiresIn === 'left' ? LIFE_SECONDS - age(token) : LIFE_SECONDS;
			const expiresIn = Math.floor(left);
			return generation === 'current'
				? ok({
						accessToken: token.value,
						expiresIn,
						ea: account.ea,
						appId: account.appId,
						openUserId: account.corpId,
					})
				: ok({ corpAccessToken: token.value, corpId: account.corpId, expiresIn });
		} finally {
			underWay--;
		}
	}

	const alive = (generation: Generation, value: unknown) =>
		tokens[generation].some((token) => token.value === value && age(token) < LIFE_SECONDS);

	function current(request: EmulatorRequest, body: Body): Caller {
		const token = /^Bearer (.+)$/.exec(header(request, 'authorization') ?? '')?.[1];
		if (!alive('current', token))
			throw new Refusal(store.switches.bearerCode, 'accessToken不存在或者已经过期');
		if (header(request, 'x-fs-ea') !== account.ea) throw new Refusal(20017, 'ea不存在');
		const user = store.users.get(header(request, 'x-fs-userid') ?? '');
		if (!user) throw new Refusal(30027, '员工不存在');
		return {
			user,
			convert: body.convertUserId === true,
			mediaIds: body.convertMediaId === true,
		};
	}

	function company(body: Body): void {
		if (!body.corpAccessToken) throw new Refusal(10013, '缺少参数corpAccessToken');
		if (!alive('legacy', body.corpAccessToken))
			throw new Refusal(20016, 'corpAccessToken不存在或者已经过期');
		if (body.corpId !== account.corpId) throw new Refusal(20017, 'corpId不存在');
	}

	function legacy(body: Body): Caller {
		company(body);
		const user = [...store.users.values()].find(
			({ openUserId }) => openUserId === body.currentOpenUserId,
		);
		if (!user) throw new Refusal(20012, 'openUserId不存在');
		return {
			user,
			convert: body.convertUserId !== false,
			mediaIds: body.convertMediaId !== false,
		};
	}

	return {
		signIn,
		companyOnly: (request) => {
			checkTrace(store, request);
			company((request.body ?? {}) as Body);
		},
		caller: (request) => {
			checkTrace(store, request);
			if (request.malformed) throw new Refusal(600001, '请求体不是JSON');
			const body = (request.body ?? {}) as Body;
			const byBody = LEGACY_KEYS.some((key) => key in body);
			const byHeader = Boolean(header(request, 'authorization') ?? header(request, 'x-fs-ea'));
			if (byBody && byHeader) throw new Refusal(15002, '两种鉴权方式不能混用');
			if (!byBody && !byHeader) throw new Refusal(20017, 'corpId不存在');
			return byBody ? legacy(body) : current(request, body);
		},
		grant: (generation) => tokenFor(generation).value,
		signIns: () => signIns,
		atOnce: () => mostUnderWay,
		expireTokens: () => {
			tokens.current.length = tokens.legacy.length = 0;
		},
		reset: () => {
			tokens.current.length = tokens.legacy.length = 0;
			signIns = mostUnderWay = 0;
		},
	};
}

export function checkTrace({ switches }: Store, { query }: EmulatorRequest): void {
	if (switches.withoutTraceId === 'accepted') return;
	if (typeof query.thirdTraceId !== 'string' || query.thirdTraceId === '')
		throw new Refusal(15002, '缺少参数thirdTraceId');
}

/** Limits per interface, and the day's quota. */
export function limitRate(
	store: Store,
	limiter: RateLimiter,
	{ path }: EmulatorRequest,
): Answer | undefined {
	const { switches, now } = store;
	if (!switches.quotaPack) return refused(30003, '未购买OpenAPI资源包');
	const day = { limit: switches.dailyQuota, windowMs: 86_400_000, window: 'fixed' } as const;
	if (limiter.take(`day ${Math.floor(now() / 86_400_000)}`, day) !== undefined)
		return refused(30002, '当日调用次数已用完');
	const quota = { limit: switches.callsPer20s, windowMs: 20_000, window: switches.window };
	return limiter.take(path, quota) === undefined
		? undefined
		: refused(switches.overLimitCode, '超过调用频率限制');
}
