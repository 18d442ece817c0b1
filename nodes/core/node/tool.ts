import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Operation } from '../operation';
import type { ItemError } from '../transport/errors';

/** Whether an AI agent uses the node: n8n makes a second node type of it, with this ending. */
export const isTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool');

/** What a language model reads: few words, and from a failure the way out as well. */
export async function forModel(
	context: IExecuteFunctions,
	{ kind }: Operation,
	work: Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const items = await work.catch(async (error: ItemError) => {
		const shown = told(error);
		// the engine marks the run and hands the message to the agent; agents that call by themselves
		// (version 2 and older) swallow an error, and the model would read an empty text
		const byEngine = context.getNode().rewireOutputLogTo !== undefined;
		return byEngine ? await Promise.reject(shown) : [itemOf({ error: shown.message })];
	});
	if (items.length || kind !== 'list') return items.map(compact);
	// no items at all would reach the model as an empty text, too
	return [itemOf({ message: 'Nothing was found' })];
}

const itemOf = (json: INodeExecutionData['json']): INodeExecutionData => ({
	json,
	pairedItem: { item: 0 },
});

/** n8n hands the message alone to the model. */
function told(error: ItemError): ItemError {
	const { message, description } = error;
	if (description && !message.includes(description)) error.message = `${message}. ${description}`;
	return error;
}

/** A value that is not there tells a model nothing, and a record has many of them. */
function compact({ json, ...rest }: INodeExecutionData): INodeExecutionData {
	const entries = Object.entries(json).filter(([, value]) => !isEmpty(value));
	return { json: Object.fromEntries(entries), ...rest };
}

const isEmpty = (value: unknown): boolean =>
	value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length);
