import type { FaultPlan } from './faults';
import type { RequestLog } from './log';

/** Query parameters as they came: a repeated name keeps all its values, in order. */
export type Query = Record<string, string | string[]>;

/** One part of a multipart body; a part without a file name is a plain form field. */
export interface Part {
	name: string;
	filename?: string;
	type: string;
	content: Buffer;
}

export interface EmulatorRequest {
	method: string;
	/** Path as it was sent (percent signs kept), without query and without the vendor's base path (`/api`), as routes are written. */
	path: string;
	query: Query;
	/** Exactly what stood in the request line, base path and query included. */
	rawUrl: string;
	headers: Record<string, string | string[] | undefined>;
	/** Parsed JSON; else the text; undefined when there was no body or a multipart one. */
	body: unknown;
	/** The body as it came; absent for multipart. */
	bytes?: Buffer;
	parts?: Part[];
	/** Milliseconds of the emulator's clock at arrival. */
	at: number;
	/** Values of the `:name` segments of the route. */
	params: Record<string, string>;
	/** The body claimed to be JSON (or multipart) and was not. */
	malformed: boolean;
}

/** Buffers go out as they are, strings as text, everything else as JSON. */
export interface Answer {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** fastify's syntax, after the base path: `/v1/user/:id` */
	path: string;
	/** Lives outside the base path and decides about its own access: neither `authorize` nor `rateLimit` runs. */
	open?: boolean;
	handle: (request: EmulatorRequest) => Answer | Promise<Answer>;
}

/** What the frame asks of a running vendor; a refusal is the vendor's own answer. */
export interface RunningVendor<State extends object> {
	/** Becomes part of the Emulator object; must keep its identity over `reset`. */
	state: State;
	routes: Route[];
	authorize?: (request: EmulatorRequest) => Answer | undefined;
	rateLimit?: (request: EmulatorRequest) => Answer | undefined;
	notFound: (request: EmulatorRequest) => Answer;
	malformed: (request: EmulatorRequest) => Answer;
	/** What an endpoint threw: a refusal of the vendor, or a bug of the emulator. */
	failed: (error: unknown, request: EmulatorRequest) => Answer;
	reset: () => void;
	close?: () => Promise<void>;
}

export interface VendorContext<Switches extends object> {
	now: () => number;
	/** The emulator's own origin; known once it listens. */
	url: () => string;
	/** The live object: a test changes it while the emulator runs. */
	switches: Switches;
}

export interface VendorDefinition<State extends object, Switches extends object> {
	name: string;
	/** `/api`, or '' */
	basePath: string;
	switches: Switches;
	start: (context: VendorContext<Switches>) => RunningVendor<State> | Promise<RunningVendor<State>>;
}

export interface EmulatorOptions {
	/** 0 (the default) takes a free one. */
	port?: number;
	/** Milliseconds; asked anew each time, so a test may speed it up. */
	now?: () => number;
}

export interface EmulatorCore<Switches extends object> {
	/** `http://127.0.0.1:port`, without a trailing slash and without the base path */
	url: string;
	log: RequestLog;
	faults: FaultPlan;
	switches: Switches;
	now: () => number;
	/** Empties log and fault plan, sets the switches and the vendor's data back to their start. */
	reset: () => void;
	close: () => Promise<void>;
}

export type Emulator<State extends object, Switches extends object> = EmulatorCore<Switches> &
	State;
