import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { Operation, Output } from '../operation';
import { connect } from './connect';
import { contextOf, itemError, type ItemError } from '../transport/errors';
import { Cancelled } from '../transport/wait';
import type { Vendor } from '../vendor';
import { callOf, type Call } from './call';
import { ledgerOf, type Outcome } from './ledger';
import { runBatch } from './runBatch';
import { runEach } from './runEach';
import { runList } from './runList';
import { forModel, isTool } from './tool';

/** What the kinds of operation share while they run. */
export interface Run<Kind extends Operation = Operation> {
	vendor: Vendor;
	operation: Kind;
	calls: Call[];
	/** Filled as items end; an item that was not tried has none. */
	outcomes: Map<number, Outcome>;
	/** Indexes of the items to work on. */
	open: number[];
	done(index: number, outputs: Output[]): void;
	failed(index: number, thrown: unknown): void;
	/** Whether to start nothing more: an item failed and the node is to stop, or the execution was cancelled. */
	stopped(): boolean;
}

const KINDS = {
	each: runEach,
	batch: runBatch,
	list: runList,
} as Record<Operation['kind'], (run: Run) => Promise<void>>;

/** The one item loop of every operation of every vendor. */
export async function run(
	this: IExecuteFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][]> {
	const operation = operationOf(this, vendor);
	const work = allItems.call(this, vendor, operation);
	return [isTool(this) ? await forModel(this, operation, work) : await work];
}

async function allItems(
	this: IExecuteFunctions,
	vendor: Vendor,
	operation: Operation,
): Promise<INodeExecutionData[]> {
	const items = this.getInputData();
	const ledger = ledgerOf(this, items);
	const calls = await callsOf(this, vendor, operation, items);
	const outcomes = new Map([...ledger].filter(([, outcome]) => isFinal(outcome)));
	let halted = false;
	let cancelled: Cancelled | undefined;

	const keep = (index: number, outcome: Outcome) => {
		outcomes.set(index, outcome);
		ledger.set(index, outcome);
	};
	const state: Run = {
		vendor,
		operation,
		calls,
		outcomes,
		open: calls.map(({ index }) => index).filter((index) => !outcomes.has(index)),
		done: (index, outputs) => keep(index, { done: outputs.map((output) => itemOf(output, index)) }),
		failed: (index, thrown) => {
			if (thrown instanceof Cancelled) cancelled = thrown;
			else keep(index, { error: itemError(this.getNode(), thrown, index) });
			halted ||= !this.continueOnFail();
		},
		stopped: () => halted || Boolean(cancelled),
	};
	if (!failedAlready(state, this)) await KINDS[operation.kind](state);
	notify(this, calls);
	if (cancelled) throw new NodeOperationError(this.getNode(), 'The execution was cancelled');
	return assembled(this, items, outcomes);
}

/** Items or requests worked on at once. */
export const concurrencyOf = ({ vendor, calls }: Pick<Run, 'vendor' | 'calls'>): number =>
	typeof vendor.concurrency === 'number'
		? vendor.concurrency
		: vendor.concurrency(calls[0]?.api.credential ?? {});

/** What the vendor told about the quota, beside the output; older n8n versions have no place for it. */
function notify(context: IExecuteFunctions, [first]: Call[]): void {
	const message = first?.api.notice();
	if (message && 'addExecutionHints' in context) {
		context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
	}
}

function operationOf(context: IExecuteFunctions, vendor: Vendor): Operation {
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const operation = vendor.resources[resource]?.operations[name];
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`"Operation" is "${name}", which the resource "${resource}" does not have`,
		{
			description:
				'Choose a resource and an operation from the lists. For calls of your own use the resource "API"',
		},
	);
}

async function callsOf(
	context: IExecuteFunctions,
	vendor: Vendor,
	operation: Operation,
	items: INodeExecutionData[],
): Promise<Call[]> {
	if (!items.length) return [];
	const longestWait = Number(
		(context.getNodeParameter('options', 0, {}) as IDataObject).longestWait ?? 120,
	);
	const longestWaitMs = (Number.isNaN(longestWait) ? 120 : longestWait) * 1000;
	const api = await connect(context, vendor, { longestWaitMs });
	return items.map((item, index) => callOf(context, operation, api, index, item));
}

/** What is done stays done; a create that may have been done is not tried again; anything else is. */
function isFinal(outcome: Outcome): boolean {
	if ('done' in outcome) return true;
	const { outcome: state, repeatable } = contextOf(outcome.error);
	return state === 'unknown' && !repeatable;
}

/** A repeated try that still holds an unknown create starts nothing new when the node is to stop at an error. */
const failedAlready = ({ outcomes }: Run, context: IExecuteFunctions) =>
	!context.continueOnFail() && [...outcomes.values()].some((outcome) => 'error' in outcome);

/** An `error` key on top of a good item would make n8n take it for a failed one, and run the node again. */
function itemOf({ json, binary }: Output, index: number): INodeExecutionData {
	const { error, ...rest } = json;
	const clean = error === undefined ? json : { ...rest, error_: error };
	return { json: clean, ...(binary && { binary }), pairedItem: { item: index } };
}

function assembled(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	outcomes: ReadonlyMap<number, Outcome>,
): INodeExecutionData[] {
	if (!context.continueOnFail()) throwFirst(items.length, outcomes);
	const branch = context.getNode().onError === 'continueErrorOutput';
	return items.flatMap((_, index) => {
		const outcome = outcomes.get(index);
		if (!outcome) return [];
		return 'done' in outcome
			? outcome.done.map((item) => ({ ...item }))
			: [branch ? flagged(outcome.error, index) : errorItem(outcome.error, index)];
	});
}

/**
 * An item for the error branch: the words, what became of the row, and the vendor's own code and trace. n8n sends it
 * there for these two keys alone, and adds the row to them; an `error` beside `json` would cost it all but the message.
 */
function errorItem(error: ItemError, index: number): INodeExecutionData {
	const { outcome = 'failed', code, traceId } = contextOf(error);
	const { message, description } = error;
	const details: IDataObject = { item: index, outcome };
	if (description) details.description = description;
	if (code) details.code = code;
	if (traceId) details.traceId = traceId;
	return { json: { error: message, details }, pairedItem: { item: index } };
}

/**
 * The same for a node with an error output. Older n8n (seen in 2.11) takes an item with `details` for a good one, unless
 * it has an `error` beside `json`. Not enumerable, it is gone from the copy that n8n makes, and the details stay.
 */
const flagged = (error: ItemError, index: number): INodeExecutionData =>
	Object.defineProperty(errorItem(error, index), 'error', { value: error, enumerable: false });

/** Stops the node with the first item's error, which also says what became of all the others. */
function throwFirst(count: number, outcomes: ReadonlyMap<number, Outcome>): void {
	const by = {
		done: [] as number[],
		failed: [] as number[],
		unknown: [] as number[],
		unsent: [] as number[],
	};
	for (let index = 0; index < count; index++) {
		const outcome = outcomes.get(index);
		if (!outcome) by.unsent.push(index);
		else if ('done' in outcome) by.done.push(index);
		else by[contextOf(outcome.error).outcome ?? 'failed'].push(index);
	}
	const [first] = [...by.failed, ...by.unknown].sort((a, b) => a - b);
	const outcome = first === undefined ? undefined : outcomes.get(first);
	if (!outcome || 'done' in outcome) return;
	const { error } = outcome;
	const summary = [
		by.done.length && `done: ${ranges(by.done)}`,
		by.failed.length && `failed: ${ranges(by.failed)}`,
		by.unknown.length && `unknown (the vendor may have done it): ${ranges(by.unknown)}`,
		by.unsent.length && `not sent: ${ranges(by.unsent)}`,
	].filter(Boolean);
	if (count > 1 && !error.context.items) {
		error.context.items = by;
		error.description = [error.description, `Items ${summary.join('; ')}`]
			.filter(Boolean)
			.join('. ');
	}
	error.context.itemIndex = first;
	throw error;
}

/** `0–2, 5` */
export function ranges(indexes: readonly number[]): string {
	const runs: Array<[number, number]> = [];
	for (const index of indexes) {
		const last = runs[runs.length - 1];
		if (last && last[1] === index - 1) last[1] = index;
		else runs.push([index, index]);
	}
	return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
