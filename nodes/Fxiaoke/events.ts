import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../core/node/call';
import { conditionInputs, objectType } from '../core/node/parameters';
import { polled, type Events, type PolledEvent } from '../core/trigger/events';
import { fixedObject } from './fixedObject';
import { actAs, actingUser, includeNull, objectName, readSwitches } from './parameters';
import { emptyValue, searchQueryJson } from './searching';
import { page, recent, show, watched, type Watched } from './watching';

const INSTANCE = 'ApprovalInstanceObj';
const TASK = 'ApprovalTaskObj';
const CREATED = 'create_time';
const CHANGED = 'last_modified_time';

/** Names of approval fields are known from the task's page alone, and what writes a time is told nowhere. */
const timeField = (usual: string, more: string): INodeProperties => ({
	displayName: 'Time Field Name',
	name: 'timeField',
	type: 'string',
	default: usual,
	description: `The field whose time tells what is new. ${more}.`,
});

const skipNew: INodeProperties = {
	displayName: 'Leave Out New Records',
	name: 'skipNew',
	type: 'boolean',
	default: false,
	description:
		'Whether to leave out records that were changed last when they were created. A record that is changed within a second of its creation is left out, too.',
};

const invalidBy: INodeProperties = {
	displayName: 'Find Invalidated Records By',
	name: 'invalidBy',
	type: 'options',
	options: [
		{ name: 'Is Deleted', value: 'isDeleted', description: 'The field is_deleted is true' },
		{ name: 'Life Status', value: 'lifeStatus', description: 'The field life_status is invalid' },
		{
			name: 'No Condition',
			value: 'none',
			description: 'All changed records are read, and those that are not invalid left out',
		},
	],
	default: 'lifeStatus',
	description:
		'Which condition makes Fxiaoke list invalidated records: the vendor does not say. Invalidate a record and test this trigger; if it finds nothing, choose another one or give the condition in "Search Query (JSON)".',
};

const invalidNotice: INodeProperties = {
	displayName:
		'The vendor does not say whether lists show invalidated records, nor whether invalidating one sets its last_modified_time. Try it once before you rely on it.',
	name: 'invalidNotice',
	type: 'notice',
	default: '',
};

const INVALID: Readonly<Record<string, { field_name: string; field_values: string[] }>> = {
	lifeStatus: { field_name: 'life_status', field_values: ['invalid'] },
	isDeleted: { field_name: 'is_deleted', field_values: ['true'] },
};

const waitingFor: INodeProperties = {
	displayName: 'Waiting for User ID',
	name: 'waitingFor',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1001',
	description:
		'Whose tasks to watch. Empty: those of the acting user. If the legacy sign-in finds none, give the employee ID: the vendor does not say which of the two IDs its conditions want.',
};

const shared = [emptyValue, searchQueryJson, includeNull, ...readSwitches, actAs];
const builder = conditionInputs({ any: false });

interface Given extends Pick<PolledEvent, 'name' | 'description' | 'lagSeconds'> {
	properties?: INodeProperties[];
	options?: INodeProperties[];
	query(watch: Parameters): Promise<Watched>;
}

const event = ({ properties = [], options = [], ...given }: Given) =>
	polled<Watched, string>({
		...given,
		properties: [...properties, ...builder],
		options: [...options, ...shared],
		place: ({ search, stamp }) => JSON.stringify([search.objectType, stamp]),
		page,
		recent,
		show,
	});

const approval = (object: string, { properties = [], ...given }: Given) =>
	event({
		...given,
		properties: [fixedObject(object), ...properties],
		// the vendor says of these lists that they come "with delay", and not with how much
		lagSeconds: 300,
	});

/** Fxiaoke's pushes have no published payload: changes are found by queries over the times of records. */
export const events: Events = {
	// the vendor says nothing about it; rather late than lost
	lagSeconds: 120,
	// stamps have milliseconds, the HTTP clock has seconds
	resolutionMs: 1000,
	on: {
		recordCreated: event({
			name: 'Record Created',
			description:
				'A record was created. One that was given an earlier create time is not seen: use Record Created or Updated.',
			properties: [objectType],
			query: async (watch) =>
				await watched(watch, { objectType: objectName(watch), stamp: CREATED }),
		}),
		recordUpdated: event({
			name: 'Record Created or Updated',
			description: 'A record was created or changed',
			properties: [objectType],
			options: [skipNew],
			query: async (watch) =>
				await watched(watch, {
					objectType: objectName(watch),
					stamp: CHANGED,
					only: watch.flag('skipNew') ? 'changed' : undefined,
				}),
		}),
		recordInvalidated: event({
			name: 'Record Invalidated',
			description: 'A record was invalidated',
			properties: [objectType, invalidNotice, invalidBy],
			options: [timeField(CHANGED, 'The vendor does not say which one invalidating sets')],
			query: async (watch) => {
				const own = INVALID[watch.text('invalidBy')];
				return await watched(watch, {
					objectType: objectName(watch),
					stamp: CHANGED,
					filters: own && [{ operator: 'EQ', ...own }],
					only: 'invalidated',
				});
			},
		}),
		approvalStarted: approval(INSTANCE, {
			name: 'Approval Instance Started',
			description: 'A write started an approval flow',
			options: [timeField(CREATED, 'Names of the approval fields are not published')],
			query: async (watch) => await watched(watch, { objectType: INSTANCE, stamp: CREATED }),
		}),
		approvalFinished: approval(INSTANCE, {
			name: 'Approval Instance Finished',
			description: 'An approval was passed, rejected or cancelled, or it failed',
			options: [
				timeField(
					CHANGED,
					'An approval that changes once more after its end comes again; a field with the end time avoids it, if your tenant has one',
				),
			],
			query: async (watch) =>
				await watched(watch, {
					objectType: INSTANCE,
					stamp: CHANGED,
					filters: [
						{
							field_name: 'state',
							operator: 'IN',
							field_values: ['pass', 'reject', 'cancel', 'error'],
						},
					],
				}),
		}),
		taskWaiting: approval(TASK, {
			name: 'Approval Task Waiting for Me',
			description: 'A task of an approval came to the acting user',
			options: [
				waitingFor,
				timeField(
					CREATED,
					'A task that is handed on to the user later is seen by last_modified_time alone, by which every task comes again when it changes',
				),
			],
			query: async (watch) =>
				await watched(watch, {
					objectType: TASK,
					stamp: CREATED,
					filters: [{ field_name: 'state', operator: 'EQ', field_values: ['in_progress'] }],
					candidate: watch.text('waitingFor') ? watch.id('waitingFor') : (actingUser(watch) ?? ''),
				}),
		}),
	},
};
