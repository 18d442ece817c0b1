import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ItemError } from '../transport/errors';

/** How one item ended; undefined while it was not tried. */
export type Outcome = { done: INodeExecutionData[] } | { error: ItemError };

const ledgers = new WeakMap<object, Map<string, Map<number, Outcome>>>();

/**
 * What earlier tries of this very run did. n8n's Retry On Fail runs a node again on the same items: it hands
 * the same array to every try (under Execute Once a new array around the same first item).
 */
export function ledgerOf(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Map<number, Outcome> {
	const node = context.getNode();
	if (!node.retryOnFail || !items.length) return new Map();
	const owner = node.executeOnce ? items[0] : items;
	const runs = ledgers.get(owner) ?? new Map<string, Map<number, Outcome>>();
	ledgers.set(owner, runs);
	const run = [
		context.getExecutionId(),
		node.id,
		context.evaluateExpression('{{ $runIndex }}', 0),
	].join('|');
	const ledger = runs.get(run) ?? new Map<number, Outcome>();
	runs.set(run, ledger);
	return ledger;
}
