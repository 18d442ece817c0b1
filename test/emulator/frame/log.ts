import type { EmulatorRequest } from './types';

export interface LogEntry extends EmulatorRequest {
	/** What the client got; 0 while running, and when the connection was reset. */
	status: number;
	/** What the fault plan did to this request. */
	fault?: string;
}

export interface RequestLog {
	entries: LogEntry[];
	/** Entries of one method and path; leave out the path for all of a method. */
	of: (method: string, path?: string | RegExp) => LogEntry[];
	add: (request: EmulatorRequest) => LogEntry;
	clear: () => void;
}

export function matchesPath(path: string, wanted: string | RegExp | undefined): boolean {
	if (wanted === undefined) return true;
	// search() ignores lastIndex, so a /g pattern does not match every other request only
	return typeof wanted === 'string' ? path === wanted : path.search(wanted) >= 0;
}

export function createLog(): RequestLog {
	const entries: LogEntry[] = [];
	return {
		entries,
		of: (method, path) =>
			entries.filter((entry) => entry.method === method && matchesPath(entry.path, path)),
		add: (request) => {
			const entry: LogEntry = { ...request, status: 0 };
			entries.push(entry);
			return entry;
		},
		clear: () => {
			entries.length = 0;
		},
	};
}
