import type { EmulatorRequest } from '../../frame';
import type { Endpoints } from '../context';
import type { Row } from '../envelope';
import { invalid, judged, none, ok, refuse, rowsAnswer, success } from '../envelope';
import { textOf } from '../lists';
import { channelsOf } from '../notify';
import type { Channel, Store } from '../store';
import { fieldIn, stamp } from '../store';
import { moduleOf } from '../writes';

const HOUR = 3_600_000;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;
const OPERATIONS = ['create', 'edit', 'delete', 'all'];
const LARGEST_ID = 2n ** 63n - 1n;
const LOCAL = /^(localhost|127\.|0\.|10\.|192\.168\.|\[)/;

type Given = Record<string, unknown>;

const missing = (api_name: string, place: number) =>
	refuse('MANDATORY_NOT_FOUND', 'required field not found', {
		api_name,
		json_path: `$.watch[${place}].${api_name}`,
	});
const wrong = (api_name: string, place: number, more: object = {}) =>
	invalid('invalid data', { api_name, json_path: `$.watch[${place}].${api_name}`, ...more });
const unsubscribed = (id: string) =>
	refuse('NOT_SUBSCRIBED', 'Channel is not subscribed for actions-watch', { channel_id: id });

function idOf({ channel_id: id }: Given, place: number): string {
	if (id === undefined || id === '') throw missing('channel_id', place);
	const text = String(id);
	if (!/^\d{1,19}$/.test(text) || BigInt(text) > LARGEST_ID || Number.isNaN(Number(text)))
		throw wrong('channel_id', place, { expected_data_type: 'long' });
	return text;
}

function eventsOf(store: Store, { events }: Given, place: number): string[] {
	if (events === undefined) throw missing('events', place);
	if (!Array.isArray(events) || !events.length) throw wrong('events', place);
	for (const event of events as unknown[]) {
		const [module = '', operation = ''] = String(event).split('.');
		if (!OPERATIONS.includes(operation))
			throw wrong('events', place, { supported_values: OPERATIONS });
		if (module !== 'users') moduleOf(store, module);
	}
	return events.map(String);
}

function urlOf(store: Store, { notify_url: url }: Given, place: number): string {
	if (url === undefined || url === '') throw missing('notify_url', place);
	if (typeof url !== 'string' || !URL.canParse(url)) throw wrong('notify_url', place);
	const { protocol, hostname } = new URL(url);
	const reachable = protocol === 'https:' && !LOCAL.test(hostname);
	if (store.switches.notifyUrls === 'publicHttps' && !reachable) throw wrong('notify_url', place);
	return url;
}

function tokenOf({ token }: Given, place: number): string | null {
	if (token === undefined || token === null) return null;
	if (typeof token !== 'string' || token.length > 50)
		throw wrong('token', place, { maximum_length: 50 });
	return token;
}

/** A week at most; without a time, or with more than a week, one hour. */
function untilOf(store: Store, { channel_expiry: expiry }: Given, place: number): number {
	const now = store.now();
	if (expiry === undefined || expiry === null) return now + HOUR;
	if (typeof expiry !== 'string' || !MOMENT.test(expiry))
		throw wrong('channel_expiry', place, { expected_data_type: 'datetime' });
	const until = Date.parse(expiry);
	if (until <= now) throw wrong('channel_expiry', place);
	return until - now > store.switches.channelLifeMs ? now + HOUR : until;
}

interface Group {
	group_operator?: unknown;
	group?: unknown[];
	field?: { api_name?: string; id?: string };
}

/** Names inside `field_selection`: two things in a group, ten fields in all. */
function namesIn(selection: Group): string[] {
	if (selection.field) return [String(selection.field.api_name)];
	if (!['and', 'or'].includes(String(selection.group_operator)) || !Array.isArray(selection.group))
		throw invalid('invalid data', { api_name: 'field_selection' });
	if (selection.group.length > 2) throw invalid('invalid data', { api_name: 'group', limit: 2 });
	return selection.group.flatMap((part) => namesIn(part as Group));
}

function fieldsOf(store: Store, { notification_condition: conditions }: Given): string[] {
	const list = (conditions ?? []) as Array<{
		type?: string;
		module?: Given;
		field_selection?: Group;
	}>;
	return list.flatMap(({ type, module: given, field_selection: selection }) => {
		if (type !== 'field_selection') throw invalid('invalid data', { api_name: 'type' });
		if (!given?.api_name || !given.id)
			throw refuse('EXPECTED_FIELD_MISSING', 'expected field is missing', {
				json_path: '$.watch[0].notification_condition[0].module',
			});
		const module = moduleOf(store, String(given.api_name));
		if (module.id !== given.id)
			throw refuse('AMBIGUITY_DURING_PROCESSING', 'ambiguity while processing the request');
		const names = namesIn(selection ?? {});
		if (names.length > 10) throw invalid('invalid data', { api_name: 'group', limit: 10 });
		const strange = names.find((name) => !fieldIn(module, name));
		if (strange) throw invalid('invalid data', { api_name: strange });
		return names;
	});
}

function whole(store: Store, given: Given, place: number): Channel {
	return {
		id: idOf(given, place),
		events: eventsOf(store, given, place),
		url: urlOf(store, given, place),
		token: tokenOf(given, place),
		until: untilOf(store, given, place),
		fields: fieldsOf(store, given),
		related: given.notify_on_related_action !== false,
	};
}

const modulesIn = ({ events }: Channel) => [
	...new Set(events.map((event) => event.split('.')[0] ?? '')),
];

const resourceOf = (store: Store, { id }: Channel, module: string) => ({
	resource_uri: `https://www.zohoapis.com/crm/v2/${module}`,
	resource_id: store.modules.get(module)?.id ?? '1',
	resource_name: module,
	channel_id: id,
});

const told = (store: Store, channel: Channel, message: string): Row =>
	success(message, {
		events: modulesIn(channel).map((module) => ({
			channel_expiry: stamp(channel.until),
			...resourceOf(store, channel, module),
		})),
	});

/** Channels of notifications: POST, GET, PUT, PATCH and DELETE of `/actions/watch`. */
export const watch: Endpoints = ({ store }) => {
	const known = (id: string): Channel => {
		const channel = channelsOf(store).find((one) => one.id === id);
		if (!channel) throw unsubscribed(id);
		return channel;
	};
	const rows = (
		{ body }: EmulatorRequest,
		work: (given: Given, place: number) => Row,
		good: number,
	) => {
		const list = (body as { watch?: unknown } | undefined)?.watch;
		if (!Array.isArray(list) || !list.length)
			throw refuse('MANDATORY_NOT_FOUND', 'required field not found', { api_name: 'watch' });
		const done = (list as Given[]).map((given, place) => judged(() => work(given, place)));
		return rowsAnswer(done, good, store.switches, 'watch');
	};

	const subscribe = (given: Given, place: number): Row => {
		const channel = whole(store, given, place);
		const held = channelsOf(store);
		const twice = held.some(({ id }) => id === channel.id);
		if (twice && store.switches.sameChannel === 'refused') throw wrong('channel_id', place);
		if (!twice && held.length >= store.switches.mostChannels)
			throw refuse('LIMIT_EXCEEDED', 'maximum number of channels reached', {
				limit: store.switches.mostChannels,
			});
		store.channels.set(channel.id, channel);
		return told(store, channel, 'Successfully subscribed for actions-watch of the given module');
	};

	const replace = (given: Given, place: number): Row => {
		known(idOf(given, place));
		const channel = whole(store, given, place);
		store.channels.set(channel.id, channel);
		return told(store, channel, 'Successfully updated the details of actions-watch');
	};

	/** What is not named stays, but for the token. */
	const change = (given: Given, place: number): Row => {
		const channel = known(idOf(given, place));
		const events = eventsOf(store, given, place);
		if (given._delete_events === true) {
			channel.events = channel.events.filter((event) => !events.includes(event));
			if (!channel.events.length) store.channels.delete(channel.id);
			return told(store, channel, 'Successfully un-subscribed from the given events');
		}
		Object.assign(channel, {
			events,
			token: tokenOf(given, place),
			until: untilOf(store, given, place),
			...(given.notify_url !== undefined && { url: urlOf(store, given, place) }),
			...(given.notification_condition !== undefined && { fields: fieldsOf(store, given) }),
		});
		return told(store, channel, 'Successfully updated the details of actions-watch');
	};

	const path = '/crm/v8/actions/watch';
	return [
		{ method: 'POST', path, handle: (request) => rows(request, subscribe, 201) },
		{ method: 'PUT', path, handle: (request) => rows(request, replace, 200) },
		{ method: 'PATCH', path, handle: (request) => rows(request, change, 200) },
		{
			method: 'DELETE',
			path,
			handle: (request) => {
				const ids = (textOf(request, 'channel_ids') ?? '').split(',').filter(Boolean);
				if (!ids.length)
					throw refuse('REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
						param_name: 'channel_ids',
					});
				const done = ids.map((id) =>
					judged(() => {
						const channel = known(id);
						store.channels.delete(id);
						const [module = ''] = modulesIn(channel);
						return success(
							'Successfully un-subscribed from actions-watch',
							resourceOf(store, channel, module),
						);
					}),
				);
				return rowsAnswer(done, 200, store.switches, 'watch');
			},
		},
		{
			method: 'GET',
			path,
			handle: (request) => {
				const [wanted, module] = [textOf(request, 'channel_id'), textOf(request, 'module')];
				const found = channelsOf(store)
					.filter(({ id }) => wanted === undefined || id === wanted)
					.flatMap((channel) =>
						modulesIn(channel)
							.filter((name) => module === undefined || name === module)
							.map((name) => ({
								notify_on_related_action: channel.related,
								channel_expiry: stamp(channel.until),
								notify_url: channel.url,
								events: channel.events.filter((event) => event.startsWith(`${name}.`)),
								token: channel.token,
								...resourceOf(store, channel, name),
							})),
					);
				if (found.length)
					return ok({
						watch: found,
						info: { per_page: 200, count: found.length, page: 1, more_records: false },
					});
				if (wanted !== undefined && store.switches.missingChannel === 'http400')
					throw unsubscribed(wanted);
				return none;
			},
		},
	];
};
