import type { Emulator, EmulatorOptions, OtherHost, VendorDefinition } from '../frame';
import { createLimiter, startEmulator, startOtherHost } from '../frame';
import { createAuth, limitRate, type Account, type Auth } from './auth';
import { post, type Context, type Endpoints } from './context';
import { approvals } from './endpoints/approvals';
import { answerFileHost, files } from './endpoints/files';
import { flows } from './endpoints/flows';
import { metadata } from './endpoints/metadata';
import { people } from './endpoints/people';
import { records } from './endpoints/records';
import { pools, team } from './endpoints/teamPool';
import { Refusal, refused } from './envelope';
import { createSeed, seedTenant, type Seed } from './seed';
import { createStore, type Store } from './store';
import { defaultSwitches, type FxiaokeSwitches } from './switches';

export type { Account } from './auth';
export { demoSeed } from './seed';
export type { Seed } from './seed';
export type { FxiaokeSwitches } from './switches';

export interface FxiaokeOptions extends EmulatorOptions {
	account?: Account;
	/** Start values; `emulator.switches` changes them while it runs. */
	switches?: Partial<FxiaokeSwitches>;
	/** Records to begin with; runs again on `reset`. */
	seed?: (seed: Seed) => void;
}

export interface FxiaokeState {
	account: Account;
	seed: Seed;
	/** Everything the tenant holds, for looking behind the API. */
	store: Store;
	/** Tokens: how many sign-ins there were, and how to make all of them die. */
	auth: Auth;
	/** Where uploads go and signed links lead; its log shows what clients told it. */
	fileHost: OtherHost;
}

export type FxiaokeEmulator = Emulator<FxiaokeState, FxiaokeSwitches>;

const groups: Endpoints[] = [records, metadata, approvals, flows, team, pools, files, people];

export const demoAccount: Account = {
	appId: 'FSAID_demo',
	appSecret: 'demo-app-secret',
	permanentCode: 'demo-permanent-code',
	ea: 'demo_ea',
	corpId: 'FSCID_demo',
};

/** Before an acting user is known, only the app is. */
const BY_MOBILE = '/cgi/user/getByMobile';

/** Vendor's answer to everything that went wrong: a code inside a 200. */
const answered = (error: unknown) =>
	error instanceof Refusal ? refused(error.code, error.said) : refused(-2, String(error));

function define(options: FxiaokeOptions): VendorDefinition<FxiaokeState, FxiaokeSwitches> {
	const account = options.account ?? demoAccount;
	return {
		name: 'Fxiaoke',
		basePath: '',
		switches: { ...defaultSwitches, ...options.switches },
		start: async ({ now, switches }) => {
			const store = createStore({ switches, now });
			const seed = createSeed(store);
			const fill = () => {
				seedTenant(store, seed);
				options.seed?.(seed);
			};
			fill();
			const limiter = createLimiter(now);
			const auth = createAuth(store, account, limiter);
			const fileHost = await startOtherHost((request) => answerFileHost(context, request), now);
			const context: Context = {
				store,
				account,
				auth,
				fileHost: () => fileHost,
				caller: auth.caller,
			};
			const signIn = [
				post('/oauth2.0/token', async (request) => await auth.signIn('current', request)),
				post(
					'/cgi/corpAccessToken/get/V2',
					async (request) => await auth.signIn('legacy', request),
				),
			].map((route) => ({ ...route, open: true }));
			return {
				state: { account, seed, store, auth, fileHost },
				routes: [...signIn, ...groups.flatMap((endpoints) => endpoints(context))],
				authorize: (request) => {
					try {
						if (request.path === BY_MOBILE) auth.companyOnly(request);
						else auth.caller(request);
						return undefined;
					} catch (error) {
						return answered(error);
					}
				},
				rateLimit: (request) => limitRate(store, limiter, request),
				notFound: () => refused(10006, 'uri is not exists'),
				malformed: () => refused(600001, '请求体不是JSON'),
				failed: answered,
				reset: () => {
					limiter.reset();
					fileHost.log.clear();
					auth.reset();
					store.clear();
					fill();
				},
				close: fileHost.close,
			};
		},
	};
}

export const startFxiaoke = async (options: FxiaokeOptions = {}): Promise<FxiaokeEmulator> =>
	await startEmulator(define(options), options);
