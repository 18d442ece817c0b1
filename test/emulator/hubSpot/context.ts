import type { Answer, EmulatorRequest, OtherHost, Route } from '../frame';
import type { Store } from './store';

export interface Context {
	store: Store;
	/** The emulator's own origin. */
	url: () => string;
	/** Where signed URLs and export files lie. */
	otherHost: OtherHost;
	otherUrl: () => string;
	/** OAuth tokens by text. */
	tokens: Map<string, { until: number; scopes?: string[] }>;
}

export type Endpoints = (context: Context) => Route[];

export type Version = 'v1' | 'v2' | 'v3' | 'v4' | '2026-03' | '2026-09';

type Handle = (request: EmulatorRequest, version: Version) => Answer | Promise<Answer>;

/** One endpoint under the prefixes of several versions; a slash at the end makes no difference. */
export const route = (
	prefixes: ReadonlyArray<readonly [Version, string]>,
	method: Route['method'],
	suffix: string,
	handle: Handle,
): Route[] =>
	prefixes.flatMap(([version, prefix]) =>
		[`${prefix}${suffix}`, `${prefix}${suffix}/`].map((path) => ({
			method,
			path,
			handle: (request) => handle(request, version),
		})),
	);

export const ok = (body: unknown, status = 200): Answer => ({ status, body });
export const noContent: Answer = { status: 204 };
