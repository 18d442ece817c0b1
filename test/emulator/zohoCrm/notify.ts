import type { Outgoing } from '../frame/deliver';
import { send } from '../frame/deliver';
import type { Channel, Store } from './store';

export interface Happened {
	module: string;
	operation: 'insert' | 'update' | 'delete';
	ids: string[];
	/** Names of the fields that an update wrote. */
	fields?: string[];
}

const EVENTS = { insert: 'create', update: 'edit', delete: 'delete' };

/** A notification as it goes out: IDs only, several in one. */
export function outgoing(
	{ url, id, token }: Pick<Channel, 'url' | 'id' | 'token'>,
	{ module, operation, ids }: Happened,
	at: number,
): Outgoing {
	return {
		url,
		headers: { 'content-type': 'application/json;charset=UTF-8' },
		body: JSON.stringify({
			server_time: at,
			query_params: Object.fromEntries(new URL(url).searchParams),
			module,
			resource_uri: `https://www.zohoapis.com/crm/v2/${module}`,
			ids,
			affected_fields: [],
			operation,
			channel_id: id,
			token,
		}),
	};
}

/** Channels whose time is over are no more. */
export function channelsOf(store: Store): Channel[] {
	for (const { id, until } of store.channels.values())
		if (until <= store.now()) store.channels.delete(id);
	return [...store.channels.values()];
}

/** Posts to every channel that wants it, once: the vendor promises no second try. */
export function notify(store: Store, happened: Happened): void {
	const { module, operation, ids, fields = [] } = happened;
	if (!ids.length) return;
	const event = `${module}.${EVENTS[operation]}`;
	for (const channel of channelsOf(store)) {
		if (!channel.events.includes(event) && !channel.events.includes(`${module}.all`)) continue;
		const watched = channel.fields;
		if (operation === 'update' && watched.length && !fields.some((name) => watched.includes(name)))
			continue;
		const out = outgoing(channel, happened, store.now());
		const body = JSON.parse(out.body) as Record<string, unknown>;
		store.sending.push(
			send(out).then(
				({ status }) => void store.sent.push({ channel: channel.id, status, body }),
				() => void store.sent.push({ channel: channel.id, status: 0, body }),
			),
		);
	}
}
