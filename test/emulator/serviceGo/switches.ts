import type { WindowKind } from '../frame';

/**
 * What nobody outside the vendor knows for sure. Every value is one possible reading; the numbers and texts in here
 * are the emulator's own, no page of the vendor names them.
 */
export interface ServiceGoSwitches {
	/** Tenants made before 2021-06-03 sign with SHA-1, later ones with SHA-256. */
	digest: 'sha1' | 'sha256';
	/** A wrong or missing signature: HTTP 401, or the code 401 inside a 200. */
	unauthorized: 'http401' | 'body';
	/** Requests per minute and tenant; the page's default is 60. */
	quotaPerMinute: number;
	/** How the minute is counted. */
	quotaWindow: WindowKind;
	/** How the refusal over quota looks. */
	overQuota: 'http429' | 'http429RetryAfter' | 'http400' | 'body';
	/** The code in the body of that refusal. */
	overQuotaCode: number;
	/** Its message. */
	overQuotaMessage: string;
	/** A record, user or group that is not there. The two 200s with empty data are for reads; writes then say body404. */
	notFound: 'http404' | 'body404' | 'nullData' | 'emptyData';
	/** A request the vendor understood and refuses: HTTP 400, or a code inside a 200. */
	refusal: 'http400' | 'body';
	/** The code in the body of such a refusal. */
	refusalCode: number;
	/** Paths outside /api: the console's HTML page in a 200 (seen by one client), or the 404 envelope. */
	outsideApi: 'html' | 'envelope';
	/** Page sizes over 100: refused, or cut to 100. */
	pageSizeOver: 'refused' | 'cut';
	/**
	 * Paged lists and searches past 10000 rows: the page is refused, the rows are cut at 10000 (total too), or every page
	 * of a hit set over 10000 is refused.
	 */
	windowOver: 'error' | 'truncate' | 'errorWhenMore';
	/** `paging.total` is there at all. */
	pagingTotal: 'present' | 'absent';
	/** `total` of the two scrolls: the whole hit count, or what is left from scrollId on. */
	scrollTotal: 'whole' | 'remaining';
	/** `paging.pageSize` of the two searches: the number of rows (as in the page's sample), or what was asked. */
	searchPageSize: 'rows' | 'asked';
	/** Whether the searches and lists demand a filterId. */
	filterId: 'required' | 'optional';
	/** UI filters (related records) have ids of their own, or share them with the list filters. */
	uiFilters: 'separate' | 'shared';
	/** Whether GET /v1/filters demands userId. */
	filtersUserId: 'required' | 'optional';
	/** "1 or 2 and 3": `and` binds first, or the words are taken from left to right. */
	logicPrecedence: 'andFirst' | 'leftToRight';
	/** Brackets in customJudgeLogic. */
	logicBrackets: 'accepted' | 'refused';
	/** Which fields a keyword looks into. */
	keywordFields: 'text' | 'name';
	/** What a condition on a lookup compares with. */
	lookupCondition: 'id' | 'name';
	/** What a condition on staff and owner fields compares with. */
	staffCondition: 'email' | 'name' | 'id';
	/** GET and DELETE /v1/data by id without objectApiName: the prose allows it, the samples always send it. */
	objectNameById: 'optional' | 'required';
	/** foreignExternalFieldApiName on update: the table says required for lookups. */
	lookupKeyOnUpdate: 'optional' | 'required';
	/** Writing "" empties a field, or is refused. */
	clearing: 'clears' | 'refused';
	/** Staff fields with several people: emails joined by commas (likely), or not writable. */
	multiStaffWrite: 'commaEmails' | 'refused';
	/** fieldValue of select fields on reads: the option's id, or its name. optionNameList has names either way. */
	selectValue: 'id' | 'name';
	/** Empty fields on reads are shown with "" (as `coordinate` in the samples), or left out. */
	emptyFields: 'shown' | 'leftOut';
	/** createTime, updateTime and owner appear among the fields of a record and of /v1/fields, or only in /datas rows. */
	systemColumns: 'fields' | 'hidden';
	/** Resolution of the stored createTime and updateTime. */
	timeResolution: 'second' | 'minute';
	/** Lists and searches show a write after a time between nothing and this; reading by id is never late. */
	indexLagMs: number;
	/** Offset of the times without a zone; China's unless told. */
	utcOffsetMinutes: number;
	/** Links to /backend/storage need email, timestamp and sign like the API. */
	storageSign: 'needed' | 'notNeeded';
	/** What an unsigned (or unknown) storage link answers: HTTP 401/404, an envelope in a 200, or a redirect to the login page. */
	storageRefusal: 'http' | 'envelope200' | 'loginPage';
	/** Links to /backend/storage in answers. */
	storageUrls: 'absolute' | 'relative';
	/** Time-limited download links (docUrl, downloadAddress) point to another host, or to the vendor's own. */
	downloadHost: 'other' | 'own';
	/** How long they live. */
	downloadLifeMs: number;
	/** What an expired one answers: HTTP 403, or a JSON envelope inside a 200. */
	downloadExpired: 'http403' | 'envelope200';
	/** How several docIds may stand in the query of fileField/attachments/remove. */
	docIdsForm: 'any' | 'repeated' | 'comma' | 'brackets';
	/** A relation made from A to B is listed and deleted from A only, or from both. */
	relationDirection: 'oneWay' | 'bothWays';
}

export const defaultSwitches: ServiceGoSwitches = {
	digest: 'sha256',
	unauthorized: 'http401',
	quotaPerMinute: 60,
	quotaWindow: 'fixed',
	overQuota: 'http429',
	overQuotaCode: 429,
	overQuotaMessage: '请求过于频繁',
	notFound: 'http404',
	refusal: 'http400',
	refusalCode: 400,
	outsideApi: 'html',
	pageSizeOver: 'refused',
	windowOver: 'error',
	pagingTotal: 'present',
	scrollTotal: 'whole',
	searchPageSize: 'rows',
	filterId: 'required',
	uiFilters: 'separate',
	filtersUserId: 'optional',
	logicPrecedence: 'andFirst',
	logicBrackets: 'accepted',
	keywordFields: 'text',
	lookupCondition: 'id',
	staffCondition: 'email',
	objectNameById: 'optional',
	lookupKeyOnUpdate: 'optional',
	clearing: 'clears',
	multiStaffWrite: 'commaEmails',
	selectValue: 'id',
	emptyFields: 'shown',
	systemColumns: 'fields',
	timeResolution: 'second',
	indexLagMs: 0,
	utcOffsetMinutes: 480,
	storageSign: 'needed',
	storageRefusal: 'http',
	storageUrls: 'absolute',
	downloadHost: 'other',
	downloadLifeMs: 300_000,
	downloadExpired: 'http403',
	docIdsForm: 'any',
	relationDirection: 'oneWay',
};
