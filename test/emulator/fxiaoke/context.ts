import type { EmulatorRequest, OtherHost, Route } from '../frame';
import type { Account, Auth, Caller } from './auth';
import type { Store } from './store';

/** What every endpoint gets. */
export interface Context {
	store: Store;
	account: Account;
	auth: Auth;
	/** The vendor's file host: signed links lead there, no token is asked for. */
	fileHost: () => OtherHost;
	caller: (request: EmulatorRequest) => Caller;
}

export type Endpoints = (context: Context) => Route[];

/** Everything is POST. */
export const post = (path: string, handle: Route['handle']): Route => ({
	method: 'POST',
	path,
	handle,
});
