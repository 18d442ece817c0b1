import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { areObjects } from '../core/data/json';
import type { Parameters } from '../core/node/call';
import { judgeBy } from '../core/transport/errors';
import type { Acceptance, App, Delivery, Hook, Push, Pushed } from '../core/trigger/push';
import { baseURL } from './baseUrl';
import { NOT_OURS, readEnvelope, rows, secretsIn } from './errors';
import { covers, objectOf, wantedOf, type Wanted } from './pushEvents';
import { options, properties } from './pushParameters';
import { shaped } from './records';
import { problemOf, type Versions } from './signature';
import { isByHand, subscription } from './subscriptions';
import { checkReading, wholeRecords } from './wholeRecords';

/** https everywhere but on this very machine, as HubSpot wants it. */
function checkUrl({ url, api, watch }: Hook): void {
	if (url.startsWith('https:') || !api.baseURL.startsWith('https:')) return;
	watch.fail(
		`HubSpot delivers to https only, and the URL of this trigger is ${url}`,
		'Set WEBHOOK_URL of n8n to its https address',
	);
}

const filled = (value: unknown) => String(value ?? '').trim();

async function check(hook: Hook): Promise<void> {
	const { api, watch, account } = hook;
	const wanted = wantedOf(watch);
	const { clientSecret, appId, developerApiKey } = api.credential;
	if (!filled(clientSecret))
		watch.fail(
			'The credential has no "Client Secret", so no delivery could be verified',
			'The page of the app in HubSpot shows it under Auth',
		);
	if (!isByHand(hook)) {
		if (!/^\d+$/.test(filled(appId)))
			watch.fail(
				'"App ID" of the credential is not the number of an app',
				'Take it from the app in the developer account, or choose "Set Up in HubSpot" under "Subscriptions"',
			);
		if (!filled(developerApiKey))
			watch.fail(
				'The credential has no "Developer API Key", so n8n cannot make the subscriptions',
				'Take it from the developer account (Keys > Developer API Key), or choose "Set Up in HubSpot" under "Subscriptions"',
			);
		checkUrl(hook);
	}
	if (account) await checkReading(account, wanted);
}

const refused = (status: number, message: string): Acceptance => ({ refused: status, message });

function accept(delivery: Delivery, watch: Parameters): Acceptance {
	const secret = filled(watch.api.credential.clientSecret);
	const accepted = (watch.text('signatures') || 'v3') as Versions;
	const problem = secret
		? problemOf(delivery, secret, accepted, Date.now())
		: 'the credential has no client secret to verify it by';
	if (problem) return refused(401, problem);
	const { body } = delivery;
	if (!areObjects(body)) return refused(400, 'its body is not a list of events');
	const wanted = wantedOf(watch);
	const portals = watch.list('portalIds');
	const events = body
		.filter(({ portalId }) => !portals.length || portals.includes(String(portalId)))
		.filter((event) => wanted.some((one) => covers(one, aboutOf(event))))
		.map(pushedOf);
	const once = new Map(events.map((event) => [event.key, event]));
	return { events: [...once.values()].sort((a, b) => (a.at ?? 0) - (b.at ?? 0)) };
}

/** What the event is about, as a subscription names it. */
export const aboutOf = (event: IDataObject): Wanted => ({
	eventType: String(event.subscriptionType ?? event.eventType ?? ''),
	...(event.objectTypeId ? { objectTypeId: String(event.objectTypeId) } : {}),
	...(event.propertyName ? { propertyName: String(event.propertyName) } : {}),
});

/** Equal for every attempt to deliver the event: HubSpot's own ID is not said to be unique. */
function keyOf(event: IDataObject, id: string): string {
	const told = Object.entries(event).filter(([name]) => name !== 'attemptNumber');
	const sorted = told.sort(([a], [b]) => (a < b ? -1 : 1));
	const hash = createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
	return `${id}|${hash}`;
}

function pushedOf(row: IDataObject): Pushed {
	const id = filled(row.objectId ?? row.primaryObjectId ?? row.fromObjectId);
	const about = aboutOf(row);
	const at = Number(row.occurredAt);
	return {
		name: about.eventType,
		key: keyOf(row, id),
		...(id && { id }),
		objectType: objectOf(about),
		...(Number.isFinite(at) && row.occurredAt ? { at } : {}),
		row,
	};
}

const appRows: typeof rows = () => [
	{
		status: 401,
		verdict: 'fail',
		text: 'HubSpot refused the developer API key',
		hint: 'Check "Developer API Key" in the credential: it is of the developer account, not a token of a private app. Where "API Version" is 2026-09, try 2026-03',
		failure: { cause: 'credential-invalid' },
	},
	{
		status: 403,
		verdict: 'fail',
		hint: 'Check that the app belongs to the developer account of the key, and that its scopes cover the objects of the events',
		failure: { cause: 'configuration-invalid' },
	},
	...rows(),
];

const app: App = {
	credentials: { app: 'hubSpotCrmAppApi' },
	baseURL,
	secrets: ({ developerApiKey, ...rest }) => [filled(developerApiKey), ...secretsIn(rest)],
	limits: () => ({ default: { count: 50, windowMs: 10_000, adaptive: true } }),
	judge: judgeBy({ title: 'HubSpot', read: readEnvelope, rows: appRows, notOurs: NOT_OURS }),
};

/** Webhooks of an app: one target URL per app, deliveries signed with the app's client secret. */
export const push: Push = {
	app,
	properties,
	options,
	fieldsHint: false,
	answer: {},
	check,
	accept,
	complete: wholeRecords,
	show: (row, view) => shaped(row, view.simplify),
	subscription,
};
