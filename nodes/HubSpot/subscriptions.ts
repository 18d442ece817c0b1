import type { IDataObject } from 'n8n-workflow';
import { contextOf } from '../core/transport/errors';
import type { Api } from '../core/transport/api';
import type { Hook, Push } from '../core/trigger/push';
import { sameSubscription, wantedOf, type Wanted } from './pushEvents';

interface Subscription extends Wanted {
	id: string;
	active: boolean;
}

/** What activation made: only this is ever changed or removed. */
interface Own {
	url?: string;
	ids: string[];
}

const ownOf = ({ kept }: Hook): Own => ({
	url: typeof kept.url === 'string' ? kept.url : undefined,
	ids: Array.isArray(kept.subscriptions) ? kept.subscriptions.map(String) : [],
});

/** In place: n8n watches this very object. */
function keep({ kept }: Hook, { url, ids }: Own): void {
	kept.url = url ?? null;
	kept.subscriptions = ids;
}

export const isByHand = ({ watch }: Pick<Hook, 'watch'>) => watch.text('setUp') === 'hubSpot';

const appOf = ({ credential }: Api) => String(credential.appId ?? '').trim();

function path(api: Api, ...parts: string[]): string {
	const version = String(api.credential.apiVersion ?? '2026-03');
	const family = version === '2026-09' ? 'app-webhooks' : 'webhooks';
	return ['', family, version, appOf(api), ...parts].map(encodeURIComponent).join('/');
}

/** All subscriptions of the app, whoever made them. */
async function existing({ api, watch }: Hook): Promise<Subscription[]> {
	const url = path(api, 'subscriptions');
	const body = await api.find<{ results?: IDataObject[] }>({ method: 'GET', url });
	if (!body)
		return watch.fail(
			`HubSpot has no app "${appOf(api)}" for this developer API key`,
			'Check "App ID" in the credential, and that the key is of the developer account that owns the app',
		);
	return (body.results ?? []).map(({ id, active, eventType, propertyName, objectTypeId }) => ({
		id: String(id),
		active: active !== false,
		eventType: String(eventType),
		...(propertyName ? { propertyName: String(propertyName) } : {}),
		...(objectTypeId ? { objectTypeId: String(objectTypeId) } : {}),
	}));
}

async function targetOf({ api }: Hook): Promise<string | undefined> {
	const settings = await api.find({ method: 'GET', url: path(api, 'settings') });
	return settings?.targetUrl ? String(settings.targetUrl) : undefined;
}

const placeOf = (url: string) => (URL.canParse(url) ? new URL(url) : undefined);

/** n8n's public address may change, and the test of a workflow has a URL of its own: the end of the path tells. */
const sameHook = (a: string, b: string) => {
	const end = (url: string) => placeOf(url)?.pathname.split('/').slice(-3).join('/');
	return end(a) === end(b);
};

/** Our URL, or the one that this very trigger had before n8n's public address changed. */
function isOwn(target: string, hook: Hook): boolean {
	const { url } = ownOf(hook);
	return target === hook.url || (url !== undefined && target === url && sameHook(url, hook.url));
}

/** One app has one target URL, so it has one trigger. */
function refuseTarget(target: string, { watch, api, url }: Hook): never {
	const [theirs, ours] = [placeOf(target), placeOf(url)];
	const local = theirs && theirs.host === ours?.host;
	const whose = local
		? 'It is the URL of another workflow of this n8n, or of this one in its other mode (test or production).'
		: 'It is not a URL of this n8n.';
	return watch.fail(
		`The HubSpot app ${appOf(api)} delivers to another URL already: ${target}`,
		`${whose} HubSpot has one target URL per app, so it was left as it is, and so were all subscriptions. Use an app of its own for this trigger, or let the workflow that owns the URL call this one. If nobody needs that URL any more, remove it in the app's webhook settings`,
	);
}

/** What is wanted and there already, by subscription. */
function found(hook: Hook, all: Subscription[]): Array<[Wanted, Subscription | undefined]> {
	return wantedOf(hook.watch).map((wanted) => [
		wanted,
		all.find((known) => sameSubscription(known, wanted)),
	]);
}

async function exists(hook: Hook): Promise<boolean> {
	if (isByHand(hook)) return true;
	const all = await existing(hook);
	const target = await targetOf(hook);
	if (target !== undefined && !isOwn(target, hook)) refuseTarget(target, hook);
	const wanted = found(hook, all);
	refusePaused(hook, wanted);
	const ours = new Set(wanted.map(([, known]) => known?.id));
	const stale = ownOf(hook).ids.some((id) => !ours.has(id));
	return target === hook.url && !stale && wanted.every(([, known]) => known?.active);
}

/** A subscription of somebody else's that is paused is not ours to switch on, and a second one HubSpot does not take. */
function refusePaused(hook: Hook, wanted: Array<[Wanted, Subscription | undefined]>): void {
	const { ids } = ownOf(hook);
	const [, paused] =
		wanted.find(([, known]) => known && !known.active && !ids.includes(known.id)) ?? [];
	if (!paused) return;
	hook.watch.fail(
		`The app has the subscription ${paused.id} to ${paused.eventType} already, and it is paused`,
		'This trigger did not make it, so it leaves it alone: activate it, or delete it, in the webhook settings of the app',
	);
}

async function create(hook: Hook): Promise<void> {
	if (isByHand(hook)) return;
	const { api } = hook;
	const target = await targetOf(hook);
	if (target !== undefined && !isOwn(target, hook)) refuseTarget(target, hook);
	const own = ownOf(hook);
	const made: string[] = [];
	try {
		if (target !== hook.url) await setTarget(hook);
		const all = await existing(hook);
		const wanted = found(hook, all);
		const kept = own.ids.filter((id) => wanted.some(([, known]) => known?.id === id));
		await removeAll(
			api,
			own.ids.filter((id) => !kept.includes(id)),
		);
		for (const [one, known] of wanted) {
			if (!known) made.push(await subscribe(hook, one, all));
			else if (!known.active) await activate(api, known.id);
		}
		keep(hook, { url: hook.url, ids: [...kept, ...made] });
	} catch (error) {
		await undo(hook, target, made);
		return await Promise.reject(error);
	}
}

const setTarget = async ({ api, url: targetUrl, watch }: Hook) =>
	await api.request({
		method: 'PUT',
		url: path(api, 'settings'),
		body: {
			targetUrl,
			throttling: {
				maxConcurrentRequests: watch.integer('maxConcurrentRequests', { min: 5 }) ?? 10,
			},
		},
		safe: true,
	});

/** One whose answer was lost is looked for: nobody could remove it later otherwise. */
async function subscribe(hook: Hook, wanted: Wanted, before: Subscription[]): Promise<string> {
	const { api } = hook;
	try {
		const { id } = await api.request({
			method: 'POST',
			url: path(api, 'subscriptions'),
			body: { ...wanted, active: true },
		});
		return String(id);
	} catch (error) {
		if (contextOf(error).outcome === 'unknown') {
			const now = await existing(hook);
			const made = now.find(
				(one) => sameSubscription(one, wanted) && !before.some(({ id }) => id === one.id),
			);
			if (made) return made.id;
		}
		const { message } = error as Error;
		const of = wanted.propertyName ? ` of ${wanted.propertyName}` : '';
		Object.assign(error as Error, {
			message: `HubSpot did not take the subscription to ${wanted.eventType}${of}: ${message}`,
		});
		return await Promise.reject(error);
	}
}

const activate = async (api: Api, id: string) =>
	await api.request({
		method: 'PATCH',
		url: path(api, 'subscriptions', id),
		body: { active: true },
		safe: true,
	});

/** Those that are gone already are as good as removed. */
async function removeAll(api: Api, ids: string[]): Promise<void> {
	for (const id of ids)
		await api.find({ method: 'DELETE', url: path(api, 'subscriptions', id), safe: true });
}

const clearTarget = async ({ api }: Hook) =>
	await api.find({ method: 'DELETE', url: path(api, 'settings'), safe: true });

/** A half-made set-up is taken back; that this fails, too, must not hide why the set-up failed. */
async function undo(hook: Hook, before: string | undefined, made: string[]): Promise<void> {
	try {
		await removeAll(hook.api, made);
		if (before === undefined && (await targetOf(hook)) === hook.url) await clearTarget(hook);
	} catch {
		hook.kept.subscriptions = [...ownOf(hook).ids, ...made];
		hook.kept.url = hook.url;
	}
}

/** Deactivation. n8n also calls it after a refused activation, and with the state of the other mode: then nothing here is ours. */
async function remove(hook: Hook): Promise<void> {
	const { url, ids } = ownOf(hook);
	const mine = url !== undefined && sameHook(url, hook.url);
	if (isByHand(hook) && !mine) return;
	if (mine) await removeAll(hook.api, ids);
	const target = await targetOf(hook);
	if (target !== undefined && (target === hook.url || (mine && target === url)))
		await clearTarget(hook);
	if (mine) keep(hook, { ids: [] });
}

export const subscription: Push['subscription'] = { exists, create, remove };
