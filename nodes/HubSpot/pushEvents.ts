import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Parameters } from '../core/node/call';

/** https://developers.hubspot.com/docs/api-reference/latest/webhooks/guide */
const OBJECTS: ReadonlyArray<readonly [name: string, typeId: string, title: string]> = [
	['contact', '0-1', 'Contact'],
	['company', '0-2', 'Company'],
	['deal', '0-3', 'Deal'],
	['ticket', '0-5', 'Ticket'],
	['product', '0-7', 'Product'],
	['line_item', '0-8', 'Line Item'],
	['object', '', 'Other Object'],
];

const KINDS: ReadonlyArray<readonly [kind: string, title: string]> = [
	['creation', 'Created'],
	['deletion', 'Deleted'],
	['propertyChange', 'Property Changed'],
	['merge', 'Merged'],
	['restore', 'Restored'],
	['associationChange', 'Association Changed'],
];

const OTHERS: INodePropertyOptions[] = [
	{ name: 'Contact Deleted for Privacy', value: 'contact.privacyDeletion' },
	{ name: 'Conversation Created', value: 'conversation.creation' },
	{ name: 'Conversation Deleted', value: 'conversation.deletion' },
	{ name: 'Conversation Deleted for Privacy', value: 'conversation.privacyDeletion' },
	{ name: 'Conversation Property Changed', value: 'conversation.propertyChange' },
	{ name: 'Conversation: New Message', value: 'conversation.newMessage' },
];

const EVENTS: INodePropertyOptions[] = [
	...OBJECTS.flatMap(([name, , title]) =>
		KINDS.map(([kind, what]) => ({ name: `${title} ${what}`, value: `${name}.${kind}` })),
	),
	...OTHERS,
].sort((a, b) => a.name.localeCompare(b.name, 'en'));

const matching = (part: RegExp) =>
	EVENTS.map(({ value }) => String(value)).filter((value) => part.test(value));

const OF_PROPERTIES = matching(/\.propertyChange$/);
const OF_OTHERS = matching(/^object\./);

export const subscriptions: INodeProperties = {
	displayName: 'Events',
	name: 'subscriptions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Event',
	default: { subscription: [{ eventType: 'contact.creation' }] },
	description: 'What starts the workflow; other events that HubSpot delivers here start nothing',
	options: [
		{
			displayName: 'Event',
			name: 'subscription',
			values: [
				{
					displayName: 'Event',
					name: 'eventType',
					type: 'options',
					options: EVENTS,
					default: 'contact.creation',
				},
				{
					displayName: 'Object Type ID',
					name: 'objectTypeId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 2-3465404',
					description: 'Of any other object, also of a custom one',
					displayOptions: { show: { eventType: OF_OTHERS } },
				},
				{
					displayName: 'Property Names',
					name: 'propertyNames',
					type: 'string',
					default: '',
					placeholder: 'e.g. email,phone',
					description: 'Internal names, separated by commas; each is a subscription of its own',
					displayOptions: { show: { eventType: OF_PROPERTIES } },
				},
			],
		},
	],
};

/** One subscription as HubSpot keeps it. */
export interface Wanted {
	eventType: string;
	propertyName?: string;
	objectTypeId?: string;
}

const typeIdOf = (name: string) => OBJECTS.find(([known]) => known === name)?.[1];

/** What it is about, in one form: a project app delivers `object.creation` with a type ID for `contact.creation`. */
function aboutOf({ eventType, objectTypeId }: Pick<Wanted, 'eventType' | 'objectTypeId'>) {
	const [name, kind] = eventType.split('.');
	return `${name === 'object' ? objectTypeId : (typeIdOf(name) ?? name)}.${kind}`;
}

export const covers = (wanted: Wanted, event: Wanted): boolean =>
	aboutOf(wanted) === aboutOf(event) &&
	(wanted.propertyName === undefined || wanted.propertyName === event.propertyName);

export const sameSubscription = (a: Wanted, b: Wanted): boolean =>
	a.eventType === b.eventType &&
	(a.propertyName ?? '') === (b.propertyName ?? '') &&
	(a.objectTypeId ?? '') === (b.objectTypeId ?? '');

/** The CRM object that an event is about: undefined for conversations. */
export const objectOf = ({ eventType, objectTypeId }: Wanted): string | undefined => {
	const [name] = eventType.split('.');
	return name === 'object' ? objectTypeId : typeIdOf(name);
};

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

function wantedIn(watch: Parameters, row: IDataObject): Wanted[] {
	const eventType = text(row.eventType);
	if (!EVENTS.some(({ value }) => value === eventType))
		watch.refuse('subscriptions', `: HubSpot has no event "${eventType.slice(0, 60)}"`);
	const objectTypeId = text(row.objectTypeId);
	const ofOther = OF_OTHERS.includes(eventType);
	if (ofOther && !/^\d+-\d+$/.test(objectTypeId))
		watch.refuse(
			'subscriptions',
			': "Object Type ID" is no type ID',
			'It looks like 2-3465404: the schemas of the node HubSpot CRM show it as objectTypeId',
		);
	const about: Wanted = { eventType, ...(ofOther && { objectTypeId }) };
	if (!OF_PROPERTIES.includes(eventType)) return [about];
	const names = text(row.propertyNames).split(',').map(text).filter(Boolean);
	if (!names.length) watch.refuse('subscriptions', `: "Property Names" of ${eventType} is empty`);
	return names.map((propertyName) => ({ ...about, propertyName }));
}

/** Everything that the trigger is to be told, each thing once. */
export function wantedOf(watch: Parameters): Wanted[] {
	const rows = watch.rows('subscriptions');
	if (!rows.length) return watch.refuse('subscriptions', 'is empty', 'Add at least one event');
	const all = rows.flatMap((row) => wantedIn(watch, row));
	return all.filter(
		(wanted, place) => all.findIndex((other) => sameSubscription(other, wanted)) === place,
	);
}
