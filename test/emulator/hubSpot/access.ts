import type { Answer, EmulatorRequest, RateLimiter } from '../frame';
import { answerRefusal, correlationId, Refusal } from './refusal';
import type { HubSpotSwitches } from './switches';

export interface Token {
	until: number;
	/** Absent: all. */
	scopes?: string[];
}

const READ = ['GET', '/search', '/batch/read'];

/** Scopes of which any one is enough; undefined: the token alone is. */
function scopesFor({ method, path }: EmulatorRequest): string[] | undefined {
	const reading = READ.some((mark) => method === mark || path.includes(mark));
	const way = reading ? 'read' : 'write';
	const type = /\/objects\/(?:v3\/|2026-0[39]\/)?([^/]+)/.exec(path)?.[1];
	if (/^\/crm\/(v3\/)?objects/.test(path) && type) {
		if (type === 'tickets') return ['tickets'];
		return [`crm.objects.${type}.${way}`, `crm.objects.${type}.sensitive.${way}.v2`];
	}
	if (path.includes('/approvals')) {
		return reading ? ['deal-approval-read'] : ['crm-pipelines-governance-write'];
	}
	if (path.startsWith('/files/')) return ['files'];
	if (path.includes('/lists')) return [`crm.lists.${way}`];
	if (path.includes('/owners')) return ['crm.objects.owners.read'];
	if (path.includes('/imports')) return ['crm.import'];
	if (path.includes('/exports')) return ['crm.export'];
	return undefined;
}

export function authorize(
	request: EmulatorRequest,
	tokens: ReadonlyMap<string, Token>,
	now: number,
): Answer | undefined {
	const [, given] = /^Bearer (.+)$/.exec(String(request.headers.authorization ?? '')) ?? [];
	const token = given === undefined ? undefined : tokens.get(given);
	if (!token)
		return answerRefusal(
			new Refusal(
				401,
				'INVALID_AUTHENTICATION',
				'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
			),
		);
	if (token.until <= now)
		return answerRefusal(
			new Refusal(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired'),
		);
	const wanted = token.scopes && scopesFor(request);
	if (!wanted || wanted.some((scope) => token.scopes?.includes(scope))) return undefined;
	const message =
		"This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.";
	return answerRefusal(
		new Refusal(403, 'MISSING_SCOPES', message, {
			errors: [
				{
					message: 'One or more of the following scopes are required.',
					context: { requiredGranularScopes: wanted },
				},
			],
		}),
	);
}

const POLICIES = {
	SECONDLY: 'You have reached your secondly limit.',
	TEN_SECONDLY_ROLLING: 'You have reached your ten_secondly_rolling limit.',
	DAILY: 'You have reached your daily limit.',
} as const;

export type Policy = keyof typeof POLICIES;

export const overLimit = (
	policyName: Policy,
	waitMs: number,
	{ retryAfter }: HubSpotSwitches,
): Answer => ({
	status: 429,
	headers:
		retryAfter === 'present' ? { 'retry-after': String(Math.ceil(waitMs / 1000)) } : undefined,
	body: {
		status: 'error',
		message: POLICIES[policyName],
		errorType: 'RATE_LIMIT',
		correlationId: correlationId(),
		policyName,
		groupName: 'privateapp:62515',
	},
});

const DAY_MS = 86_400_000;
const BURST_MS = 10_000;

/** Burst by app, day by account, searches per second on top. */
export function createLimits(limiter: RateLimiter, now: () => number, switches: HubSpotSwitches) {
	let sent: number[] = [];
	let today = 0;
	const isSearch = ({ method, path }: EmulatorRequest) =>
		method === 'POST' && /\/objects\/.*\/search\/?$/.test(path);
	return {
		take(request: EmulatorRequest): Answer | undefined {
			const at = now();
			if (today >= switches.dailyLimit) return overLimit('DAILY', DAY_MS, switches);
			const burst = limiter.take('burst', {
				limit: switches.burstLimit,
				windowMs: BURST_MS,
				window: 'sliding',
			});
			if (burst !== undefined) return overLimit('TEN_SECONDLY_ROLLING', burst, switches);
			sent = sent.filter((time) => time > at - BURST_MS);
			sent.push(at);
			today++;
			if (!isSearch(request)) return undefined;
			const search = limiter.take('search', {
				limit: switches.searchesPerSecond,
				windowMs: 1000,
				window: 'sliding',
			});
			return search === undefined ? undefined : overLimit('SECONDLY', search, switches);
		},
		/** None of them on searches. */
		headers(request: EmulatorRequest): Record<string, string> {
			if (isSearch(request)) return {};
			const daily: Record<string, string> =
				switches.dailyHeaders === 'present'
					? {
							'x-hubspot-ratelimit-daily': String(switches.dailyLimit),
							'x-hubspot-ratelimit-daily-remaining': String(switches.dailyLimit - today),
						}
					: {};
			return {
				'x-hubspot-ratelimit-max': String(switches.burstLimit),
				'x-hubspot-ratelimit-remaining': String(Math.max(0, switches.burstLimit - sent.length)),
				'x-hubspot-ratelimit-interval-milliseconds': String(BURST_MS),
				...daily,
			};
		},
		reset() {
			sent = [];
			today = 0;
			limiter.reset();
		},
	};
}
