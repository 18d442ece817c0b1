import type { EmulatorRequest, Route } from '../../frame';
import { noContent, ok, route, type Endpoints, type Version } from '../context';
import { PATHS } from '../paths';
import { bodyOf, one, textIn } from '../query';
import { invalid, missing, Refusal } from '../refusal';
import type { Store, StoredApp, Subscription } from '../store';

const OBJECTS = ['contact', 'company', 'deal', 'ticket', 'product', 'line_item', 'object'];
const KINDS = ['creation', 'deletion', 'propertyChange', 'merge', 'restore', 'associationChange'];
const TYPES = new Set([
	...OBJECTS.flatMap((object) => KINDS.map((kind) => `${object}.${kind}`)),
	'contact.privacyDeletion',
	...['creation', 'deletion', 'newMessage', 'privacyDeletion', 'propertyChange'].map(
		(kind) => `conversation.${kind}`,
	),
]);

const LEAST_AT_ONCE = 5;

const time = (at: number) => new Date(at).toISOString();

const shown = ({ createdAt, updatedAt, ...subscription }: Subscription) => ({
	...subscription,
	createdAt: time(createdAt),
	updatedAt: time(updatedAt),
});

const shownSettings = ({
	targetUrl,
	maxConcurrentRequests,
	createdAt,
	updatedAt,
}: NonNullable<StoredApp['settings']>) => ({
	targetUrl,
	throttling: { maxConcurrentRequests },
	createdAt: time(createdAt),
	updatedAt: time(updatedAt),
});

/** The app, for the developer key that stands in the query; no bearer is asked for. */
function appOf(store: Store, { params, query }: EmulatorRequest, version: Version): StoredApp {
	const key = one(query, 'hapikey');
	const owners = [...store.apps.values()].filter(({ developerKey }) => developerKey === key);
	const refusedKey = version === '2026-09' && store.switches.developerKeyIn202609 === 'refused';
	if (!owners.length || refusedKey)
		throw new Refusal(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.');
	const app = owners.find(({ id }) => id === params.app);
	if (app) return app;
	throw store.switches.foreignApp === 404
		? missing('resource not found')
		: new Refusal(403, 'MISSING_SCOPES', 'This key may not read or change that app');
}

function checkTarget(url: string): void {
	const parsed = URL.canParse(url) ? new URL(url) : undefined;
	const loopback = ['localhost', '127.0.0.1'].includes(parsed?.hostname ?? '');
	if (!parsed || (parsed.protocol !== 'https:' && !loopback))
		throw invalid('targetUrl must be a valid HTTPS URL');
}

function configure(store: Store, app: StoredApp, request: EmulatorRequest) {
	const body = bodyOf(request);
	const targetUrl = textIn(body, 'targetUrl');
	checkTarget(targetUrl);
	const most = (body.throttling as { maxConcurrentRequests?: unknown } | undefined)
		?.maxConcurrentRequests;
	if (typeof most !== 'number') throw invalid('Some required fields were not set: [throttling]');
	if (most < LEAST_AT_ONCE)
		throw invalid(`maxConcurrentRequests must be at least ${LEAST_AT_ONCE}`);
	const now = store.now();
	app.settings = {
		targetUrl,
		maxConcurrentRequests: most,
		createdAt: app.settings?.createdAt ?? now,
		updatedAt: now,
	};
	return ok(shownSettings(app.settings));
}

function subscribe(store: Store, app: StoredApp, request: EmulatorRequest) {
	const body = bodyOf(request);
	const eventType = textIn(body, 'eventType');
	if (!TYPES.has(eventType)) throw invalid(`Invalid eventType ${eventType}`);
	const ofProperty = eventType.endsWith('.propertyChange');
	const propertyName = ofProperty ? textIn(body, 'propertyName') : undefined;
	const objectTypeId = eventType.startsWith('object.') ? textIn(body, 'objectTypeId') : undefined;
	const scope = `crm.objects.${eventType.split('.')[0]}s.read`;
	if (app.scopes && !app.scopes.includes(scope))
		throw new Refusal(403, 'MISSING_SCOPES', `The app lacks the scope ${scope}`);
	const same = (known: Subscription) =>
		known.eventType === eventType &&
		known.propertyName === propertyName &&
		known.objectTypeId === objectTypeId;
	if ([...app.subscriptions.values()].some(same))
		throw new Refusal(409, 'CONFLICT', `A subscription to ${eventType} already exists`);
	if (app.subscriptions.size >= store.switches.mostSubscriptions)
		throw invalid(`The limit of ${store.switches.mostSubscriptions} subscriptions is reached`);
	const now = store.now();
	const subscription: Subscription = {
		id: store.next(),
		eventType,
		...(propertyName !== undefined && { propertyName }),
		...(objectTypeId !== undefined && { objectTypeId }),
		active: body.active === true,
		createdAt: now,
		updatedAt: now,
	};
	app.subscriptions.set(subscription.id, subscription);
	return ok(shown(subscription), 201);
}

/** Settings and subscriptions of apps. Deleted settings pause the subscriptions, and leave them. */
export const webhooks: Endpoints = ({ store }) => {
	const at = (
		method: Route['method'],
		suffix: string,
		act: (app: StoredApp, request: EmulatorRequest) => ReturnType<Route['handle']>,
	) =>
		route(PATHS.webhooks, method, `/:app${suffix}`, (request, version) =>
			act(appOf(store, request, version), request),
		);
	const subscriptionIn = (app: StoredApp, { params }: EmulatorRequest): Subscription => {
		const found = app.subscriptions.get(params.id);
		if (!found) throw missing('resource not found');
		return found;
	};
	return [
		...at('GET', '/settings', ({ settings }) => {
			if (!settings) throw missing('resource not found');
			return ok(shownSettings(settings));
		}),
		...at('PUT', '/settings', (app, request) => configure(store, app, request)),
		...at('DELETE', '/settings', (app) => {
			app.settings = undefined;
			return noContent;
		}),
		...at('GET', '/subscriptions', ({ subscriptions }) =>
			ok({ results: [...subscriptions.values()].map(shown) }),
		),
		...at('POST', '/subscriptions', (app, request) => subscribe(store, app, request)),
		...at('GET', '/subscriptions/:id', (app, request) => ok(shown(subscriptionIn(app, request)))),
		...at('PATCH', '/subscriptions/:id', (app, request) => {
			const subscription = subscriptionIn(app, request);
			const { active } = bodyOf(request);
			if (typeof active === 'boolean') subscription.active = active;
			subscription.updatedAt = store.now();
			return ok(shown(subscription));
		}),
		...at('DELETE', '/subscriptions/:id', (app, request) => {
			app.subscriptions.delete(subscriptionIn(app, request).id);
			return noContent;
		}),
	].map((entry) => ({ ...entry, open: true }));
};
