/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandResult } from './children';
import { lastLines } from './children';
import type { Rest } from './rest';

export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, unknown>;
	pairedItem?: unknown;
	error?: unknown;
}

export interface NodeRun {
	executionStatus?: string;
	executionTime: number;
	error?: { message: string; description?: string };
	/** By output. */
	data?: { main: Array<Item[] | null> };
}

export interface Execution {
	status: string;
	/** Of the node that stopped the run. */
	error?: { message: string; description?: string };
	/** By node name, then by run. */
	runData: Record<string, NodeRun[]>;
}

interface RawExecution {
	status?: string;
	data: { resultData: { error?: Execution['error']; runData: Record<string, NodeRun[]> } };
}

const UNFINISHED = ['new', 'running', 'waiting'];

/** The items that a node put out; none where the output stayed empty, an error where the node did not run. */
export function itemsOf(
	{ runData }: Execution,
	node: string,
	{ output = 0, run = 0 }: { output?: number; run?: number } = {},
): Item[] {
	const nodeRun = runData[node]?.[run];
	if (!nodeRun)
		throw new Error(`"${node}" did not run; these did: ${Object.keys(runData).join(', ')}`);
	return nodeRun.data?.main[output] ?? [];
}

/** Reads what `n8n execute --rawOutput` printed; log lines stand around the JSON. */
export function executionFromCli({ stdout, stderr, code }: CommandResult): Execution {
	const text = `\n${stdout}\n`;
	const start = text.indexOf('\n{\n');
	const end = text.lastIndexOf('\n}\n');
	if (start < 0 || end < 0) {
		throw new Error(
			`n8n execute ended with ${code} and no result\n${lastLines(stdout + stderr, 30)}`,
		);
	}
	return plain(JSON.parse(text.slice(start, end + 2)) as RawExecution);
}

interface Listed {
	id: string;
	status: string;
}

/** Newest first. */
export async function executionsOf(rest: Rest, workflowId: string, limit = 20): Promise<Listed[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const path = `/rest/executions?filter=${filter}&limit=${limit}`;
	return (await rest.get<{ results: Listed[] }>(path)).results;
}

/** The newest execution of a workflow, once it has ended. */
export async function lastExecution(
	rest: Rest,
	workflowId: string,
	timeoutMs = 30_000,
): Promise<Execution> {
	const end = Date.now() + timeoutMs;
	while (Date.now() < end) {
		const [newest] = await executionsOf(rest, workflowId, 1);
		if (newest && !UNFINISHED.includes(newest.status)) return await readExecution(rest, newest.id);
		await sleep(100);
	}
	throw new Error(`no finished execution of workflow ${workflowId} within ${timeoutMs / 1000} s`);
}

/** Runs a saved workflow from its Manual Trigger on the server, as the editor's button does. */
export async function runFromEditor(
	rest: Rest,
	workflowId: string,
	trigger: string,
): Promise<Execution> {
	const { executionId } = await rest.request<{ executionId: string }>(
		'POST',
		`/rest/workflows/${workflowId}/run`,
		{ triggerToStartFrom: { name: trigger } },
		// the editor's channel for news of the run: without it n8n takes the call for no manual one
		{ 'push-ref': 'e2e' },
	);
	const end = Date.now() + 180_000;
	while (Date.now() < end) {
		// the data of a running execution is not there yet
		const { status } = await rest.get<{ status: string }>(`/rest/executions/${executionId}`);
		if (!UNFINISHED.includes(status)) return await readExecution(rest, executionId);
		await sleep(200);
	}
	throw new Error(`execution ${executionId} of workflow ${workflowId} did not finish`);
}

export async function readExecution(rest: Rest, id: string): Promise<Execution> {
	const { status, data } = await rest.get<{ status: string; data: string }>(
		`/rest/executions/${id}`,
	);
	return plain({ status, data: unflatten(data) as RawExecution['data'] });
}

function plain({ status, data }: RawExecution): Execution {
	const { error, runData } = data.resultData;
	return { status: status ?? (error ? 'error' : 'success'), error, runData };
}

/** n8n stores run data "flatted": one array in which every string inside a value is the index of another value. */
export function unflatten(text: string): unknown {
	const values = JSON.parse(text) as unknown[];
	const built = new Map<string, unknown>();

	function build(value: unknown): unknown {
		return typeof value === 'string' ? at(value) : value;
	}

	function at(index: string): unknown {
		if (built.has(index)) return built.get(index);
		const value = values[Number(index)];
		if (typeof value !== 'object' || value === null) return value;
		const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		built.set(index, copy);
		for (const [key, inner] of Object.entries(value)) Object.assign(copy, { [key]: build(inner) });
		return copy;
	}

	return at('0');
}
