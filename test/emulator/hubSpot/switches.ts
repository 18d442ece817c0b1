/**
 * What nobody outside HubSpot knows for sure, or what depends on the account. Every value is one possible reading;
 * the numbers and texts in here are the emulator's own.
 */
export interface HubSpotSwitches {
	/** Bad rows of a batch write: an answer per row (with unique trace ids), or a 400 for the whole batch even with them. */
	badRows: 'perRow' | 'whole';
	/** Results of a batch: shuffled (HubSpot promises no order), or as sent. */
	batchOrder: 'shuffled' | 'asSent';
	/** Whether results of batch writes carry the trace id of their input; update and upsert do, create is not told. */
	traceInResults: 'all' | 'updateAndUpsert';
	/** Archiving an id that is not there [UNV]. */
	archiveUnknown: 'ignored' | 'refused';
	/** Records per batch read with history: 50 [UNV]. */
	batchReadWithHistory: 50 | 100;
	/** What a date property shows: as it was written (the vendor page's sample), or the day. */
	dateShown: 'asWritten' | 'day';
	/** How long a write stays out of the search index. */
	searchLagMs: number;
	/** Every write for the whole lag, or each for a time up to it. */
	searchLag: 'whole' | 'upTo';
	/** Whether reads show the history of properties; of approvals nobody has said so [UNV]. */
	history: 'kept' | 'none';
	/** What a token of a list's members means: a place in the order of joining, or a number of rows. */
	joinToken: 'place' | 'offset';
	/** Subscriptions per app: 1,000 for private apps; of public ones nothing is told [UNV]. */
	mostSubscriptions: number;
	/** Whether the webhooks API of 2026-09 takes a developer key: its spec names OAuth scopes alone. */
	developerKeyIn202609: 'taken' | 'refused';
	/** How an app of another developer account is refused: not told. */
	foreignApp: 403 | 404;
	/** `Retry-After` on a 429: not documented. */
	retryAfter: 'absent' | 'present';
	/** Calls per 10 seconds: 100, 190 or 250 by plan. */
	burstLimit: number;
	dailyLimit: number;
	/** The daily pair of headers is absent for OAuth apps. */
	dailyHeaders: 'present' | 'absent';
	/** Searches per second and account; an older text says 4. */
	searchesPerSecond: number;
	/** Largest file in bytes: depends on the plan. */
	largestFile: number;
	/** Status checks that an import from a URL, an export and an import still run for. */
	taskSteps: number;
	/** An import from a URL ends like this. */
	importFromUrl: 'COMPLETE' | 'CANCELED';
	/** An export waits for somebody's approval first. */
	exportApproval: 'none' | 'pending';
	/** Labels of association per pair of objects, by plan [UNV]. */
	mostLabels: number;
	/** How long an access token of the OAuth app lives. */
	tokenLifeMs: number;
	/** Whether `/files/2026-09` has upload, get, put, delete and signed-url: its spec leaves them out, they were seen to work. */
	filesIn202609: 'all' | 'spec';
}

export const defaultSwitches: HubSpotSwitches = {
	badRows: 'perRow',
	batchOrder: 'shuffled',
	traceInResults: 'all',
	archiveUnknown: 'ignored',
	batchReadWithHistory: 50,
	dateShown: 'asWritten',
	searchLagMs: 2000,
	searchLag: 'whole',
	history: 'kept',
	joinToken: 'place',
	mostSubscriptions: 1000,
	developerKeyIn202609: 'taken',
	foreignApp: 404,
	retryAfter: 'absent',
	burstLimit: 190,
	dailyLimit: 625_000,
	dailyHeaders: 'present',
	searchesPerSecond: 5,
	largestFile: 150 * 1024 * 1024,
	taskSteps: 1,
	importFromUrl: 'COMPLETE',
	exportApproval: 'none',
	mostLabels: 10,
	tokenLifeMs: 30 * 60_000,
	filesIn202609: 'all',
};
