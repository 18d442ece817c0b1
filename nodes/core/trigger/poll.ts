import { createHash } from 'node:crypto';
import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import { watchOf, type Parameters } from '../node/call';
import { connect } from '../node/connect';
import { identity, type Api } from '../transport/api';
import { contextOf } from '../transport/errors';
import type { Vendor } from '../vendor';
import { alone } from './alone';
import { clocked, floored } from './clock';
import type { Change, Events, PolledEvent } from './events';
import { pollOptions, pollProperties } from './properties';
import { recent } from './recent';
import { keep, stateIn } from './state';
import { walk } from './walk';

/** Of n8n's budget for a poll: the rest is for the request under way. */
const SHARE = 0.6;
const DEFAULT_BUDGET_MS = 36_000;
const LONGEST_WAIT_MS = 10_000;

/** Compiled queries: conditions need the vendor's fields, and an idle poll is to cost one request. */
const compiled = new Map<string, { parameters: string; query: unknown }>();

interface Watching {
	api: Api;
	event: PolledEvent;
	query: unknown;
	watch: Parameters;
	/** What the state belongs to. */
	place: string;
	item: (change: Change) => INodeExecutionData;
}

/** The poll of every polling trigger. Null: nothing happened. */
export async function poll(
	this: IPollFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][] | null> {
	const node = this.getNode();
	const mine = `${this.getWorkflow().id}|${node.id}`;
	if (this.getMode() === 'manual') return [await sample(await watching(this, vendor, mine))];
	const data = this.getWorkflowStaticData('node');
	try {
		const items = await alone(mine, data, async () => {
			const watched = await watching(this, vendor, mine);
			return await scheduled(budgetOf(this), data, eventsOf(vendor), watched);
		});
		return items?.length ? [items] : null;
	} catch (error) {
		if (!passes(error)) compiled.delete(mine);
		return await Promise.reject(forScheduler(error));
	}
}

/** Says nothing about the query: the vendor was busy or out of reach. */
const passes = (error: unknown): boolean =>
	error instanceof NodeApiError &&
	(['rate-limited', 'temporarily-unavailable'].includes(String(error.failure?.cause)) ||
		contextOf(error).outcome === 'unknown');

/** n8n reads `failure` and comes back when the vendor said; the options that the usual hint names are not a trigger's. */
function forScheduler(error: unknown): unknown {
	if (error instanceof NodeApiError && error.failure?.cause === 'rate-limited') {
		error.description = 'Nothing is lost: the next poll begins where the last good one ended';
	}
	return error;
}

function eventsOf({ events, title }: Vendor): Events {
	if (!events) throw new Error(`${title} has no events`);
	return events;
}

async function watching(context: IPollFunctions, vendor: Vendor, mine: string): Promise<Watching> {
	const node = context.getNode();
	const { on } = eventsOf(vendor);
	const name = String(context.getNodeParameter('event', Object.keys(on)[0]));
	const event = Object.hasOwn(on, name) ? on[name] : undefined;
	if (!event) {
		throw new NodeOperationError(
			node,
			`"Trigger On" is "${name}", which ${vendor.title} does not have`,
			{
				description: `Choose one of: ${Object.values(on)
					.map((known) => known.name)
					.join(', ')}`,
			},
		);
	}
	const api = await connect(context, vendor, { longestWaitMs: LONGEST_WAIT_MS });
	const parameters = { properties: pollProperties(event), options: pollOptions(vendor, event) };
	const watch = watchOf(context, parameters, api);
	const { credentials = {} } = node;
	const who = Object.keys(credentials).map((type) => identity(context, type, api.credential));
	const query = await queryOf(mine, event, watch, [name, ...who]);
	const view = { simplify: watch.flag('simplify'), fields: watch.list('fieldsToReturn') };
	return {
		api,
		event,
		query,
		watch,
		place: shortHash([name, who, event.place(query)]),
		item: (change) => {
			const { id, at, row } = change;
			const time = at === undefined ? {} : { time: new Date(at).toISOString() };
			return {
				json: { ...event.show(row, view), _event: { name, key: keyOf(change), id, ...time } },
			};
		},
	};
}

const shortHash = (value: unknown) =>
	createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);

/** Equal for the same version of the same record, whenever it is read. Where rows show no time their content tells. */
const keyOf = ({ id, at, mark, row }: Change) =>
	[id, at === undefined ? shortHash(row) : new Date(at).toISOString(), mark]
		.filter((part) => part !== undefined)
		.join('|');

async function queryOf(mine: string, event: PolledEvent, watch: Parameters, whose: string[]) {
	const given = pollProperties(event).map((property) => watch.param(property.name));
	const parameters = JSON.stringify([whose, given, watch.param('options'), watch.api.baseURL]);
	const known = compiled.get(mine);
	if (known?.parameters === parameters) return known.query;
	const query = await event.query(watch);
	compiled.set(mine, { parameters, query });
	return query;
}

/** Touches no state: a test in the editor must not swallow what production waits for. */
async function sample({ api, event, query, item }: Watching): Promise<INodeExecutionData[]> {
	const changes = await recent(api, event, query, 1);
	if (changes.length) return changes.map(item);
	throw api.refusal({
		message: `${api.vendor.title} has no record to show as a sample`,
		hint: 'Check the object, the conditions and the filter, or make one such record and test again',
	});
}

async function scheduled(
	budgetMs: number,
	data: IDataObject,
	events: Events,
	watched: Watching,
): Promise<INodeExecutionData[]> {
	const began = Date.now();
	const { watch, place, event } = watched;
	const usual = event.lagSeconds ?? events.lagSeconds;
	const lagMs = (watch.integer('lag', { max: 86_400 }) ?? usual) * 1000;
	const most = watch.integer('mostPerPoll', { min: 1, max: 50_000 }) ?? 1000;
	const state = stateIn(data, place);
	if (!state) return await begin(data, events, watched);
	const { resolutionMs } = events;
	const inTime = () => Date.now() - began < budgetMs * SHARE;
	const walked = await walk({ ...watched, lagMs, resolutionMs, most, inTime }, state);
	const items = inOrder(walked.changes).map(watched.item);
	keep(data, place, walked.state);
	return items;
}

const inOrder = (changes: Change[]) => [...changes].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));

function budgetOf(context: IPollFunctions): number {
	const known = context as Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>;
	return known.getPollBudgetMs?.() ?? DEFAULT_BUDGET_MS;
}

/** The first poll: asks once, so that what cannot work fails the activation, and begins at the vendor's now. */
async function begin(
	data: IDataObject,
	{ resolutionMs }: Events,
	{ api: plain, event, query, watch, place, item }: Watching,
): Promise<INodeExecutionData[]> {
	const { api, clock } = clocked(plain);
	const wanted = watch.integer('emitLast', { max: 1000 }) ?? 0;
	await event.page(api, query, { since: Date.now(), limit: 1 });
	const now = floored(clock.now() ?? 0, resolutionMs);
	const last = wanted ? await recent(api, event, query, wanted) : [];
	const items = last.filter(({ at = 0 }) => at < now).map(item);
	keep(data, place, { since: now, until: now });
	return items;
}
