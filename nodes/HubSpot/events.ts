import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { VendorField } from '../core/data/fields';
import { nearest } from '../core/data/fields';
import type { Parameters } from '../core/node/call';
import { conditionInputs, objectType } from '../core/node/parameters';
import { polled, type Events, type View } from '../core/trigger/events';
import { APPROVALS, approvalsOf, sourceOf, statuses, statusesName } from './approvals';
import { archivedLast, archivedPage, type Archive, type ArchiveKey } from './archivedRecords';
import { changedLast, changedPage, watched, type Watched } from './changes';
import { joinedLast, joinedPage, type JoinKey, type Membership } from './listJoins';
import { listId, listOf } from './lists';
import { nameOf } from './objects';
import { objectName } from './parameters';
import { path } from './paths';
import {
	propertyLast,
	propertyPage,
	type HistoryKey,
	type WatchedProperties,
} from './propertyChanges';
import { shaped } from './records';

const show = (row: IDataObject, { simplify }: View): IDataObject => shaped(row, simplify);

const builder = conditionInputs({ any: true });

const changed = (name: string, description: string, at: Watched['at']) =>
	polled<Watched, string>({
		name,
		description,
		properties: [objectType, ...builder],
		query: async (watch) => await watched(watch, { at }),
		place: (query) => query.objectType,
		page: changedPage,
		recent: changedLast,
		show,
	});

const watchedProperties: INodeProperties = {
	displayName: 'Property Names or IDs to Watch',
	name: 'watchedProperties',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['objectType.value'] },
	default: [],
	required: true,
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: 'Each change is an item of its own, with the old and the new value in "change"',
};

const skipFirst: INodeProperties = {
	displayName: 'Leave Out First Values',
	name: 'skipFirst',
	type: 'boolean',
	default: false,
	description:
		'Whether to leave out the value that a property gets when it had none, as of a new record',
};

/** A property that is not there would make a silent trigger: HubSpot ignores unknown names. */
function checkProperties(watch: Parameters, names: string[], fields: VendorField[]): void {
	if (!names.length) watch.refuse('watchedProperties', 'is empty', 'Choose what is to be watched');
	const known = fields.map(({ name }) => name);
	const strange = known.length ? names.find((name) => !known.includes(name)) : undefined;
	if (strange === undefined) return;
	const near = nearest(strange, known);
	watch.refuse(
		'watchedProperties',
		`: there is no property "${strange}"`,
		near.length ? `Did you mean ${near.join(' or ')}?` : undefined,
	);
}

const history = { page: propertyPage, recent: propertyLast, show };

/** HubSpot shows changes by search, archived records and list members by lists of their own. */
export const events: Events = {
	// "seconds to minutes"; rather late than lost
	lagSeconds: 180,
	// stamps have milliseconds, but the vendor's clock is read to the second
	resolutionMs: 1000,
	fieldsHint: 'Without a choice HubSpot gives a small set of its own; the ID always comes',
	on: {
		recordCreated: changed('Record Created', 'A record was created', 'createdAt'),
		recordUpdated: changed(
			'Record Created or Updated',
			"A record was created or changed, also by HubSpot's own calculations",
			'updatedAt',
		),
		propertyChanged: polled<WatchedProperties, HistoryKey>({
			name: 'Property Changed',
			description:
				"The value of a chosen property changed: every change, as far back as HubSpot's history goes",
			properties: [objectType, watchedProperties, ...builder],
			options: [skipFirst],
			async query(watch) {
				const names = watch.list('watchedProperties');
				checkProperties(watch, names, await watch.api.fields(objectName(watch)));
				const search = await watched(watch, { at: 'updatedAt' });
				return { ...search, names, values: [], skipFirst: watch.flag('skipFirst') };
			},
			place: (query) => JSON.stringify([query.objectType, query.names]),
			...history,
		}),
		approvalChanged: polled<WatchedProperties, HistoryKey>({
			name: 'Approval Changed',
			description: 'The approval of a deal, or the status of a quote, changed',
			properties: [approvalsOf, statuses('deals', []), statuses('quotes', [])],
			options: [skipFirst],
			async query(watch) {
				const object = sourceOf(watch.text('source'));
				const names = [APPROVALS[object].status];
				checkProperties(watch, names, await watch.api.fields(object));
				const search = await watched(watch, { objectType: object, at: 'updatedAt' });
				const values = watch.list(statusesName(object));
				return { ...search, names, values, skipFirst: watch.flag('skipFirst') };
			},
			place: (query) => query.objectType,
			...history,
		}),
		recordArchived: polled<Archive, ArchiveKey>({
			name: 'Record Archived',
			description:
				'A record was deleted and lies in the recycling bin. Each poll reads all archived records of the object, one request per 100, since HubSpot cannot list them by time. Records that were deleted for good are not seen.',
			properties: [objectType],
			query: (watch) => ({
				objectType: objectName(watch),
				properties: watch.list('fieldsToReturn'),
			}),
			place: (query) => query.objectType,
			page: archivedPage,
			recent: archivedLast,
			show,
		}),
		joinedList: polled<Membership, JoinKey>({
			name: 'Record Joined a List',
			description:
				'A record became a member of a list. Leaving it cannot be told: HubSpot shows who is in a list, and not who was.',
			properties: [listId],
			async query(watch) {
				const id = listOf(watch);
				const { list } = await watch.api.request<{ list: IDataObject }>({
					method: 'GET',
					url: path(watch.api, 'lists', id),
				});
				return {
					listId: id,
					objectType: nameOf(String(list.objectTypeId)),
					properties: watch.list('fieldsToReturn'),
				};
			},
			place: (query) => query.listId,
			page: joinedPage,
			recent: joinedLast,
			show,
		}),
	},
};
