/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HookContext, PollContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWebhookData,
	IWebhookDescription,
	WebhookSetupMethodNames,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { workflowOf, type Bench, type RunOptions } from './contexts';

/** A trigger node that is active in n8n: what n8n holds of it over polls and deliveries. */
export interface Active {
	workflow: Workflow;
	node: INode;
	additionalData: IWorkflowExecuteAdditionalData;
	bench: Bench;
	/** The node's static data in memory. */
	data: IDataObject;
}

let activations = 0;

/** Each is a workflow of its own, also the one that goes on with another's state: a restart forgets what was in memory. */
export async function activate(bench: Bench, options: RunOptions): Promise<Active> {
	const known = await workflowOf(bench, { workflowId: `workflow-${++activations}`, ...options });
	return { ...known, bench, data: known.workflow.getStaticData('node', known.node) };
}

export interface PollOptions {
	mode?: WorkflowExecuteMode;
	budgetMs?: number;
	/** The node's data as n8n's durable cursors show them: a copy of their own. */
	cursor?: IDataObject;
}

/** One poll as n8n runs it. */
export async function pollOnce(
	{ workflow, node, additionalData, bench }: Active,
	{ mode = 'trigger', budgetMs, cursor }: PollOptions = {},
): Promise<INodeExecutionData[] | null> {
	const context = new PollContext(
		workflow,
		node,
		additionalData,
		mode,
		mode === 'manual' ? 'manual' : 'activate',
		undefined,
		undefined,
		undefined,
		undefined,
		cursor && (() => cursor),
		budgetMs === undefined ? undefined : () => budgetMs,
	);
	const output = await bench.type.poll?.call(context);
	if (!output) return null;
	const [items] = output;
	return items;
}

/** What n8n's own copy of the state would be after a restart. */
export const stored = ({ data }: Active): IDataObject =>
	({ 'node:Under Test': JSON.parse(JSON.stringify(data)) as IDataObject }) as IDataObject;

const webhookData = (active: Active): IWebhookData => {
	const [webhookDescription] = active.bench.type.description.webhooks as IWebhookDescription[];
	return {
		node: active.node.name,
		httpMethod: 'POST',
		path: '',
		webhookDescription,
		workflowId: active.workflow.id,
		workflowExecuteAdditionalData: active.additionalData,
	};
};

/** Activation, or deactivation, of an instant trigger. */
export async function hook(active: Active, method: WebhookSetupMethodNames): Promise<boolean> {
	const { workflow, node, additionalData, bench } = active;
	const context = new HookContext(
		workflow,
		node,
		additionalData,
		'trigger',
		'activate',
		webhookData(active),
	);
	const run = bench.type.webhookMethods?.default?.[method];
	if (!run) throw new Error(`No webhook method ${method}`);
	return await run.call(context);
}

/** n8n's URL for the trigger, by n8n's own rules. */
export const urlOf = (active: Active): string =>
	new HookContext(
		active.workflow,
		active.node,
		active.additionalData,
		'trigger',
		'activate',
		webhookData(active),
	).getNodeWebhookUrl('default') ?? '';

export interface Listening {
	/** `http://127.0.0.1:port`: stands for n8n's public address. */
	url: string;
	listen(active: Active): void;
	/** How deliveries come: 'manual' while the editor listens. */
	mode: WorkflowExecuteMode;
	/** Items of every execution that a delivery started. */
	started: INodeExecutionData[][];
	/** What n8n would have logged. */
	logged: string[];
	/** Runs when a delivery was answered, before the trigger goes on. */
	onAnswer?: () => void;
	close(): Promise<void>;
}

async function bytes(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** The request and the response as express shows them to a webhook node. */
function expressed(listening: Listening, request: IncomingMessage, rawBody: Buffer, body: unknown) {
	return (response: ServerResponse) => ({
		httpRequest: Object.assign(request, {
			originalUrl: request.url,
			rawBody,
			body,
			query: Object.fromEntries(new URL(request.url ?? '', 'http://n8n').searchParams),
			params: {},
		}),
		httpResponse: Object.assign(response, {
			status(code: number) {
				response.statusCode = code;
				return response;
			},
			json(answer: unknown) {
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(answer));
				listening.onAnswer?.();
			},
		}),
	});
}

/**
 * A server that hands deliveries to the trigger as n8n does: by path (404), the body parsed by its content type
 * (422 where it cannot be), the raw bytes beside it.
 */
export async function listening(): Promise<Listening> {
	let active: Active | undefined;
	const server = createServer((request, response) => {
		void (async () => {
			const rawBody = await bytes(request);
			const [path] = (request.url ?? '').split('?');
			if (!active || new URL(urlOf(active)).pathname !== path) {
				response.statusCode = 404;
				return response.end();
			}
			let body: unknown = rawBody.toString('utf8');
			if (rawBody.length && request.headers['content-type']?.includes('json')) {
				try {
					body = JSON.parse(String(body));
				} catch {
					response.statusCode = 422;
					return response.end();
				}
			}
			const items = await deliver(own, active, expressed(own, request, rawBody, body)(response));
			if (items) own.started.push(items);
			return undefined;
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const own: Listening = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		listen: (trigger) => {
			active = trigger;
		},
		mode: 'webhook',
		started: [],
		logged: [],
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return own;
}

async function deliver(own: Listening, active: Active, exchange: object) {
	const { workflow, node, additionalData, bench } = active;
	const context = new WebhookContext(
		workflow,
		node,
		{ ...additionalData, ...exchange } as IWorkflowExecuteAdditionalData,
		own.mode,
		webhookData(active),
		[],
		null,
	);
	const log = (text: string) => own.logged.push(text);
	Object.defineProperty(context, 'logger', {
		value: { debug: log, info: log, warn: log, error: log },
	});
	const { workflowData } = (await bench.type.webhook?.call(context)) ?? {};
	return workflowData?.[0];
}
