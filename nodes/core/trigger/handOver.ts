import type { INodeExecutionData, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

/** The last delivery of each test, by workflow and node. */
const delivered = new Map<string, INodeExecutionData[]>();

const keyOf = (context: IPollFunctions | IWebhookFunctions) =>
	`${context.getWorkflow().id}|${context.getNode().id}`;

/**
 * Of a class with both, n8n runs `poll` in a test and drops what `webhook` gave. Both run in one process, unless tests
 * are handed to workers.
 */
export const handOver = (context: IWebhookFunctions, items: INodeExecutionData[]): void =>
	void delivered.set(keyOf(context), items);

export function handedOver(context: IPollFunctions): INodeExecutionData[] | undefined {
	const items = delivered.get(keyOf(context));
	delivered.delete(keyOf(context));
	return items;
}
