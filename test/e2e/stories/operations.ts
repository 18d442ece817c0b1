/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import assert from 'node:assert/strict';
import type { Vendor } from '../../../nodes/core/vendor';
import type { Execution } from '../n8n/runData';
import { itemsOf } from '../n8n/runData';
import type { VendorName, Workflow } from '../n8n/workflows';
import type { OperationRow, Operations } from '../operations/row';
import { benches } from '../operations';
import type { Context, Story } from '../story';

const VALUES = 'Values';
const FILE = 'File';

/** Every operation of every vendor table runs in the real n8n. */
export const operations: Story[] = (Object.keys(benches) as VendorName[]).map((name) => ({
	name: `operations-${name}`,
	run: async (context) => await runAll(name, context),
}));

async function runAll(name: VendorName, context: Context): Promise<void> {
	const { vendor, start } = benches[name];
	const { emulator, operations: own } = await start();
	context.use(emulator);
	const all = Object.entries(vendor.resources).flatMap(([resource, one]) =>
		Object.keys(one.operations).map((operation) => `${resource}.${operation}`),
	);
	const covered = [...new Set(own.rows.map(({ key }) => key.replace(/#.*/, '')))];
	assert.deepEqual(covered.sort(), all.sort(), 'a row for every operation');

	const ids = await Promise.all(
		Object.entries(own.credentials).map(async ([type, data]) => {
			const saved = { name: `${type} of ${name}`, type, data };
			const { id } = await context.n8n.rest.post<{ id: string }>('/rest/credentials', saved);
			return { type, id, name: saved.name };
		}),
	);
	const type = `${context.tarball.name}.${name}`;
	const nodes = own.rows.map((row, index) => ({
		...nodeOf(row, type, index),
		...signedIn(vendor, ids, index),
	}));
	const workflow = workflowOf(name, own, nodes);
	await context.save(workflow);
	const execution = await context.runFromEditor(workflow.id, 'Start');
	assert.equal(execution.status, 'success', execution.error?.message);
	const problems = own.rows.flatMap((row) => problemsOf(row, execution));
	assert.deepEqual(problems, []);
	console.log(`  ${covered.length} of ${all.length} operations of ${vendor.title}`);
}

function problemsOf({ key, first = {}, file }: OperationRow, execution: Execution): string[] {
	const [item] = itemsOf(execution, key);
	if (!item) return [`${key} put out no item`];
	if (item.json.error) return [`${key}: ${JSON.stringify(item.json).slice(0, 400)}`];
	if (file && !item.binary?.data) return [`${key} put out no file`];
	const held = Object.fromEntries(Object.keys(first).map((name) => [name, item.json[name]]));
	return JSON.stringify(held) === JSON.stringify(first)
		? []
		: [`${key}: ${JSON.stringify(held)} instead of ${JSON.stringify(first)}`];
}

function nodeOf({ key, parameters }: OperationRow, type: string, index: number) {
	const [resource, operation] = key.replace(/#.*/, '').split('.');
	return {
		id: `operation-${index}`,
		name: key,
		type,
		typeVersion: 1,
		position: [600, index * 120],
		// so that one run tells everything that is wrong
		onError: 'continueRegularOutput',
		parameters: { resource, operation, ...parameters },
	};
}

/** With several credentials they take turns: each way of signing in meets many operations. */
function signedIn(
	{ credentials }: Vendor,
	ids: Array<{ type: string; id: string; name: string }>,
	index: number,
) {
	const { type, id, name } = ids[index % ids.length];
	const [way] = Object.entries(credentials).find(([, own]) => own === type) ?? [];
	return {
		credentials: { [type]: { id, name } },
		...(ids.length > 1 && { authentication: way }),
	};
}

/** All operations hang on the node that makes a file: n8n runs them from top to bottom, each to its end. */
function workflowOf(
	name: VendorName,
	{ rows, file, values = {} }: Operations,
	operationNodes: Array<ReturnType<typeof nodeOf> & { authentication?: string }>,
): Workflow {
	const nodes = operationNodes.map(({ authentication, ...node }) => ({
		...node,
		parameters: { ...(authentication && { authentication }), ...node.parameters },
	}));
	const plain = (title: string, kind: string, typeVersion: number, parameters: object, y = 0) => ({
		id: title,
		name: title,
		type: `n8n-nodes-base.${kind}`,
		typeVersion,
		position: [0, y],
		parameters: { ...parameters },
	});
	const assigned = (given: Record<string, string>) => ({
		assignments: {
			assignments: Object.entries(given).map(([key, value]) => ({
				id: key,
				name: key,
				value,
				type: 'string',
			})),
		},
	});
	const { fileName, mimeType, text } = file;
	const base64 = { base64: Buffer.from(text).toString('base64') };
	const toFile = {
		operation: 'toBinary',
		sourceProperty: 'base64',
		options: { fileName, mimeType },
	};
	const to = (names: string[]) => ({
		main: [names.map((node) => ({ node, type: 'main', index: 0 }))],
	});
	const keys = (fromValues: boolean) =>
		rows.filter((row) => Boolean(row.fromValues) === fromValues).map(({ key }) => key);
	return {
		id: `operations-${name}`,
		name: `Every operation of ${name}`,
		settings: { executionOrder: 'v1' },
		nodes: [
			plain('Start', 'manualTrigger', 1, {}),
			plain(VALUES, 'set', 3.4, assigned(values), -200),
			plain('Text', 'set', 3.4, assigned(base64)),
			plain(FILE, 'convertToFile', 1.1, toFile),
			...nodes,
		],
		connections: {
			Start: to([VALUES, 'Text']),
			[VALUES]: to(keys(true)),
			Text: to([FILE]),
			[FILE]: to(keys(false)),
		},
	};
}
