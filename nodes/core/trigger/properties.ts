import type { INodeProperties } from 'n8n-workflow';
import { simplify } from '../node/parameters';
import { authentication } from '../node/properties';
import type { Vendor } from '../vendor';
import type { PolledEvent } from './events';
import type { Push } from './push';

const byDisplayName = (a: INodeProperties, b: INodeProperties) =>
	a.displayName.localeCompare(b.displayName, 'en');

const fieldsToReturn = (
	hint = 'Leave empty for all fields; the ID always comes',
): INodeProperties => ({
	displayName: 'Field Names or IDs to Return',
	name: 'fieldsToReturn',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['objectType.value'] },
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint,
});

const offered = (hint: string | false | undefined) =>
	hint === false ? [] : [fieldsToReturn(hint)];

const emitLast: INodeProperties = {
	displayName: 'Records to Emit on First Activation',
	name: 'emitLast',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1000 },
	default: 0,
	description:
		'The newest records that are there already. With 0 the workflow begins with what happens after its activation.',
};

const mostPerPoll: INodeProperties = {
	displayName: 'Most Items per Poll',
	name: 'mostPerPoll',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50_000 },
	default: 1000,
	description: 'What is more comes with the next poll',
};

const lag = (seconds: number): INodeProperties => ({
	displayName: 'Index Lag (Seconds)',
	name: 'lag',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 86_400 },
	default: seconds,
	description:
		"How long after a change the vendor's search may still not show it. Events come late by this time; a time that is too short loses events.",
});

const collection = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [...options].sort(byDisplayName),
});

/** Every parameter of an event, with those that all events have. */
export const pollProperties = (event: PolledEvent): INodeProperties[] => [
	...event.properties,
	simplify,
];

export const pollOptions = ({ events }: Vendor, event: PolledEvent): INodeProperties[] => [
	...(event.options ?? []),
	...offered(event.fieldsHint ?? events?.fieldsHint),
	emitLast,
	mostPerPoll,
	lag(lagOf(events, event)),
];

const lagOf = (events: Vendor['events'], event: PolledEvent) =>
	event.lagSeconds ?? events?.lagSeconds ?? 0;

function lagNotice({ events, title }: Vendor, event: PolledEvent): INodeProperties {
	const late = lagOf(events, event) + Math.round((events?.resolutionMs ?? 0) / 1000);
	return {
		displayName: `Events come up to ${late} seconds late, besides the time between polls: ${title} does not show every change at once. "Index Lag" in the options changes this.`,
		name: 'lagNotice',
		type: 'notice',
		default: '',
	};
}

/** All parameters of a vendor's polling trigger. */
export function pollPropertiesOf(vendor: Vendor): INodeProperties[] {
	const events = Object.entries(vendor.events?.on ?? {});
	const [[first]] = events;
	return [
		...authentication(vendor),
		{
			displayName: 'Trigger On',
			name: 'event',
			type: 'options',
			noDataExpression: true,
			options: events
				.map(([value, { name, description }]) => ({ name, value, description }))
				.sort((a, b) => a.name.localeCompare(b.name, 'en')),
			default: first,
		},
		...shownFor(events, (event) => [lagNotice(vendor, event)]),
		...shownFor(events, ({ properties }) => properties),
		...shownFor(events, () => [simplify]),
		...shownFor(events, (event) => [collection(pollOptions(vendor, event))]),
	];
}

/**
 * Events share a parameter where that keeps the order in which each of them names its own; elsewhere it stands twice.
 */
function shownFor(
	events: Array<[string, PolledEvent]>,
	properties: (event: PolledEvent) => INodeProperties[],
): INodeProperties[] {
	const entries: Array<{ key: string; property: INodeProperties; events: string[] }> = [];
	for (const [value, event] of events) {
		let last = -1;
		for (const property of properties(event)) {
			const key = JSON.stringify(property);
			const shared = entries.findIndex((entry, place) => place > last && entry.key === key);
			last = shared >= 0 ? shared : last + 1;
			if (shared >= 0) entries[shared].events.push(value);
			else entries.splice(last, 0, { key, property, events: [value] });
		}
	}
	return entries.map(({ property, events: values }) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, event: values },
		},
	}));
}

export const pushOptions = (push: Push): INodeProperties[] => [
	...(push.options ?? []),
	...(push.complete ? offered(push.fieldsHint) : []),
];

/** n8n reads when to poll from this parameter. A node that says to n8n that it polls would show it, and its editor would not listen. */
const renewalTimes: INodeProperties = {
	displayName: 'Poll Times',
	name: 'pollTimes',
	type: 'hidden',
	default: { item: [{ mode: 'everyHour', minute: 23 }] },
};

/** All parameters of a vendor's instant trigger. */
export function pushPropertiesOf(vendor: Vendor): INodeProperties[] {
	const { push } = vendor;
	if (!push) return [];
	const options = pushOptions(push);
	const ways = authentication(vendor);
	const forRecords = ways.map((way) => ({
		...way,
		displayOptions: { show: { fetchRecord: [true] } },
	}));
	return [
		...(push.app ? [] : ways),
		...push.properties,
		...(push.app ? forRecords : []),
		...(push.renewal ? [renewalTimes] : []),
		...(options.length ? [collection(options)] : []),
	];
}
