import 'reflect-metadata';
import { ExecuteContext, LoadOptionsContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IBinaryData,
	type IDataObject,
	type IExecuteData,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
	type ITaskDataConnections,
	type IWorkflowExecuteAdditionalData,
	type ResourceMapperFields,
} from 'n8n-workflow';
import type { CredentialStore } from './credentials';

/** The node under test in n8n's own contexts: real expressions, locators, mapper, helpers and requests. */
export interface Bench {
	type: INodeType;
	store: CredentialStore;
	/** ID of the stored credential that the node uses. */
	credential: string;
}

export interface RunOptions {
	parameters: INodeParameters;
	items?: Array<IDataObject | INodeExecutionData>;
	/** The very array of a former try, for Retry On Fail. */
	input?: INodeExecutionData[];
	node?: Partial<INode>;
	signal?: AbortSignal;
	executionId?: string;
	workflowId?: string;
	runIndex?: number;
	timezone?: string;
	/** What n8n has stored with the workflow. */
	staticData?: IDataObject;
	/** Base of the URLs of webhooks. */
	webhookBaseUrl?: string;
}

const TYPE = 'n8n-nodes-crm-pack.underTest';

/** A workflow of one node, as n8n builds it. */
export async function workflowOf({ type, store, credential }: Bench, options: RunOptions) {
	const node: INode = {
		id: 'node-1',
		name: 'Under Test',
		type: TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: options.parameters,
		credentials: store.reference(credential),
		...options.node,
	};
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({
		id: options.workflowId ?? 'workflow-1',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { timezone: options.timezone ?? 'UTC' },
		// n8n's workflow writes through to what it is given
		staticData: structuredClone(options.staticData),
	});
	await workflow.expression.acquireIsolate();
	const additionalData = {
		credentialsHelper: store.helper(),
		executionId: options.executionId ?? 'execution-1',
		restApiUrl: '',
		instanceBaseUrl: '',
		webhookBaseUrl: options.webhookBaseUrl ?? '',
		webhookWaitingBaseUrl: 'http://localhost/waiting',
		webhookTestBaseUrl: '',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		variables: {},
		currentNodeParameters: node.parameters,
	} as unknown as IWorkflowExecuteAdditionalData;
	return { workflow, node: workflow.getNode(node.name) as INode, additionalData };
}

const asItem = (item: IDataObject | INodeExecutionData): INodeExecutionData =>
	'json' in item ? (item as INodeExecutionData) : { json: item as IDataObject };

/** Runs the node once on all items, as n8n's engine does, and gives the items of its output. */
export async function execute(bench: Bench, options: RunOptions): Promise<INodeExecutionData[]> {
	const { workflow, node, additionalData } = await workflowOf(bench, options);
	const input = options.input ?? (options.items ?? [{}]).map(asItem);
	const data: ITaskDataConnections = { main: [input] };
	const executeData: IExecuteData = { data, node, source: null };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		createRunExecutionData(),
		options.runIndex ?? 0,
		input,
		data,
		executeData,
		[],
		options.signal,
	);
	try {
		const [items] = ((await bench.type.execute?.call(context)) ?? [[]]) as INodeExecutionData[][];
		return items;
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** Only the JSON of the items. */
export const outputs = async (bench: Bench, options: RunOptions): Promise<IDataObject[]> =>
	(await execute(bench, options)).map(({ json }) => json);

async function panel(bench: Bench, parameters: INodeParameters, path: string) {
	const { workflow, node, additionalData } = await workflowOf(bench, { parameters });
	return new LoadOptionsContext(workflow, node, additionalData, path);
}

/** What a dropdown of the panel offers. `path`: of the parameter that asks, for `&sibling` references. */
export async function dropdown(
	bench: Bench,
	method: string,
	parameters: INodeParameters,
	path = 'parameters.field',
): Promise<INodePropertyOptions[]> {
	const load = bench.type.methods?.loadOptions?.[method];
	if (!load) throw new Error(`No dropdown ${method}`);
	return await load.call(await panel(bench, parameters, path));
}

export async function searchList(
	bench: Bench,
	method: string,
	parameters: INodeParameters,
	filter?: string,
): Promise<INodeListSearchResult> {
	const search = bench.type.methods?.listSearch?.[method];
	if (!search) throw new Error(`No list ${method}`);
	return await search.call(await panel(bench, parameters, 'parameters.field'), filter);
}

export async function mapperColumns(
	bench: Bench,
	parameters: INodeParameters,
): Promise<ResourceMapperFields['fields']> {
	const columns = bench.type.methods?.resourceMapping?.getColumns;
	if (!columns) throw new Error('No mapper');
	return (await columns.call(await panel(bench, parameters, 'parameters.fields'))).fields;
}

/** What an error item tells beside its message. */
export const detailsOf = (json: IDataObject): IDataObject => (json.details ?? {}) as IDataObject;

/** A file of an input item, held in memory. */
export const binary = (
	fileName: string,
	content: Buffer | string,
	mimeType: string,
): IBinaryData => {
	const bytes = Buffer.from(content as string);
	return { data: bytes.toString('base64'), fileName, mimeType, fileSize: String(bytes.length) };
};
