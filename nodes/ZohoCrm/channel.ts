import { randomBytes, randomInt } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../core/node/call';
import type { Api } from '../core/transport/api';
import { contextOf, type ItemError } from '../core/transport/errors';
import { clocked, type Clock } from '../core/trigger/clock';
import type { Hook } from '../core/trigger/push';
import { fieldRows, momentText } from './fields';
import { modulesOf, nearestModules } from './modules';
import { moduleIn } from './parameters';
import { rowsOf, timeIn } from './rows';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Zoho lets a channel live for a week; one that asks for more gets an hour. */
const LIFE = 7 * DAY - 10 * MINUTE;
/** A day is used up: n8n may then be down for six more. */
const RENEWED_BELOW = 6 * DAY;
/** Less than this was not what was asked for. */
const TOO_SHORT = DAY;

const WATCH = '/crm/v8/actions/watch';

/** What is kept of a channel from its creation on: it never changes while the channel lives. */
interface Channel {
	channelId: string;
	token: string;
	url: string;
}

export const channelIn = ({ channelId, token, url }: Readonly<IDataObject>): Channel | undefined =>
	typeof channelId === 'string' && typeof token === 'string' && typeof url === 'string'
		? { channelId, token, url }
		: undefined;

/** Below 2^48, so that it stays whole as a number, too; a token has 49 signs at most. */
const newChannel = (url: string): Channel => ({
	channelId: String(randomInt(10 ** 9, 2 ** 48 - 1)),
	token: randomBytes(36).toString('base64url'),
	url,
});

function forget(kept: IDataObject): void {
	for (const name of ['channelId', 'token', 'url']) delete kept[name];
}

export const operationsIn = (watch: Parameters): string[] => watch.list('watchFor');

const eventsOf = (watch: Parameters): string[] =>
	operationsIn(watch).map((operation) => `${moduleIn(watch)}.${operation}`);

/** Undefined where there is no channel of this ID (any more). */
async function read(api: Api, watch: Parameters, { channelId }: Channel) {
	const body = await api.find<unknown>({
		method: 'GET',
		url: WATCH,
		query: { channel_id: channelId, module: moduleIn(watch) },
	});
	return rowsOf(body, 'watch').find(({ channel_id }) => String(channel_id) === channelId);
}

/** Any of the fields; in pairs, since Zoho takes two things in a group. */
async function conditionOf(api: Api, watch: Parameters): Promise<IDataObject | undefined> {
	const names = watch.list('watchFields');
	if (!names.length) return undefined;
	const module = moduleIn(watch);
	const [modules, fields] = [await modulesOf(api), await fieldRows(api, module)];
	const groups = names.map((name): IDataObject => {
		const id = fields.find(({ api_name }) => api_name === name)?.id;
		if (id === undefined)
			watch.refuse('watchFields', `holds "${name}", which ${module} does not have`);
		return { field: { api_name: name, id: String(id) } };
	});
	const nested = groups.reduceRight((rest, one) => ({ group_operator: 'or', group: [one, rest] }));
	return {
		type: 'field_selection',
		module: {
			api_name: module,
			id: String(modules.find(({ api_name }) => api_name === module)?.id ?? ''),
		},
		field_selection: nested.group ? nested : { group_operator: 'or', group: [nested] },
	};
}

/** Why Zoho may not have made the channel, beside what it said. */
async function explained(api: Api, module: string, error: ItemError): Promise<never> {
	const hints: Readonly<Record<string, string>> = {
		INVALID_DATA:
			'Zoho CRM takes a public https URL and a module that it sends notifications for. The URL comes from WEBHOOK_URL of n8n',
		LIMIT_EXCEEDED:
			'The account has as many notification channels as Zoho CRM allows: deactivate triggers that are not needed, here or in other programs',
	};
	const hint = hints[String(contextOf(error).code)];
	if (hint) error.description = [error.description, hint].filter(Boolean).join('. ');
	return await nearestModules(api, module, error);
}

/** Makes the channel, replaces all of it (PUT), or puts its end off (PATCH). The token goes along each time: Zoho blanks one that is left out. */
async function write(
	plain: Api,
	watch: Parameters,
	{ method, channel, now }: { method: 'POST' | 'PUT' | 'PATCH'; channel: Channel; now: number },
): Promise<void> {
	const condition = method === 'PATCH' ? undefined : await conditionOf(plain, watch);
	const related = watch.param('notifyOnRelated');
	const until = momentText(now + LIFE, 'UTC');
	const answer = await plain
		.request({
			method,
			url: WATCH,
			body: {
				watch: [
					{
						channel_id: channel.channelId,
						events: eventsOf(watch),
						channel_expiry: until,
						token: channel.token,
						notify_url: channel.url,
						...(related !== undefined && { notify_on_related_action: related === true }),
						...(condition && { notification_condition: [condition] }),
					},
				],
			},
			safe: method !== 'POST',
		})
		.catch(async (error: ItemError) => await explained(plain, moduleIn(watch), error));
	for (const row of rowsOf(answer, 'watch')) {
		for (const event of rowsOf(row.details, 'events')) {
			const end = timeIn(event, 'channel_expiry');
			if (end !== undefined && end < now + TOO_SHORT)
				throw plain.refusal({
					message: `Zoho CRM lets the notification channel live until ${String(event.channel_expiry)} only, and was asked for ${until}`,
					hint: 'The trigger would fall silent then: ask the administrator of Zoho CRM, or use Zoho CRM Trigger',
				});
		}
	}
}

/** A channel that is refused as unknown tells no time: ours stands in, and the end that Zoho answers is checked. */
const nowBy = (clock: Clock): number => clock.now() ?? Date.now();

/** Whether the channel is there and delivers here; it gets what the panel says now, and a new end. One that delivers elsewhere is somebody else's. */
export async function exists({ api: plain, watch, url, kept }: Hook): Promise<boolean> {
	const channel = channelIn(kept);
	if (!channel) return false;
	const { api, clock } = clocked(plain);
	const there = await read(api, watch, channel);
	if (there && there.notify_url !== url) forget(kept);
	if (there?.notify_url !== url) return false;
	await write(api, watch, { method: 'PUT', channel, now: nowBy(clock) });
	return true;
}

/** ID and token of a channel that was deleted by hand are used again. */
export async function create({ api: plain, watch, url, kept }: Hook): Promise<void> {
	const { api, clock } = clocked(plain);
	const channel = { ...(channelIn(kept) ?? newChannel(url)), url };
	// for the vendor's clock; with an ID that is new, nothing is there
	await read(api, watch, channel);
	await write(api, watch, { method: 'POST', channel, now: nowBy(clock) });
	Object.assign(kept, channel);
}

export async function remove({ api, kept }: Hook): Promise<void> {
	const channel = channelIn(kept);
	if (!channel) return;
	await api.find({
		method: 'DELETE',
		url: WATCH,
		query: { channel_ids: channel.channelId },
		safe: true,
	});
	forget(kept);
}

const sameEvents = (held: unknown, wanted: string[]) =>
	Array.isArray(held) && JSON.stringify([...held].sort()) === JSON.stringify([...wanted].sort());

/** Asks Zoho when the channel ends; puts that off in time, and makes a channel anew that somebody deleted. */
export async function renew({ api: plain, watch, kept }: Omit<Hook, 'url'>): Promise<void> {
	const channel = channelIn(kept);
	if (!channel) return;
	const { api, clock } = clocked(plain);
	const there = await read(api, watch, channel);
	const now = nowBy(clock);
	if (!there) return await write(api, watch, { method: 'POST', channel, now });
	const left = (timeIn(there, 'channel_expiry') ?? 0) - now;
	const whole = there.notify_url === channel.url && sameEvents(there.events, eventsOf(watch));
	if (left < RENEWED_BELOW || !whole) await write(api, watch, { method: 'PATCH', channel, now });
}
