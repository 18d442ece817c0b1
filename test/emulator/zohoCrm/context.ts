import type { OtherHost, Route } from '../frame';
import type { Store } from './store';

/** What every endpoint gets. */
export interface Context {
	store: Store;
	/** The emulator's own origin. */
	url: () => string;
	/** Where results of bulk writes may lie. */
	otherHost: OtherHost;
	account: Account;
}

export interface Account {
	clientId: string;
	clientSecret: string;
	refreshToken: string;
}

export type Endpoints = (context: Context) => Route[];
