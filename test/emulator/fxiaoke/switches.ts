import type { WindowKind } from '../frame';

/**
 * What the notes mark LIKELY or UNKNOWN: every value is one possible reading. Codes that no page names are the
 * emulator's own choice.
 */
export interface FxiaokeSwitches {
	/** Code of a Bearer token that is not valid (any more): the table says 20005, one probe met 20016. */
	bearerCode: 20005 | 20016;
	/** A request without `thirdTraceId`: enforcement with valid credentials is unknown. */
	withoutTraceId: 'refused' | 'accepted';
	/** What `expiresIn` says: the seconds that are left (the vendor's example, 7084), or the whole life. */
	expiresIn: 'left' | 'whole';
	/** Seconds in which the same token is given; a token lives 7,200 s. */
	sameTokenSeconds: number;
	/** Calls per 20 s and interface: the current pages say 100, an older digest 60. */
	callsPer20s: number;
	/** How the 20 s are counted. */
	window: WindowKind;
	/** Code over that limit. */
	overLimitCode: 14001 | 30004;
	/** Calls per day; 30002 beyond. */
	dailyQuota: number;
	/** Whether an OpenAPI quota pack was bought; 30003 if not. */
	quotaPack: boolean;
	/** Whether the caller's address is on the app's allow-list; the code of the refusal is unknown. */
	addressAllowed: boolean;
	addressCode: number;
	/** How long a sign-in takes; a second one at the same time is refused. */
	signInMs: number;
	/** Code of business refusals: locked record, no candidate, delete before invalidate, record in a pool. */
	businessCode: number;
	/** Code of a record that is not there. */
	missingCode: number;
	/** Preset objects through the paths of custom ones: one client does it, the documented split forbids it. */
	presetThroughCustom: 'refused' | 'works';
	/** The reply of create: `dataId` on top, inside `data`, or no ID at all (one client copes with that). */
	createReply: 'dataId' | 'data._id' | 'data.dataId' | 'none';
	/** An owner inside an update. */
	ownerInUpdate: 'ignored' | 'refused';
	/** Detail rows that an update does not name. */
	missingDetails: 'kept' | 'deleted';
	/** What empties a field: `null`, an empty text or list, or both. */
	clearing: 'null' | 'empty' | 'both';
	/** Whether a condition's operator must belong to the field's type. */
	operatorsByType: 'checked' | 'free';
	/** What IS and ISN want in `field_values`. */
	nullValues: 'any' | '[""]' | '[]';
	/** What makes a list show invalidated records. */
	invalidated: 'never' | 'byLifeStatus' | 'byIsDeleted' | 'always';
	/** Whether invalidating and recovering set `last_modified_time`. */
	invalidatingModifies: boolean;
	/** `search_query_info.wheres`. */
	wheres: 'or' | 'ignored';
	/** Which of the three spellings decide whether rows are counted; with none honoured they always are. */
	totals: { findExplicitTotalNum: boolean; returnTotalNum: boolean; needReturnCountNum: boolean };
	/** `includeDetail` of describe. */
	includeDetailIn: 'data' | 'top' | 'both';
	/** One bad ID in a list of IDs: all are refused, or the good ones are done and the answer is a refusal. */
	idLists: 'whole' | 'partial';
	/** Whether person ids follow `convertUserId` when they are read, too. */
	convertUserIdOnRead: boolean;
	/** Whether they follow it in conditions. */
	convertUserIdInConditions: boolean;
	/** Whether files are shown by media ID where `convertMediaId` says so: by default with the legacy sign-in. */
	convertMediaIdOnRead: boolean;
	/** Non-ASCII file names in the header of an upload. */
	uploadFileName: 'percent' | 'any';
	/** Member of the reply that holds a download URL. */
	downloadUrlIn: 'data' | 'data.url' | 'data.signedUrl' | 'url';
	/** Members in which a canceled approval wants its reason. */
	cancelReasonIn: 'cancelReason' | 'opinion';
	/** What `rejectToBeforeTask` may lead to. */
	moveDirectly: 'honoured' | 'ignored';
	/** The longest time until a list shows a write: nothing is said about it. */
	indexLagMs: number;
	/** Whether approvals show up in ApprovalInstanceObj at once ("with delay", one page says). */
	approvalListDelayMs: number;
	/** Team endpoints: the page says two objects only, one client passes any. */
	teamObjects: 'any' | 'accountAndOpportunity';
	/** Whether PersonnelObj is shared with the acting user. */
	personnelShared: boolean;
	/** Business flows of a record: shape unknown. */
	flowsIn: 'data' | 'data.list' | 'instances';
}

export const defaultSwitches: FxiaokeSwitches = {
	bearerCode: 20016,
	withoutTraceId: 'refused',
	expiresIn: 'left',
	sameTokenSeconds: 6600,
	callsPer20s: 100,
	window: 'sliding',
	overLimitCode: 30004,
	dailyQuota: 100_000,
	quotaPack: true,
	addressAllowed: true,
	addressCode: 15003,
	signInMs: 5,
	businessCode: 50009,
	missingCode: 32000,
	presetThroughCustom: 'refused',
	createReply: 'dataId',
	ownerInUpdate: 'ignored',
	missingDetails: 'kept',
	clearing: 'both',
	operatorsByType: 'checked',
	nullValues: 'any',
	invalidated: 'byLifeStatus',
	invalidatingModifies: true,
	wheres: 'ignored',
	totals: { findExplicitTotalNum: true, returnTotalNum: true, needReturnCountNum: true },
	includeDetailIn: 'both',
	idLists: 'whole',
	convertUserIdOnRead: true,
	convertMediaIdOnRead: true,
	convertUserIdInConditions: true,
	uploadFileName: 'percent',
	downloadUrlIn: 'data',
	cancelReasonIn: 'cancelReason',
	moveDirectly: 'honoured',
	indexLagMs: 0,
	approvalListDelayMs: 0,
	teamObjects: 'any',
	personnelShared: true,
	flowsIn: 'data',
};
