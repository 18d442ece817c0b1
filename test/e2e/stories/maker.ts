/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { itemsOf } from '../n8n/runData';
import type { Workflow, WorkflowNode } from '../n8n/workflows';
import type { Context } from '../story';

type Credentials = WorkflowNode['credentials'];

/** A node of the pack, as the panel saves it. */
export const packNode = (
	{ tarball }: Pick<Context, 'tarball'>,
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	credentials: Credentials,
	more: Record<string, unknown> = {},
): WorkflowNode => ({
	...plainNode(name, `${tarball.name}.${type}`),
	position: [300, 0],
	parameters,
	credentials,
	...more,
});

export const plainNode = (name: string, type: string): WorkflowNode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

/** Two nodes, one after the other. */
export const pairOf = (id: string, [first, second]: WorkflowNode[]): Workflow => ({
	id,
	name: `Story ${id}`,
	settings: { executionOrder: 'v1' },
	nodes: [first, second],
	connections: { [first.name]: { main: [[{ node: second.name, type: 'main', index: 0 }]] } },
});

const MAKER = 'Make a record';

/** Another workflow that makes one record; answers its item. */
export async function madeByWorkflow(
	context: Context,
	id: string,
	type: string,
	parameters: Record<string, unknown>,
	credentials: Credentials,
): Promise<Record<string, unknown>> {
	const all = { resource: 'record', operation: 'create', ...parameters };
	const workflow = pairOf(id, [
		plainNode('Start', 'n8n-nodes-base.manualTrigger'),
		packNode(context, MAKER, type, all, credentials),
	]);
	await context.save(workflow);
	const execution = await context.runFromEditor(workflow.id, 'Start');
	assert.equal(execution.status, 'success', execution.error?.message);
	return itemsOf(execution, MAKER)[0].json;
}
