import {
	NodeOperationError,
	type IDataObject,
	type IHookFunctions,
	type INodeExecutionData,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { watchOf, type Parameters } from '../node/call';
import { connect } from '../node/connect';
import type { Api } from '../transport/api';
import { parsed, plainHeaders } from '../transport/send';
import type { Vendor } from '../vendor';
import { handOver } from './handOver';
import { keeping } from './kept';
import { pushOptions } from './properties';
import type { Delivery, Hook, Push, Pushed, UrlValue } from './push';

const LONGEST_WAIT_MS = 60_000;

function pushOf({ push, title }: Vendor): Push {
	if (!push) throw new Error(`${title} pushes nothing`);
	return push;
}

export async function watching(
	context: IHookFunctions | IPollFunctions | IWebhookFunctions,
	vendor: Vendor,
): Promise<{ api: Api; watch: Parameters; push: Push }> {
	const push = pushOf(vendor);
	const pushing = push.app ? { ...vendor, ...push.app } : vendor;
	const api = await connect(context, pushing, { longestWaitMs: LONGEST_WAIT_MS });
	const parameters = { properties: push.properties, options: pushOptions(push) };
	return { api, watch: watchOf(context, parameters, api), push };
}

/** The API that reads whole records. */
const accountOf = async (context: IHookFunctions | IWebhookFunctions, vendor: Vendor, api: Api) =>
	pushOf(vendor).app ? await connect(context, vendor, { longestWaitMs: LONGEST_WAIT_MS }) : api;

const LOOPBACK = /^(localhost|127\.|0\.0\.0\.0$|\[::1\])/;

/** Does one thing with the subscription, and keeps what is to be known of it then. */
async function withHook<T>(
	context: IHookFunctions,
	vendor: Vendor,
	act: (hook: Hook & { push: Push }) => Promise<T>,
): Promise<T> {
	const watched = await watching(context, vendor);
	const url = context.getNodeWebhookUrl('default') ?? '';
	const { kept, save } = keeping(context, watched.push);
	const done = await act({ ...watched, url, kept });
	save();
	return done;
}

/** Activation asks for the account's credential, too, where deliveries will. */
async function withAccount(context: IHookFunctions, vendor: Vendor, hook: Hook & { push: Push }) {
	if (!hook.push.app || !hook.watch.flag('fetchRecord')) return hook;
	return { ...hook, account: await accountOf(context, vendor, hook.api) };
}

/** A URL of this very machine reaches no vendor; an emulator on the same machine it does. */
function checkReachable(context: IHookFunctions, { url, api }: Hook): void {
	const at = (text: string) => (URL.canParse(text) ? new URL(text).hostname : '');
	if (!LOOPBACK.test(at(url)) || LOOPBACK.test(at(api.baseURL))) return;
	throw new NodeOperationError(
		context.getNode(),
		`${api.vendor.title} cannot reach the URL of this trigger: it leads to ${at(url)}`,
		{ description: 'Set WEBHOOK_URL of n8n to the address under which the internet reaches it' },
	);
}

/** Whether the vendor delivers here already. What would make the trigger a silent one is thrown. */
export async function checkExists(this: IHookFunctions, vendor: Vendor): Promise<boolean> {
	return await withHook(this, vendor, async (found) => {
		const hook = await withAccount(this, vendor, found);
		checkReachable(this, hook);
		await hook.push.check(hook);
		return (await hook.push.subscription?.exists(hook)) ?? true;
	});
}

export async function create(this: IHookFunctions, vendor: Vendor): Promise<boolean> {
	await withHook(this, vendor, async (hook) => await hook.push.subscription?.create(hook));
	return true;
}

export async function remove(this: IHookFunctions, vendor: Vendor): Promise<boolean> {
	await withHook(this, vendor, async (hook) => await hook.push.subscription?.remove(hook));
	return true;
}

/**
 * Takes one delivery: judged by its bytes, answered at once, and only then completed by requests. A refused one
 * starts no execution. Writes no static data.
 */
export async function receive(
	this: IWebhookFunctions,
	vendor: Vendor,
): Promise<IWebhookResponseData> {
	const { api, watch, push } = await watching(this, vendor);
	const { kept } = keeping(this, push);
	const judged = push.accept(deliveryIn(this), watch, kept);
	const response = this.getResponseObject();
	if ('refused' in judged) {
		const { refused, message } = judged;
		this.logger.warn(`${vendor.title}: a delivery was refused (${refused}): ${message}`);
		response.status(refused).json({ code: refused, message });
		return { noWebhookResponse: true };
	}
	response.status(200).json(push.answer);
	if (!judged.events.length) return { noWebhookResponse: true };
	const account = async () => await accountOf(this, vendor, api);
	const items = await completed(account, watch, push, judged.events);
	if (push.renewal && this.getMode() === 'manual') handOver(this, items);
	return { noWebhookResponse: true, workflowData: [items] };
}

function deliveryIn(context: IWebhookFunctions): Delivery {
	const request = context.getRequestObject();
	const { method, originalUrl, url, rawBody } = request as typeof request & { rawBody?: Buffer };
	const [path, query = ''] = (originalUrl ?? url).split(/\?(.*)/s);
	const raw = rawBody ?? Buffer.alloc(0);
	const text = raw.toString('utf8');
	const body = raw.length ? parsed(text) : undefined;
	return {
		method,
		url: urlIn(context),
		path,
		search: query,
		query: query.split('&').filter(Boolean).map(urlValue),
		headers: plainHeaders(context.getHeaderData()),
		raw,
		body: body === text ? undefined : body,
	};
}

/** In a test the URL is another one; n8n tells it in newer versions only. */
function urlIn(context: IWebhookFunctions): string {
	const known = context as Partial<Record<'getWebhookResourceUrl', (name: string) => unknown>>;
	const url = known.getWebhookResourceUrl?.('default') ?? context.getNodeWebhookUrl('default');
	return String(url ?? '');
}

const decoded = (text: string): string => {
	try {
		return decodeURIComponent(text.replace(/\+/g, ' '));
	} catch {
		return text;
	}
};

function urlValue(pair: string): UrlValue {
	const cut = pair.indexOf('=');
	const [name, raw] = cut < 0 ? [pair, ''] : [pair.slice(0, cut), pair.slice(cut + 1)];
	return { name: decoded(name), value: decoded(raw), raw };
}

/**
 * The vendor has its answer already, so a record that cannot be had fails no delivery: the event comes without it,
 * and says why.
 */
export async function completed(
	account: () => Promise<Api>,
	watch: Parameters,
	push: Push,
	events: Pushed[],
): Promise<INodeExecutionData[]> {
	const view = { simplify: watch.flag('simplify'), fields: watch.list('fieldsToReturn') };
	let rows: Array<IDataObject | string | undefined> = events.map(({ row }) => row);
	let problem: string | undefined;
	if (push.complete && watch.flag('fetchRecord')) {
		try {
			rows = await push.complete(await account(), events, watch);
		} catch (error) {
			problem = (error as Error).message;
		}
	}
	return events.map(({ name, key, id, at, row }, index) => {
		const whole = rows[index] ?? 'The record is gone';
		const missing = problem ?? (typeof whole === 'string' ? whole : undefined);
		const shown = push.show(typeof whole === 'string' ? row : whole, view);
		const time = at === undefined ? {} : { time: new Date(at).toISOString() };
		const _event = { name, key, ...(id && { id }), ...time, ...(missing && { missing }) };
		return { json: { ...shown, _event } };
	});
}
