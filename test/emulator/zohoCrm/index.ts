/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Emulator, EmulatorOptions, OtherHost, Route, VendorDefinition } from '../frame';
import { startEmulator, startOtherHost } from '../frame';
import { authorize, consentRoute, limitRate, newToken, tokenRoute } from './auth';
import { withBody } from './body';
import type { Account, Context, Endpoints } from './context';
import { actions } from './endpoints/actions';
import { answerResult, bulk } from './endpoints/bulk';
import { files } from './endpoints/files';
import { legacy } from './endpoints/legacy';
import { metadata } from './endpoints/metadata';
import { records } from './endpoints/records';
import { related } from './endpoints/related';
import { search } from './endpoints/search';
import { things } from './endpoints/things';
import { watch } from './endpoints/watch';
import { Refusal, refuse } from './envelope';
import { seedTenant } from './metadata';
import { isHeavy } from './scopes';
import type { Seed } from './seed';
import { createSeed } from './seed';
import type { Store } from './store';
import { createStore } from './store';
import type { ZohoCrmSwitches } from './switches';
import { defaultSwitches } from './switches';

export { demoSeed } from './seed';
export type { Seed } from './seed';
export type { ZohoCrmSwitches } from './switches';
export { addModule } from './metadata';
export { unzip, zipOf } from './zip';

export interface ZohoCrmOptions extends EmulatorOptions {
	account?: Account;
	/** Start values; `emulator.switches` changes them while it runs. */
	switches?: Partial<ZohoCrmSwitches>;
	/** Records to begin with; runs again on `reset`. */
	seed?: (seed: Seed) => void;
}

export interface ZohoCrmState {
	account: Account;
	seed: Seed;
	/** Everything the organization holds, for looking behind the API. */
	store: Store;
	/** Where results of bulk writes may lie. */
	otherHost: OtherHost;
	/** An access token that is good now. */
	token: () => string;
	/** Every notification that was due is delivered. */
	delivered: () => Promise<void>;
}

export type ZohoCrmEmulator = Emulator<ZohoCrmState, ZohoCrmSwitches>;

const groups: Endpoints[] = [
	records,
	search,
	actions,
	related,
	things,
	files,
	metadata,
	bulk,
	legacy,
	watch,
];

/** Lets a call take its time, so that calls under way can be counted. */
function timed({ store }: Context, route: Route): Route {
	return {
		...route,
		handle: async (sent) => {
			const request = withBody(sent);
			const { latencyMs } = store.switches;
			if (!latencyMs) return withCredits(store, await route.handle(request));
			const heavy = isHeavy(request.method, request.path);
			store.underWay += 1;
			if (heavy) store.heavyUnderWay += 1;
			try {
				await sleep(latencyMs);
				return withCredits(store, await route.handle(request));
			} finally {
				store.underWay -= 1;
				if (heavy) store.heavyUnderWay -= 1;
			}
		},
	};
}

/** `X-API-CREDITS-REMAINING` comes once half of the credits are used. */
function withCredits(store: Store, answer: Awaited<ReturnType<Route['handle']>>) {
	const { credits } = store.switches;
	if (store.creditsUsed <= credits / 2) return answer;
	return {
		...answer,
		headers: { 'x-api-credits-remaining': String(credits - store.creditsUsed), ...answer.headers },
	};
}

/** Whether a path is known with another method. */
function knows(routes: Route[], path: string): boolean {
	return routes.some((route) => {
		const pattern = route.path.replace(/:[a-z]+/gi, '[^/]+');
		return new RegExp(`^${pattern}$`).test(path);
	});
}

function define(options: ZohoCrmOptions): VendorDefinition<ZohoCrmState, ZohoCrmSwitches> {
	const account = options.account ?? {
		clientId: '1000.CLIENT',
		clientSecret: 'client-secret',
		refreshToken: 'demo-refresh',
	};
	return {
		name: 'Zoho CRM',
		basePath: '',
		switches: { ...defaultSwitches, ...options.switches },
		start: async ({ now, url, switches }) => {
			const store = createStore({ switches, now });
			const seed = createSeed(store);
			const fill = () => {
				seedTenant(store);
				options.seed?.(seed);
			};
			fill();
			const otherHost = await startOtherHost((request) => answerResult(store, request), now);
			const context: Context = { store, url, otherHost, account };
			const routes = groups.flatMap((endpoints) => endpoints(context));
			return {
				state: {
					account,
					seed,
					store,
					otherHost,
					token: () => newToken(store),
					delivered: async () => void (await Promise.all(store.sending)),
				},
				routes: [
					consentRoute(context),
					tokenRoute(context),
					...routes.map((route) => timed(context, route)),
				],
				authorize: (request) => authorize(store, request),
				rateLimit: (request) => limitRate(store, withBody(request)),
				notFound: ({ path }) => {
					const wrongMethod = knows(routes, path);
					const refusal = wrongMethod
						? refuse('INVALID_REQUEST_METHOD', 'The http request method type is not a valid one')
						: refuse(
								'INVALID_URL_PATTERN',
								'Please check if the URL trying to access is a correct one',
								{},
								404,
							);
					return { status: refusal.status, body: refusal.row() };
				},
				malformed: () => ({
					status: 400,
					body: refuse('INVALID_DATA', 'body is not valid JSON').row(),
				}),
				failed: (error) =>
					error instanceof Refusal
						? { status: error.status, body: error.row() }
						: {
								status: 500,
								body: refuse('INTERNAL_ERROR', String((error as Error).stack), {}, 500).row(),
							},
				reset: () => {
					otherHost.log.clear();
					store.clear();
					fill();
				},
				close: otherHost.close,
			};
		},
	};
}

export const startZohoCrm = async (options: ZohoCrmOptions = {}): Promise<ZohoCrmEmulator> =>
	await startEmulator(define(options), options);
