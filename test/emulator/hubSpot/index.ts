import type { Emulator, EmulatorOptions, OtherHost, Route, VendorDefinition } from '../frame';
import { createLimiter, startEmulator, startOtherHost } from '../frame';
import { authorize, createLimits, type Token } from './access';
import type { Context, Endpoints } from './context';
import { account, governance, legacy, oauth } from './endpoints/account';
import { associations } from './endpoints/associations';
import { batches } from './endpoints/batch';
import { answerFile, files } from './endpoints/files';
import { lists } from './endpoints/lists';
import { owners, pipelines, properties, schemas } from './endpoints/metadata';
import { objects } from './endpoints/objects';
import { exports_, imports } from './endpoints/tasks';
import { webhooks } from './endpoints/webhooks';
import { answerRefusal, invalid, Refusal } from './refusal';
import { createSeed, seedAccount, type Seed } from './seed';
import { createStore, type Store, type StoredApp } from './store';
import { defaultSwitches, type HubSpotSwitches } from './switches';

export { overLimit } from './access';
export { demoSeed } from './seed';
export type { Seed } from './seed';
export type { HubSpotSwitches } from './switches';

export interface HubSpotOptions extends EmulatorOptions {
	/** Start values; `emulator.switches` changes them while it runs. */
	switches?: Partial<HubSpotSwitches>;
	/** Records to begin with; runs again on `reset`. */
	seed?: (seed: Seed) => void;
}

export interface HubSpotState {
	/** A token with every scope that never ends. */
	token: string;
	/** Tokens by text: tests add some with few scopes, or let one run out. */
	tokens: Map<string, Token>;
	seed: Seed;
	/** The developer's app: its key and secret, its webhooks. */
	app: StoredApp;
	/** Everything the account holds, for looking behind the API. */
	store: Store;
	/** Where files lie; its log shows what clients told it. */
	otherHost: OtherHost;
}

export type HubSpotEmulator = Emulator<HubSpotState, HubSpotSwitches>;

const groups: Endpoints[] = [
	batches,
	objects,
	associations,
	properties,
	pipelines,
	owners,
	schemas,
	lists,
	files,
	imports,
	exports_,
	governance,
	account,
	oauth,
	webhooks,
	legacy,
];

const DEMO = 'pat-na1-demo-token';

function define(options: HubSpotOptions): VendorDefinition<HubSpotState, HubSpotSwitches> {
	return {
		name: 'HubSpot CRM',
		basePath: '',
		switches: { ...defaultSwitches, ...options.switches },
		start: async ({ now, url, switches }) => {
			const store = createStore({ switches, now });
			const seed = createSeed(store);
			const tokens = new Map<string, Token>();
			const app: StoredApp = {
				id: '54321',
				developerKey: 'demo-developer-key',
				clientSecret: 'demo-client-secret',
				subscriptions: new Map(),
			};
			const fill = () => {
				app.settings = undefined;
				app.scopes = undefined;
				app.subscriptions.clear();
				store.apps.set(app.id, app);
				tokens.clear();
				tokens.set(DEMO, { until: Infinity });
				seedAccount(store);
				options.seed?.(seed);
			};
			fill();
			const limits = createLimits(createLimiter(now), now, switches);
			const otherHost = await startOtherHost((request) => answerFile(store, request), now);
			const context: Context = { store, url, otherHost, otherUrl: () => otherHost.url, tokens };
			const withHeaders = (route: Route): Route => ({
				...route,
				handle: async (request) => {
					const headers = limits.headers(request);
					try {
						const answer = await route.handle(request);
						return { ...answer, headers: { ...headers, ...answer.headers } };
					} catch (error) {
						const refusal =
							error instanceof Refusal ? error : new Refusal(500, 'INTERNAL', String(error));
						const answer = answerRefusal(refusal);
						return { ...answer, headers: { ...headers, ...answer.headers } };
					}
				},
			});
			return {
				state: { token: DEMO, tokens, seed, app, store, otherHost },
				routes: groups.flatMap((endpoints) => endpoints(context)).map(withHeaders),
				authorize: (request) => authorize(request, tokens, now()),
				rateLimit: (request) => limits.take(request),
				notFound: () => ({
					status: 404,
					body: '<html><body>404 Not Found</body></html>',
					headers: { 'content-type': 'text/html' },
				}),
				malformed: () => answerRefusal(invalid('Invalid input JSON')),
				failed: (error) =>
					error instanceof Refusal
						? answerRefusal(error)
						: answerRefusal(new Refusal(500, 'INTERNAL', String(error))),
				reset: () => {
					limits.reset();
					otherHost.log.clear();
					store.clear();
					fill();
				},
				close: otherHost.close,
			};
		},
	};
}

/** The API of one account, on the version paths that are in circulation. */
export const startHubSpot = async (options: HubSpotOptions = {}): Promise<HubSpotEmulator> =>
	await startEmulator(define(options), options);
