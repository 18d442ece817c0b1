import type { Rest } from '../../n8n/rest';
import type { Workflow, WorkflowNode } from '../../n8n/workflows';
import { callWebhook, saveWorkflow } from '../../n8n/workflows';

export const NODE = 'Write';

export interface Credentials {
	id: string;
	name: string;
	type: string;
}

export async function saveCredential(
	rest: Rest,
	type: string,
	data: Record<string, unknown>,
	name = type,
): Promise<Credentials> {
	const { id } = await rest.post<{ id: string }>('/rest/credentials', { name, type, data });
	return { id, name, type };
}

/** `immediately` answers before the run, `atEnd` with the items of the last node. */
export type Answered = 'immediately' | 'atEnd';

/** A webhook whose body brings rows, one item each for the node; its path is the workflow's ID. */
export function rowsWorkflow(
	id: string,
	node: { type: string; parameters: Record<string, unknown>; credentials: Credentials },
	answered: Answered,
): Workflow {
	const { type, parameters, credentials } = node;
	const plain = (name: string, kind: string, typeVersion: number, own: object): WorkflowNode => ({
		id: name,
		name,
		type: `n8n-nodes-base.${kind}`,
		typeVersion,
		position: [0, 0],
		parameters: { ...own },
	});
	const webhook = {
		httpMethod: 'POST',
		path: id,
		responseMode: answered === 'atEnd' ? 'lastNode' : 'onReceived',
		...(answered === 'atEnd' && { responseData: 'allEntries' }),
	};
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		id,
		name: id,
		active: true,
		settings: { executionOrder: 'v1' },
		nodes: [
			{ ...plain('Webhook', 'webhook', 2, webhook), webhookId: id },
			plain('Rows', 'splitOut', 1, { fieldToSplitOut: 'body.rows', options: {} }),
			{
				id: NODE,
				name: NODE,
				type,
				typeVersion: 1,
				position: [300, 0],
				parameters,
				credentials: { [credentials.type]: { id: credentials.id, name: credentials.name } },
			},
		],
		connections: { Webhook: to('Rows'), Rows: to(NODE) },
	};
}

/** Saves and activates it, and waits until its webhook is there. */
export async function activateRows(rest: Rest, workflow: Workflow): Promise<void> {
	await saveWorkflow(rest, workflow);
	// the first call may come before the webhook is; it brings no row
	await (await sendRows(rest, workflow.id, [])).arrayBuffer();
}

export async function sendRows(
	rest: Rest,
	hook: string,
	rows: Array<Record<string, string>>,
): Promise<Response> {
	return await callWebhook(rest, hook, {
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ rows }),
	});
}

interface Listed {
	id: string;
	status: string;
}

/** Executions of a workflow, the newest first. */
export async function listExecutions(rest: Rest, workflowId: string): Promise<Listed[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await rest.get<{ results: Listed[] }>(
		`/rest/executions?filter=${filter}&limit=100`,
	);
	return results;
}
