import type { Emulator, EmulatorOptions, OtherHost, VendorDefinition } from '../frame';
import { createLimiter, startEmulator, startOtherHost } from '../frame';
import type { Account } from './auth';
import { authorize, limitRate } from './auth';
import type { Context, Endpoints } from './context';
import { fileField } from './endpoints/fileField';
import { files } from './endpoints/files';
import { lists } from './endpoints/lists';
import { metadata } from './endpoints/metadata';
import { records } from './endpoints/records';
import { relations } from './endpoints/relations';
import { richText } from './endpoints/richText';
import { consolePage, storage } from './endpoints/storage';
import { userGroups } from './endpoints/userGroups';
import { users } from './endpoints/users';
import { answerRefusal, Refusal, refused } from './envelope';
import { answerTimed } from './links';
import type { Seed } from './seed';
import { createSeed, seedTenant } from './seed';
import type { Store } from './store';
import { createStore } from './store';
import type { ServiceGoSwitches } from './switches';
import { defaultSwitches } from './switches';

export { signOf } from './auth';
export { demoSeed } from './seed';
export type { Seed } from './seed';
export type { ServiceGoSwitches } from './switches';

export interface ServiceGoOptions extends EmulatorOptions {
	account?: Account;
	quotaPerMinute?: number;
	/** Start values; `emulator.switches` changes them while it runs. */
	switches?: Partial<ServiceGoSwitches>;
	/** Records to begin with; runs again on `reset`. */
	seed?: (seed: Seed) => void;
}

export interface ServiceGoState {
	/** `${url}/api`, what a client takes as its base URL */
	baseUrl: string;
	account: Account;
	seed: Seed;
	/** Everything the tenant holds, for looking behind the API. */
	store: Store;
	/** Where docUrl and downloadAddress point to; its log shows what clients told it. */
	otherHost: OtherHost;
}

export type ServiceGoEmulator = Emulator<Omit<ServiceGoState, 'baseUrl'>, ServiceGoSwitches> &
	Pick<ServiceGoState, 'baseUrl'>;

const groups: Endpoints[] = [
	records,
	lists,
	richText,
	files,
	relations,
	fileField,
	metadata,
	users,
	userGroups,
	storage,
];

type OwnState = Omit<ServiceGoState, 'baseUrl'>;

function define(options: ServiceGoOptions): VendorDefinition<OwnState, ServiceGoSwitches> {
	const account = options.account ?? { email: 'admin@example.com', token: 'demo-token' };
	const quota = options.quotaPerMinute ?? defaultSwitches.quotaPerMinute;
	return {
		name: 'ServiceGo',
		basePath: '/api',
		switches: { ...defaultSwitches, quotaPerMinute: quota, ...options.switches },
		start: async ({ now, url, switches }) => {
			const store = createStore({ switches, now, admin: account.email });
			const seed = createSeed(store);
			const fill = () => {
				seedTenant(store, seed);
				options.seed?.(seed);
			};
			fill();
			const limiter = createLimiter(now);
			const otherHost = await startOtherHost((request) => answerTimed(context, request), now);
			const check: Context['authorize'] = (request) => authorize(request, account, switches);
			const context: Context = { store, url, otherHost, authorize: check };
			return {
				state: { account, seed, store, otherHost },
				routes: groups.flatMap((endpoints) => endpoints(context)),
				authorize: check,
				rateLimit: () => limitRate(limiter, account, switches),
				notFound: ({ rawUrl }) =>
					rawUrl.startsWith('/api/') || switches.outsideApi === 'envelope'
						? refused(404, 404, '接口不存在')
						: consolePage,
				malformed: () => refused(400, 400, '请求体格式错误'),
				failed: (error, { method }) =>
					error instanceof Refusal
						? answerRefusal(error, switches, method === 'GET')
						: refused(500, 500, String(error)),
				reset: () => {
					limiter.reset();
					otherHost.log.clear();
					store.clear();
					fill();
				},
				close: otherHost.close,
			};
		},
	};
}

export async function startServiceGo(options: ServiceGoOptions = {}): Promise<ServiceGoEmulator> {
	const emulator = await startEmulator(define(options), options);
	return { ...emulator, baseUrl: `${emulator.url}/api` };
}
