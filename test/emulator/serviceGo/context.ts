import type { Answer, EmulatorRequest, OtherHost, Route } from '../frame';
import type { Store } from './store';

/** What every endpoint gets. */
export interface Context {
	store: Store;
	/** The emulator's own origin. */
	url: () => string;
	otherHost: OtherHost;
	/** For links outside the API that may ask for the signature too. */
	authorize: (request: EmulatorRequest) => Answer | undefined;
}

export type Endpoints = (context: Context) => Route[];
