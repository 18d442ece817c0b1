/** Facts that the notes mark [inf] or [3p], or on which their sources differ, as both readings. */
export interface ZohoCrmSwitches {
	/** Scopes of the token; empty: all that this emulator knows. */
	scopes: string[];
	/** Access tokens live this long. */
	tokenLifeMs: number;
	/** Requests under way at once; over it 429. */
	concurrency: number;
	/** Of the heavy calls (writes of rows, COQL, search, convert, mail) [inf: which ones]. */
	subConcurrency: number;
	/** How long each call takes, so that concurrency can be seen. */
	latencyMs: number;
	/** Credits per rolling 24 h. */
	credits: number;
	/** `Retry-After` on a 429: the vendor documents none. */
	retryAfter: number | undefined;
	/** HTTP status of a write with good and bad rows: 207 [spec for delete, inf for the others], the plain success, or 202. */
	mixedStatus: 'http207' | 'success' | 'http202';
	/** HTTP status when every row is bad: 400 in the v8 spec, 202 elsewhere. */
	allBadStatus: 'http400' | 'http202';
	/** `ids` of a delete longer than 1,024 characters. */
	longIds: 'accepted' | 'refused';
	/** Most ids of a list request [inf]. */
	mostIds: number;
	/** Most rows of one COQL call: the limitation pages say 2,000, the endpoint's own page 200. */
	coqlMost: 200 | 2000;
	/** Most conditions of a search: 15 (v8 spec), 10 (v7 page). */
	mostCriteria: number;
	/** Records written less than this ago are not found by search. */
	searchLagMs: number;
	/** Records written less than this ago are not found by COQL: the vendor says that there is no such lag. */
	coqlLagMs: number;
	/** Modules that COQL does not know. */
	coqlUnknown: string[];
	/** Order of the list of deleted records: the notes name none. */
	deletedOrder: 'newest' | 'oldest';
	/** What a notification URL must be: this machine is on loopback. */
	notifyUrls: 'any' | 'publicHttps';
	/** Notification channels of the account: the notes name no number. */
	mostChannels: number;
	/** A channel that is not there, when it is asked for. */
	missingChannel: 'http204' | 'http400';
	/** A second channel of the same ID. */
	sameChannel: 'replaced' | 'refused';
	/** A longest life of channels in the place of the week, for an organization that has less. */
	channelLifeMs: number;
	/** Whether an approval moves the time of change: the notes do not say. */
	approvalMovesTime: boolean;
	/** Keys of a row that are no field. */
	unknownFields: 'ignored' | 'refused';
	/** A record that is not there: an empty 204, or 400 INVALID_DATA. */
	missingRecord: 'http204' | 'http400';
	/** Where the undocumented approvals live, if at all [3p]. */
	approvalsPath: 'v2' | 'absent';
	/** Rows of a bulk-write result [inf: in input order]. */
	bulkResultOrder: 'input' | 'shuffled';
	/** Where the result file of a bulk write lies: the notes name no host. */
	bulkResultHost: 'own' | 'other';
	/** Whether that other host wants the token, or refuses a request that brings one, as hosts of signed links do. */
	bulkResultToken: 'wanted' | 'refused';
	/** What stands between the options of a multi-select cell: the notes do not say. */
	bulkSeparator: string;
	/** Permissions that a share takes: the notes list none. */
	sharePermissions: string[];
	/** Spelling of the running state: the notes know both. */
	bulkRunning: 'INPROGRESS' | 'IN PROGRESS';
	/** Calls of a job's status until it is done. */
	bulkPolls: number;
	/** Rows of one bulk-read job. */
	bulkReadRows: number;
}

export const defaultSwitches: ZohoCrmSwitches = {
	scopes: [],
	tokenLifeMs: 3_600_000,
	concurrency: 25,
	subConcurrency: 10,
	latencyMs: 0,
	credits: 5_000_000,
	retryAfter: undefined,
	mixedStatus: 'http207',
	allBadStatus: 'http400',
	longIds: 'accepted',
	mostIds: 100,
	coqlMost: 2000,
	mostCriteria: 15,
	searchLagMs: 0,
	coqlLagMs: 0,
	coqlUnknown: [],
	deletedOrder: 'newest',
	notifyUrls: 'any',
	mostChannels: 1000,
	missingChannel: 'http204',
	sameChannel: 'replaced',
	channelLifeMs: 7 * 86_400_000,
	approvalMovesTime: true,
	unknownFields: 'ignored',
	missingRecord: 'http204',
	approvalsPath: 'v2',
	bulkResultOrder: 'input',
	bulkResultHost: 'own',
	bulkResultToken: 'refused',
	bulkSeparator: ';',
	sharePermissions: ['read_only', 'read_write', 'full_access'],
	bulkRunning: 'INPROGRESS',
	bulkPolls: 1,
	bulkReadRows: 200_000,
};
