import { createHash, createHmac } from 'node:crypto';
import type { Outgoing } from '../frame/deliver';
import { PORTAL_ID } from './refusal';
import type { Happening, Store, StoredApp, Subscription } from './store';

/** One event of a delivery. */
export type PushEvent = Record<string, string | number | boolean>;

const NAMES: Readonly<Record<string, string>> = {
	'0-1': 'contact',
	'0-2': 'company',
	'0-3': 'deal',
	'0-5': 'ticket',
	'0-7': 'product',
	'0-8': 'line_item',
};

/** What HubSpot decodes in a URI before it signs. */
const DECODED = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

export interface Signing {
	/** Versions that the delivery carries; CRM webhooks of old apps carry the first alone. */
	version?: 'v1' | 'v2' | 'v3' | 'none';
	/** When HubSpot signed it, in milliseconds. */
	at?: number;
}

/** A delivery: a list of events, signed with the client secret of the app. */
export function outgoingEvents(
	url: string,
	secret: string,
	events: PushEvent[],
	{ version = 'v3', at = Date.now() }: Signing = {},
): Outgoing {
	const body = JSON.stringify(events);
	const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
	const uri = url.replace(DECODED, (sign) => decodeURIComponent(sign));
	const signed: Record<string, string> = {};
	if (version === 'v1' || version === 'v2') {
		signed['x-hubspot-signature-version'] = version;
		signed['x-hubspot-signature'] = sha256(
			version === 'v1' ? `${secret}${body}` : `${secret}POST${url}${body}`,
		);
	}
	if (version === 'v3') {
		signed['x-hubspot-request-timestamp'] = String(at);
		signed['x-hubspot-signature-v3'] = createHmac('sha256', secret)
			.update(`POST${uri}${body}${at}`, 'utf8')
			.digest('base64');
	}
	return { url, body, headers: { 'content-type': 'application/json', ...signed } };
}

let events = 0;

/** An event as HubSpot words it. */
export const eventOf = (
	subscription: Pick<Subscription, 'id' | 'eventType' | 'objectTypeId'>,
	{
		id,
		at,
		propertyName,
		propertyValue,
	}: Pick<Happening, 'id' | 'at' | 'propertyName' | 'propertyValue'>,
	more: PushEvent = {},
): PushEvent => ({
	eventId: ++events,
	subscriptionId: Number(subscription.id),
	portalId: PORTAL_ID,
	appId: 54321,
	occurredAt: at,
	subscriptionType: subscription.eventType,
	attemptNumber: 0,
	objectId: Number(id),
	...(subscription.objectTypeId && { objectTypeId: subscription.objectTypeId }),
	...(propertyName !== undefined && { propertyName, propertyValue: propertyValue ?? '' }),
	changeSource: 'CRM',
	...more,
});

const tells = ({ eventType, objectTypeId, propertyName }: Subscription, happening: Happening) => {
	const name = objectTypeId === happening.typeId ? 'object' : NAMES[happening.typeId];
	return (
		eventType === `${name}.${happening.kind}` &&
		(propertyName === undefined || propertyName === happening.propertyName)
	);
};

const MOST = 100;

/** What the app's active subscriptions tell of everything that has happened since the last time. */
export function deliveriesOf(store: Store, app: StoredApp): Outgoing[] {
	const happened = store.happenings.splice(0);
	const { settings, subscriptions, clientSecret } = app;
	if (!settings) return [];
	const told = happened.flatMap((happening) =>
		[...subscriptions.values()]
			.filter((subscription) => subscription.active && tells(subscription, happening))
			.map((subscription) => eventOf(subscription, happening)),
	);
	const pages = Array.from({ length: Math.ceil(told.length / MOST) }, (_, page) =>
		told.slice(page * MOST, (page + 1) * MOST),
	);
	return pages.map((page) => outgoingEvents(settings.targetUrl, clientSecret, page));
}
