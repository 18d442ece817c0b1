import { createHash } from 'node:crypto';
import type { Answer, EmulatorRequest, RateLimiter } from '../frame';
import { answerRefusal, Refusal, refused } from './envelope';
import type { ServiceGoSwitches } from './switches';

const VALID_SECONDS = 300;

export interface Account {
	email: string;
	token: string;
}

export function signOf(
	{ email, token }: Account,
	timestamp: string,
	digest: ServiceGoSwitches['digest'],
): string {
	return createHash(digest).update(`${email}&${token}&${timestamp}`).digest('hex');
}

function problemOf(
	{ query, at }: EmulatorRequest,
	account: Account,
	digest: ServiceGoSwitches['digest'],
): string | undefined {
	const { email, timestamp, sign } = query;
	if (typeof email !== 'string' || typeof timestamp !== 'string' || typeof sign !== 'string') {
		return '缺少鉴权参数: email, timestamp, sign';
	}
	if (!/^\d{10}$/.test(timestamp)) return 'timestamp 格式错误';
	if (Math.abs(at / 1000 - Number(timestamp)) > VALID_SECONDS) return 'timestamp 已过期';
	if (email !== account.email) return '邮箱错误';
	return sign === signOf(account, timestamp, digest) ? undefined : 'sign 错误';
}

/** The body and all other parameters are not signed. */
export function authorize(
	request: EmulatorRequest,
	account: Account,
	switches: ServiceGoSwitches,
): Answer | undefined {
	const problem = problemOf(request, account, switches.digest);
	if (problem === undefined) return undefined;
	return answerRefusal(new Refusal('unauthorized', problem), switches, false);
}

export function limitRate(
	limiter: RateLimiter,
	account: Account,
	switches: ServiceGoSwitches,
): Answer | undefined {
	const { quotaPerMinute: limit, quotaWindow: window, overQuota } = switches;
	const wait = limiter.take(account.email, { limit, windowMs: 60_000, window });
	if (wait === undefined) return undefined;
	const status = { http429: 429, http429RetryAfter: 429, http400: 400, body: 200 }[overQuota];
	const answer = refused(status, switches.overQuotaCode, switches.overQuotaMessage);
	if (overQuota !== 'http429RetryAfter') return answer;
	return { ...answer, headers: { 'retry-after': String(Math.ceil(wait / 1000)) } };
}
