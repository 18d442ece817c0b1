import type { Route } from '../frame';
import type { Store } from './store';

/** What every endpoint gets. */
export interface Context {
	store: Store;
	/** The emulator's own origin. */
	url: () => string;
	account: Account;
}

export interface Account {
	clientId: string;
	clientSecret: string;
	refreshToken: string;
}

export type Endpoints = (context: Context) => Route[];
