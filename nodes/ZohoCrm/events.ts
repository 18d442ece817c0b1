import type { INodeProperties } from 'n8n-workflow';
import { conditionInputs } from '../core/node/parameters';
import { polled, type Events, type PolledEvent } from '../core/trigger/events';
import { approvalPage, newestApprovals, type ApprovalQuery, type TimeKey } from './approvalRecords';
import { STATES } from './approvalStates';
import { newestRecords, recordPage, recordQuery, type RecordQuery } from './changedRecords';
import { columnsOf, FIELDS_HINT, type Stamp } from './columns';
import { listPage, newestListed, type ListKey, type ListQuery } from './listedRows';
import { choice, flag, moduleIn, objectType } from './parameters';
import { show } from './rows';

type Titles = Pick<PolledEvent, 'name' | 'description'>;

const builder = conditionInputs({ any: true });

const coqlNotice: INodeProperties = {
	displayName:
		'Zoho CRM is asked by COQL: "Equals" means equal there, and lookups come as their ID. For a field of the other record type its path as an expression, e.g. Account_Name.Account_Name.',
	name: 'coqlNotice',
	type: 'notice',
	default: '',
};

const byTime = (titles: Titles, stamp: Stamp, options: INodeProperties[] = []) =>
	polled<RecordQuery, string>({
		...titles,
		properties: [objectType, ...builder, coqlNotice],
		options,
		fieldsHint: FIELDS_HINT,
		query: async (watch) => await recordQuery(watch, moduleIn(watch), stamp),
		place: ({ module }) => module,
		page: recordPage,
		recent: newestRecords,
		show,
	});

const deletedType: INodeProperties = {
	displayName: 'Deleted',
	name: 'deletedType',
	type: 'options',
	options: [
		{ name: 'All', value: 'all' },
		{ name: 'For Good', value: 'permanent' },
		{ name: 'Into the Recycle Bin', value: 'recycle' },
	],
	default: 'recycle',
	description:
		'With "All" a record may come twice: when it goes into the recycle bin, and when it is removed from there',
};

const enteredBy: INodeProperties = {
	displayName: 'Entered By',
	name: 'enteredBy',
	type: 'options',
	options: [
		{
			name: 'Being Created',
			value: 'Created_Time',
			description: 'A new record that the view shows',
		},
		{
			name: 'Being Created or Changed',
			value: 'Modified_Time',
			description: 'Also a change of a record that the view shows, each time it changes',
		},
	],
	default: 'Modified_Time',
	description:
		'Zoho CRM does not tell when a record came into a view: a change that leaves it there comes, too, and one that comes in without being changed (by a date, say) does not',
};

const approvalState: INodeProperties = {
	displayName: 'New State',
	name: 'approvalState',
	type: 'options',
	options: STATES,
	default: 'approval_process_pending',
	description:
		'Zoho CRM keeps no time of the decision: a record comes when it was created or changed and is in this state. "Approved" are also all records that need no approval. Whether a decision moves the time of change, Zoho does not say: make one and see.',
};

/** The search index is minutes behind. */
const SEARCH_LAG = 300;

/** What can be watched by polling. Times have no milliseconds; COQL and lists show a change at once. */
export const events: Events = {
	// Zoho states no lag of COQL: a write that is stamped before it can be seen is given this time
	lagSeconds: 30,
	resolutionMs: 1000,
	on: {
		recordCreated: byTime(
			{ name: 'Record Created', description: 'A record was created' },
			'Created_Time',
		),
		recordUpdated: byTime(
			{
				name: 'Record Created or Updated',
				description: 'A record was created or changed',
			},
			'Modified_Time',
			[
				flag(
					'Leave Out New Records',
					'skipNew',
					'Whether to leave out records whose time of change is that of their creation. One that is changed in the second of its creation is left out, too.',
				),
			],
		),
		recordDeleted: polled<ListQuery, ListKey>({
			name: 'Record Deleted',
			description: 'A record was deleted; its ID, name and who did it come',
			properties: [objectType, deletedType],
			fieldsHint: false,
			query: (watch) => ({
				module: moduleIn(watch),
				path: '/deleted',
				query: { type: watch.text('deletedType') || 'all' },
				stamp: 'deleted_time',
			}),
			place: ({ module, query }) => `${module} ${String(query.type)}`,
			page: listPage,
			recent: newestListed,
			show,
		}),
		recordInView: polled<ListQuery, ListKey>({
			name: 'Record Entering a Custom View',
			description: 'A record was created or changed, and a custom view shows it',
			properties: [
				objectType,
				choice('Custom View', 'cvid', 'getViews', { required: true }),
				enteredBy,
			],
			fieldsHint: FIELDS_HINT,
			async query(watch) {
				const module = moduleIn(watch);
				const stamp = watch.text('enteredBy') as Stamp;
				const fields = await columnsOf(watch, module, { stamps: [stamp] });
				const query = { cvid: watch.required('cvid'), fields: fields.join(',') };
				return { module, path: '', query, stamp };
			},
			place: ({ module, query, stamp }) => `${module} ${String(query.cvid)} ${stamp}`,
			page: listPage,
			recent: newestListed,
			show,
		}),
		approvalStateChanged: polled<ApprovalQuery, TimeKey>({
			name: 'Approval State Changed',
			description:
				'A record was created or changed, and is in a chosen state of approval or review',
			properties: [objectType, approvalState],
			fieldsHint: FIELDS_HINT,
			lagSeconds: SEARCH_LAG,
			async query(watch) {
				const module = moduleIn(watch);
				const fields = await columnsOf(watch, module, { stamps: ['Modified_Time'] });
				return { module, state: watch.text('approvalState'), fields: fields.join(',') };
			},
			place: ({ module, state }) => `${module} ${state}`,
			page: approvalPage,
			recent: newestApprovals,
			show,
		}),
	},
};
